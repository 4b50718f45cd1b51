import { thing, wholeNumber } from '@overlegtafel/domain';
import { beforeClosing, doing, itemCall, mayAtTable } from './do-to-item.ts';

/** How many minutes the table means to take for an item. */
export const setMinutes = itemCall<{ readonly minutes: number }>({
  event: 'set-minutes',
  field: 'agenda',
  ask: mayAtTable('WRITE', 'agenda'),
  meeting: beforeClosing,
  read: thing<{ minutes: number }>({ minutes: wholeNumber(1, 60) }),
  isExact: true,
  decide: ({ scene: { item }, body: { minutes } }) =>
    doing([], { changes: [{ put: 'item', row: { ...item, minutes } }] }),
});
