import type {
  ActionPhase,
  ActionPurpose,
  AlarmAgreement,
  DecisionKind,
  RiskFactor,
  SafeNow,
  TriagePriority,
  ViolenceProfile,
} from '@overlegtafel/domain';
import type { PracticeCase } from './practice-case.ts';

/** An action that an earlier table agreed. */
export interface EarlierAction {
  readonly purpose?: ActionPurpose;
  readonly words: string;
  readonly owner: string;
  /** How many days before this week's table it was due. */
  readonly dueDaysBefore: number;
  readonly phase: ActionPhase;
  /** Keys of the household; absent: the whole case. */
  readonly forWhom?: readonly string[];
  /** True: nobody told that it is done. */
  readonly isLate?: boolean;
}

/** A case of an earlier week, with what the table made of it. */
export interface EarlierCase extends Omit<PracticeCase, 'received' | 'invited'> {
  readonly facts: readonly string[];
  readonly worries: readonly string[];
  readonly strengths: readonly string[];
  readonly childVoice: readonly string[];
  readonly registers: {
    readonly safeNow: SafeNow;
    readonly priority: TriagePriority;
    readonly visitThisWeek: boolean;
    readonly riskFactors: readonly RiskFactor[];
    readonly violenceProfile: readonly ViolenceProfile[];
  };
  readonly decision: { readonly kind: DecisionKind; readonly words: string };
  readonly owner: string;
  readonly actions: readonly EarlierAction[];
  readonly condition: { readonly words: string; readonly alarm: AlarmAgreement };
  /** A check on safety, so many days after this week's table. */
  readonly checkDaysAfter?: number;
  /** The receiver said no when the meeting was over, with this reason. */
  readonly refusedBecause?: string;
}

/** An earlier week: how many weeks ago, and its cases. */
export interface EarlierWeek {
  readonly weeksAgo: number;
  readonly cases: readonly EarlierCase[];
}

/** The reporter is told, by Veilig Thuis. */
export function feedback(dueDaysBefore: number): EarlierAction {
  const words = 'Bel de melder terug over wat er is afgesproken.';
  return {
    purpose: 'FEEDBACK',
    words,
    owner: 'vt-worker',
    dueDaysBefore,
    phase: 'DIRECT_SAFETY',
  };
}
