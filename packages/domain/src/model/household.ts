import type { CaseId, InvolvedId, MunicipalityCode, PersonId, ReportId } from './ids.ts';
import type { Instant, LocalDate } from './time.ts';
import type {
  ReportKind,
  ReporterKind,
  ReportSource,
  SafetyLevel,
  SignalKind,
} from './vocabulary.ts';

/** What somebody is in the household. The labels are neutral on purpose; who does what stands in the words. */
export const householdRoles = [
  'MOTHER',
  'FATHER',
  'PARTNER',
  'EX_PARTNER',
  'SON',
  'DAUGHTER',
  'UNBORN_CHILD',
  'GRANDPARENT',
  'OTHER',
] as const;
export type HouseholdRole = (typeof householdRoles)[number];

/** Somebody who is directly involved. Names live in their own store, so a card can be read by role and age. */
export interface HouseholdPerson {
  readonly id: InvolvedId;
  readonly role: HouseholdRole;
  /** In whole years; absent when unknown or unborn. */
  readonly ageYears?: number;
  /** A child is everybody below eighteen, the unborn included. Stated by who takes the report in, not computed. */
  readonly isChild: boolean;
  /** Lives elsewhere or is kept away; still somebody for whom something must be done. */
  readonly whereabouts?: string;
}

/** The household over time. The unit of the table: reports come and go, the case stays. */
export interface Case {
  readonly id: CaseId;
  /** A neutral name such as "Casus Esdoorn"; never a name of a resident. */
  readonly alias: string;
  /** Absent when nobody is registered anywhere: no municipality, so no budget, but still an owner. */
  readonly municipality?: MunicipalityCode;
  readonly household: readonly HouseholdPerson[];
  readonly openedAt: Instant;
}

/** A formal report. The reporter's identity is not here: see ReporterIdentity. */
export interface Report {
  readonly id: ReportId;
  readonly caseId: CaseId;
  readonly signal: Exclude<SignalKind, 'ADVICE_REQUEST'>;
  readonly kind: ReportKind;
  readonly source: ReportSource;
  readonly reporterKind: ReporterKind;
  readonly receivedAt: Instant;
  readonly summary: string;
  /** Reference of the chain message; the message itself stays in its own system. */
  readonly chainReference?: string;
  /** Step of the meldcode and the weighing frame that the reporter used, where known. */
  readonly reportingCodeStep?: string;
}

/** Kept apart with its own key; only Veilig Thuis roles can name it. */
export interface ReporterIdentity {
  readonly reportId: ReportId;
  readonly name: string;
  readonly contact?: string;
}

/** Kept apart with its own key; an address that can cost somebody their life. */
export interface ConfidentialAddress {
  readonly involvedId: InvolvedId;
  readonly address: string;
}

/** Advice to somebody who stays in charge. It holds no household at all, so it can never become a case. */
export interface AdviceRequest {
  readonly id: ReportId;
  readonly signal: 'ADVICE_REQUEST';
  readonly receivedAt: Instant;
  readonly adviser: PersonId;
}

export type Signal = Report | AdviceRequest;

/** The assessment that Veilig Thuis owes within five working days of the report. */
export interface SafetyAssessment {
  readonly caseId: CaseId;
  readonly level: SafetyLevel;
  readonly assessedOn: LocalDate;
  readonly assessedBy: PersonId;
  readonly words: string;
}
