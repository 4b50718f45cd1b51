import type { Change } from '../ports/changes.ts';
import type { ItemRow } from '../ports/rows.ts';
import { deedOf, type Deciding, doing, itemCall, mayAtTable, whileOpen } from './do-to-item.ts';
import { stepHindrance, stepRows } from './step-item.ts';
import { nothingElse } from './words-or-none.ts';

/** Brings an item to the table. What was there before has been discussed. */
export const bringToTable = itemCall<undefined>({
  event: 'bring-to-table',
  field: 'meeting',
  ask: mayAtTable('LEAD', 'meeting'),
  meeting: whileOpen,
  hindrance: stepHindrance('BRING_TO_TABLE'),
  read: nothingElse,
  isExact: true,
  decide: async (deciding) => {
    const { scene, world } = deciding;
    const items = await world.stores.itemsOf(scene.meeting.id);
    const before = items.filter(({ state, id }) => state === 'AT_TABLE' && id !== scene.item.id);
    const changes = [
      ...stepRows(scene, 'AT_TABLE', scene.item.id),
      ...before.flatMap((item) => leaving(item, deciding)),
    ];
    return doing([{ kind: 'BROUGHT_TO_TABLE' }], { changes, changesRights: true });
  },
});

function leaving(item: ItemRow, { scene, world }: Deciding<undefined>): Change[] {
  return [
    { put: 'item', row: { ...item, state: 'DISCUSSED' } },
    deedOf({ kind: 'LEFT' }, item.id, scene, world),
  ];
}
