import { itemBlockers, type ItemId } from '@overlegtafel/domain';
import { itemRoom } from '@overlegtafel/protocol';
import { assembleCard } from '../scene/assemble-card.ts';
import type { ItemScene } from '../scene/item-scene.ts';
import type { World } from '../world.ts';
import {
  type Decided,
  doing,
  type ItemCall,
  itemCall,
  mayAtTable,
  not,
  whileOpen,
} from './do-to-item.ts';
import { sealCard } from './seal-card.ts';
import { stepHindrance, stepRows } from './step-item.ts';
import { nothingElse } from './words-or-none.ts';

/** How long writing in the room waits at most. */
const holdMs = 10_000;

/**
 * Closes one item, when nothing of it is open any more. Writing in its room waits while it is read and stored, so that
 * nothing slips in between.
 */
export const closeItem: ItemCall = itemCall<undefined>({
  event: 'close-item',
  field: 'meeting',
  ask: mayAtTable('LEAD', 'meeting'),
  meeting: whileOpen,
  hindrance: stepHindrance('CLOSE'),
  read: nothingElse,
  isExact: true,
  decide: async ({ scene, world }) => {
    const { id } = scene.item;
    const holder = world.newId();
    const now = world.now();
    const held = await world.rooms.hold([itemRoom(id)], holder, now, now + holdMs);
    const release = () => world.rooms.release([itemRoom(id)], holder);
    if (held.kind === 'REFUSED') return not({ kind: 'MOVED' });
    try {
      return { ...(await decideHeld(await readAgain(scene, id, world), world)), after: release };
    } catch (error) {
      await release();
      throw error;
    }
  },
});

/** The document as it stands now that nobody can write in it. */
async function readAgain(scene: ItemScene, id: ItemId, { rooms }: World): Promise<ItemScene> {
  const read = await rooms.item(id);
  const reading = read?.reading ?? scene.reading;
  const { item, household, report, standing } = scene;
  const card = assembleCard({ item, household, report, reading, standing });
  return { ...scene, reading, card };
}

async function decideHeld(scene: ItemScene, world: World): Promise<Decided> {
  const blockers = itemBlockers(scene.card, scene.attendance, world.now());
  if (blockers.length > 0) return not({ kind: 'BLOCKED', blockers });
  const deed = { kind: 'CLOSED' } as const;
  const sealed = await sealCard(scene, { reason: 'ITEM_CLOSED', deed, state: 'CLOSED' }, world);
  const changes = [...stepRows(scene, 'CLOSED'), ...sealed];
  return doing([deed], { changes, changesRights: true });
}
