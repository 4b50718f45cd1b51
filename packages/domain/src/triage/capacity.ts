import { hasWords } from '../parsing/outside-text.ts';
import type { ItemCard } from '../model/card.ts';
import type { ItemId } from '../model/ids.ts';
import type { TableSettings } from '../model/meeting.ts';

/** How the visits of this week stand against what can be done. It asks; it never blocks. */
export type Capacity =
  | { readonly kind: 'FITS'; readonly visits: readonly ItemId[]; readonly possible: number }
  | {
      readonly kind: 'TOO_MANY';
      readonly visits: readonly ItemId[];
      readonly possible: number;
      /** How many visits more than can be made. */
      readonly over: number;
    };

/** Capacity, with the items about which people still disagree whether to visit. */
export interface WeekCapacity {
  readonly capacity: Capacity;
  readonly disputed: readonly ItemId[];
}

type VisitCard = Pick<ItemCard, 'id' | 'visitThisWeek'>;

/** Counts the visits of this week. A disputed field is no visit yet, and is named. */
export function capacityThisWeek(
  settings: Pick<TableSettings, 'visitsPerWeek'>,
  cards: readonly VisitCard[],
): WeekCapacity {
  const possible = settings.visitsPerWeek;
  const visits = cards.filter(({ visitThisWeek: visit }) => visit.kind === 'VALUE' && visit.value);
  const ids = visits.map(({ id }) => id);
  const over = ids.length - possible;
  return {
    capacity:
      over > 0
        ? { kind: 'TOO_MANY', visits: ids, possible, over }
        : { kind: 'FITS', visits: ids, possible },
    disputed: cards
      .filter(({ visitThisWeek }) => visitThisWeek.kind === 'CONFLICT')
      .map(({ id }) => id),
  };
}

/** What the table says when there are too many visits. */
export type CapacityChoice =
  | { readonly kind: 'LET_WAIT'; readonly items: readonly ItemId[] }
  | { readonly kind: 'DO_ALL'; readonly reason: string };

/** What stands in the record about the visits of the week. */
export type CapacityRecord =
  | { readonly kind: 'NOTHING_TO_CHOOSE' }
  | CapacityChoice
  /** Nobody chose, or what was chosen does not solve it. Recorded as such; it blocks nothing. */
  | { readonly kind: 'NOT_CHOSEN'; readonly over: number };

/** Turns a choice into what is recorded; anything that does not solve it is recorded as no choice. */
export function capacityRecord(capacity: Capacity, choice?: CapacityChoice): CapacityRecord {
  if (capacity.kind === 'FITS') return { kind: 'NOTHING_TO_CHOOSE' };
  return choice && solves(choice, capacity) ? choice : { kind: 'NOT_CHOSEN', over: capacity.over };
}

function solves(
  choice: CapacityChoice,
  { visits, over }: Extract<Capacity, { readonly kind: 'TOO_MANY' }>,
): boolean {
  if (choice.kind === 'DO_ALL') return hasWords(choice.reason);
  const waiting = new Set(choice.items);
  return waiting.size >= over && choice.items.every((item) => visits.includes(item));
}
