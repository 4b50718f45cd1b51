import type { Owner } from '../model/card.ts';
import type {
  ActionId,
  DissentId,
  InvolvedId,
  ItemId,
  OrganisationId,
  PersonId,
} from '../model/ids.ts';
import type { LocalDate } from '../model/time.ts';
import type { SafetyLevel } from '../model/vocabulary.ts';

/** The fields that people write together and that can therefore be disputed. */
export const itemFields = [
  'safeNow',
  'priority',
  'visitThisWeek',
  'riskFactors',
  'violenceProfile',
  'owner',
  'decisionKind',
] as const;
export const actionFields = ['words', 'owner', 'dueDate', 'phase', 'forWhom', 'withdrawn'] as const;
export const conditionFields = ['words', 'alarm', 'withdrawn'] as const;

/** A field with the card it stands on. */
export type DisputedField =
  | { readonly of: 'ITEM'; readonly name: (typeof itemFields)[number] }
  | { readonly of: 'ACTION'; readonly name: (typeof actionFields)[number] }
  | { readonly of: 'CONDITION'; readonly name: (typeof conditionFields)[number] };

/** Where to go to solve it: a path within the item such as `actions.<id>.owner`, or within the meeting. */
interface Spot {
  readonly jumpTo: string;
}

interface AtItem extends Spot {
  readonly item: ItemId;
}

interface AtAction extends AtItem {
  readonly action: ActionId;
}

type OfItem =
  /** On the agenda, but its card did not come along. */
  | { readonly kind: 'ITEM_MISSING' }
  | { readonly kind: 'NOT_DISCUSSED' }
  | { readonly kind: 'DECISION_MISSING' }
  | { readonly kind: 'DECISION_NOT_CONFIRMED' }
  | { readonly kind: 'DECISION_CHANGED'; readonly confirmedBy: PersonId }
  | { readonly kind: 'DEFERRAL_WITHOUT_REASON' }
  | { readonly kind: 'DEFERRAL_WITHOUT_CHECK' }
  /** Until somebody at the table takes the case, `bringingParty` has it. */
  | { readonly kind: 'OWNER_MISSING'; readonly bringingParty?: OrganisationId }
  | { readonly kind: 'OWNER_NOT_ACCEPTED'; readonly owner: Owner }
  | { readonly kind: 'OWNER_CHANGED'; readonly owner: Owner; readonly saidBy: PersonId }
  | { readonly kind: 'OWNER_DECLINED'; readonly owner: Owner; readonly saidBy: PersonId }
  | { readonly kind: 'OWNER_HOLDER_ABSENT'; readonly owner: Owner; readonly holder: PersonId }
  | { readonly kind: 'SAFE_NOW_MISSING' }
  | { readonly kind: 'SAFE_NOW_UNKNOWN' }
  /** `level` is absent when the table did not agree one. */
  | { readonly kind: 'CONDITION_MISSING'; readonly level?: SafetyLevel }
  | { readonly kind: 'ALARM_MISSING'; readonly level?: SafetyLevel }
  | { readonly kind: 'HOUSEHOLD_EMPTY' }
  | { readonly kind: 'CHILD_WITHOUT_ACTION'; readonly child: InvolvedId }
  | { readonly kind: 'FEEDBACK_MISSING' }
  | {
      readonly kind: 'FIELD_IN_CONFLICT';
      readonly field: DisputedField;
      /** The action or condition that the field is on; absent for a field of the item. */
      readonly card?: string;
      readonly choices: number;
    }
  | { readonly kind: 'DISSENT_WITHOUT_DATE'; readonly dissent: DissentId; readonly by: PersonId };

type OfAction =
  | { readonly kind: 'ACTION_WORDS_MISSING' }
  | { readonly kind: 'ACTION_OWNER_MISSING' }
  | { readonly kind: 'FEEDBACK_WITHOUT_OWNER' }
  | { readonly kind: 'ACTION_DUE_DATE_MISSING' }
  | { readonly kind: 'ACTION_DUE_DATE_PAST'; readonly dueDate: LocalDate }
  | { readonly kind: 'ACTION_NOT_ACCEPTED'; readonly owner: Owner }
  | { readonly kind: 'ACTION_CHANGED'; readonly owner: Owner; readonly saidBy: PersonId }
  | { readonly kind: 'ACTION_DECLINED'; readonly owner: Owner; readonly saidBy: PersonId }
  | { readonly kind: 'ACTION_HOLDER_ABSENT'; readonly owner: Owner; readonly holder: PersonId }
  | { readonly kind: 'ACCEPTED_ACTION_MISSING' };

/** `item` is absent when it is about the meeting itself, or about an item whose id is among what is unclear. */
type Unclear =
  /** A part of a document that could not be read. */
  | { readonly kind: 'UNREADABLE'; readonly path: string; readonly item?: ItemId }
  /** Something in the rows, or in the state itself, that the gate has no words for. */
  | { readonly kind: 'NOT_UNDERSTOOD'; readonly path: string; readonly item?: ItemId };

/** One reason why the table cannot close: what kind, where, and what its sentence needs to know. */
export type Blocker = (OfItem & AtItem) | (OfAction & AtAction) | (Unclear & Spot);

export type BlockerKind = Blocker['kind'];
export type BlockerOf<K extends BlockerKind> = Extract<Blocker, { readonly kind: K }>;

/** Every kind of blocker. A record, so that a kind that is not listed does not compile. */
const everyKind: Readonly<Record<BlockerKind, true>> = {
  ITEM_MISSING: true,
  NOT_DISCUSSED: true,
  DECISION_MISSING: true,
  DECISION_NOT_CONFIRMED: true,
  DECISION_CHANGED: true,
  DEFERRAL_WITHOUT_REASON: true,
  DEFERRAL_WITHOUT_CHECK: true,
  OWNER_MISSING: true,
  OWNER_NOT_ACCEPTED: true,
  OWNER_CHANGED: true,
  OWNER_DECLINED: true,
  OWNER_HOLDER_ABSENT: true,
  SAFE_NOW_MISSING: true,
  SAFE_NOW_UNKNOWN: true,
  CONDITION_MISSING: true,
  ALARM_MISSING: true,
  ACTION_WORDS_MISSING: true,
  ACTION_OWNER_MISSING: true,
  ACTION_DUE_DATE_MISSING: true,
  ACTION_DUE_DATE_PAST: true,
  ACTION_NOT_ACCEPTED: true,
  ACTION_CHANGED: true,
  ACTION_DECLINED: true,
  ACTION_HOLDER_ABSENT: true,
  ACCEPTED_ACTION_MISSING: true,
  HOUSEHOLD_EMPTY: true,
  CHILD_WITHOUT_ACTION: true,
  FEEDBACK_MISSING: true,
  FEEDBACK_WITHOUT_OWNER: true,
  DISSENT_WITHOUT_DATE: true,
  FIELD_IN_CONFLICT: true,
  UNREADABLE: true,
  NOT_UNDERSTOOD: true,
};

export function isBlockerKind(value: unknown): value is BlockerKind {
  return typeof value === 'string' && Object.hasOwn(everyKind, value);
}

/** Every kind of blocker, in the order of the rules. */
export const blockerKinds: readonly BlockerKind[] = Object.keys(everyKind).filter(isBlockerKind);
