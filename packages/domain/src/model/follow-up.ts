import type { Owner } from './card.ts';
import type { CaseId, ItemId, MonitoringId, OrganisationId, PersonId } from './ids.ts';
import type { Instant, LocalDate } from './time.ts';
import type { NotDoneReason } from './vocabulary.ts';

/** What became of an action, told by whoever held it in their own name, or decided by the table. */
export type ActionOutcome =
  | { readonly kind: 'NONE' }
  | { readonly kind: 'DONE'; readonly by: PersonId; readonly at: Instant }
  /** Told with a coded reason. It returns to the table, which decides what happens instead. */
  | {
      readonly kind: 'NOT_DONE';
      readonly reason: NotDoneReason;
      readonly words: string;
      readonly by: PersonId;
      readonly at: Instant;
    }
  /** Asked for; only when the table agreed does the new day count. */
  | {
      readonly kind: 'MORE_TIME';
      readonly until: LocalDate;
      readonly words: string;
      readonly agreed: boolean;
      readonly by: PersonId;
      readonly at: Instant;
    }
  /** The table stops with it, and says why. */
  | {
      readonly kind: 'STOPPED';
      readonly reason: string;
      readonly by: PersonId;
      readonly at: Instant;
    };

/** What the receiver of a case said. Only a receipt, given by a person, moves the responsibility. */
export type HandoverAnswer =
  | { readonly kind: 'NONE' }
  | { readonly kind: 'RECEIVED'; readonly by: PersonId; readonly at: Instant }
  | {
      readonly kind: 'REFUSED';
      readonly by: PersonId;
      readonly at: Instant;
      readonly reason: string;
    };

/** The transfer of a case. Until the receipt is there, `from` has it. */
export interface Handover {
  readonly item: ItemId;
  readonly from: OrganisationId;
  /** Absent while nobody is named, which the closing gate does not allow. */
  readonly to?: Owner;
  readonly offeredAt: Instant;
  readonly answer: HandoverAnswer;
  /** Who keeps the case until the answer, when somebody at the table held it. */
  readonly holder?: PersonId;
}

/** The first question of every check: has the violence stopped? Only YES is reassuring. */
export const violenceStoppedAnswers = ['YES', 'NO', 'UNKNOWN'] as const;
export type ViolenceStopped = (typeof violenceStoppedAnswers)[number];

/** What a check found. The first question comes first; words about aid come after it. */
export interface MonitoringOutcome {
  readonly violenceStopped: ViolenceStopped;
  readonly words: string;
  readonly by: PersonId;
  readonly at: Instant;
}

/** A planned check on safety after the involvement ended. */
export interface MonitoringMoment {
  readonly id: MonitoringId;
  readonly caseId: CaseId;
  readonly dueOn: LocalDate;
  readonly outcome?: MonitoringOutcome;
}
