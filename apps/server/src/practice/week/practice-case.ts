import type {
  DecisionKind,
  HouseholdRole,
  LegalGround,
  ReporterKind,
  ReportKind,
  ReportSource,
  SafetyLevel,
} from '@overlegtafel/domain';

/** Somebody of an invented household; `key` names them within their case. */
interface PracticeInvolved {
  readonly key: string;
  readonly role: HouseholdRole;
  readonly ageYears?: number;
  readonly isChild: boolean;
  readonly whereabouts?: string;
  /** Kept apart; there to prove that it stays apart. */
  readonly confidentialAddress?: string;
}

/** Who is asked to be there for one case, and why. */
export interface PracticeInvitation {
  readonly person: string;
  readonly ground: LegalGround;
  readonly purpose: string;
  readonly necessity: string;
}

/** What came in about a case before there was a table. */
interface EarlierReport {
  readonly signal: PracticeCase['signal'];
  readonly source: ReportSource;
  readonly reporterKind: ReporterKind;
  /** How many days before the table it came in, and at what time. */
  readonly received: readonly [daysBefore: number, time: string];
  readonly summary: string;
}

/** An invented case as it stands before the table. What the table decides is the answer sheet of the tests. */
export interface PracticeCase {
  readonly alias: string;
  readonly municipality?: 'mijnstad' | 'beekdorp' | 'grensdorp';
  readonly signal: 'REPORT' | 'POLICE_REPORT';
  readonly kind: ReportKind;
  readonly source: ReportSource;
  readonly reporterKind: ReporterKind;
  readonly reporter?: { readonly name: string; readonly contact: string };
  /** How many days before the table it came in, and at what time. */
  readonly received: readonly [daysBefore: number, time: string];
  readonly summary: string;
  readonly household: readonly PracticeInvolved[];
  readonly level: SafetyLevel;
  readonly assessment: string;
  readonly proposal: {
    readonly kind: Exclude<DecisionKind, 'DEFERRAL'>;
    readonly words: string;
  };
  readonly invited: readonly PracticeInvitation[];
  /** Reports from before there was a table, oldest first. */
  readonly earlier?: readonly EarlierReport[];
}

/** An invitation on the ground that a party can help in this case. */
export function asked(person: string, purpose: string, necessity: string): PracticeInvitation {
  return { person, ground: 'WMO_4_1_1', purpose, necessity };
}
