import { doing, itemCall, mayAtTable, whileOpen } from './do-to-item.ts';
import { stepHindrance, stepRows } from './step-item.ts';
import { nothingElse } from './words-or-none.ts';

/** Takes an item from the table: it was discussed, and nothing else stands there yet. */
export const leaveItem = itemCall<undefined>({
  event: 'leave-item',
  field: 'meeting',
  ask: mayAtTable('LEAD', 'meeting'),
  meeting: whileOpen,
  hindrance: stepHindrance('LEAVE'),
  read: nothingElse,
  isExact: true,
  decide: ({ scene }) => doing([{ kind: 'LEFT' }], { changes: stepRows(scene, 'DISCUSSED') }),
});
