import { type ItemId, readId } from '@overlegtafel/domain';
import type { Destination } from '@overlegtafel/documents';

/** Where somebody sends a case on the agenda. Dragging says before or after which other one. */
export type Move = 'UP' | 'DOWN' | 'FIRST' | 'LAST';

/** AG1: the place that a move means; undefined when the case stands there already or is not on the agenda. */
export function destinationOf(
  order: readonly ItemId[],
  item: ItemId,
  move: Move,
): Destination | undefined {
  const at = order.indexOf(item);
  if (at < 0) return undefined;
  const isUp = move === 'UP' || move === 'FIRST';
  const beside = besideOf(order, at, move);
  if (beside === undefined || beside === item) return undefined;
  return { side: isUp ? 'BEFORE' : 'AFTER', item: beside };
}

function besideOf(order: readonly ItemId[], at: number, move: Move): ItemId | undefined {
  switch (move) {
    case 'UP':
      return order[at - 1];
    case 'DOWN':
      return order[at + 1];
    case 'FIRST':
      return order[0];
    case 'LAST':
      return order.at(-1);
  }
}

/** AG2: the place where a case stands now, so that a move can be undone. */
export function placeOf(order: readonly ItemId[], item: ItemId): Destination | undefined {
  const at = order.indexOf(item);
  const previous = order[at - 1];
  const next = order[at + 1];
  if (at < 0) return undefined;
  if (previous !== undefined) return { side: 'AFTER', item: previous };
  return next === undefined ? undefined : { side: 'BEFORE', item: next };
}

/** The ids of the agenda, as the document knows them. */
export function itemIds(ids: readonly string[]): readonly ItemId[] {
  return ids.flatMap((id) => {
    const read = readId('ItemId', id, 'item');
    return read.ok ? [read.value] : [];
  });
}
