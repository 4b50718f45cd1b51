import type { ItemId, MeetingId, PersonId, TableId } from './ids.ts';
import type { Instant, LocalDate } from './time.ts';

/** A recurring table of one region. */
export interface Table {
  readonly id: TableId;
  readonly name: string;
  readonly settings: TableSettings;
}

/** Numbers that a table may choose for itself. */
export interface TableSettings {
  /** Home visits that can be made in one week. */
  readonly visitsPerWeek: number;
  /** From this number of risk factors on the card asks for attention; it decides nothing. */
  readonly riskFactorThreshold: number;
}

export const defaultTableSettings: TableSettings = { visitsPerWeek: 5, riskFactorThreshold: 4 };

/** The life of a meeting. Adjourned (geschorst) is visible to all and goes on later; only CLOSED is final. */
export type MeetingState =
  | { readonly kind: 'PREPARED' }
  | { readonly kind: 'OPEN'; readonly openedAt: Instant; readonly chair: PersonId }
  | {
      readonly kind: 'ADJOURNED';
      readonly openedAt: Instant;
      readonly adjournedAt: Instant;
      readonly reason: string;
    }
  | {
      readonly kind: 'CLOSED';
      readonly openedAt: Instant;
      readonly closedAt: Instant;
      readonly closedBy: PersonId;
    };

export type MeetingStateKind = MeetingState['kind'];

export interface Meeting {
  readonly id: MeetingId;
  readonly tableId: TableId;
  readonly date: LocalDate;
  readonly state: MeetingState;
  /** Raised by every command of the meeting; closing is guarded on it. */
  readonly revision: number;
  /** The items in the order in which they were put on the agenda; display order is a document. */
  readonly items: readonly ItemId[];
}

/** The life of an agenda item. STOPPED and DEFERRED are decisions, so they too are taken by name. */
export const itemStates = ['WAITING', 'AT_TABLE', 'DISCUSSED', 'CLOSED'] as const;
export type ItemState = (typeof itemStates)[number];
