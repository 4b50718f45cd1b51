import { settledValue, triagePriorities, type TriagePriority } from '@overlegtafel/domain';
import type { ItemSummary } from '#lib/table/table-answers.ts';

/** What was just chosen on this screen and is not told by the server yet; undefined: nothing is chosen any more. */
export type Moved = ReadonlyMap<string, TriagePriority | undefined>;

export interface Lane {
  /** Undefined: nothing is chosen for these yet. */
  readonly priority: TriagePriority | undefined;
  readonly items: readonly ItemSummary[];
}

/** Where a case stands on the board. */
export function laneOf(item: ItemSummary, moved: Moved): TriagePriority | undefined {
  return moved.has(item.id) ? moved.get(item.id) : settledValue(item.priority);
}

/** All cases by their priority, most urgent first, in the order of the agenda; what has none comes last. */
export function lanesOf(items: readonly ItemSummary[], moved: Moved): readonly Lane[] {
  return [...triagePriorities, undefined].map((priority) => ({
    priority,
    items: items.filter((item) => laneOf(item, moved) === priority),
  }));
}
