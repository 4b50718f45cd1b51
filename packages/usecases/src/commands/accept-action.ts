import { type ActionId, type ItemId, type Seen, settledValue } from '@overlegtafel/domain';
import { isSeen } from '@overlegtafel/documents';
import type { Outcome } from '../outcome/outcome.ts';
import type { ItemScene } from '../scene/item-scene.ts';
import type { Caller, World } from '../world.ts';
import { anyMeeting, type Decided, doToItem } from './do-to-item.ts';

/** UC20: says yes to an action in one's own name, to exactly what was seen. */
export function acceptAction(
  { item, action, seen }: { item: ItemId; action: ActionId; seen: Seen },
  caller: Caller,
  world: World,
): Promise<Outcome<{ readonly revision: number }>> {
  return doToItem(
    item,
    {
      event: 'accept-action',
      verb: 'ANSWER',
      field: 'actions',
      of: (scene) => ownerOf(scene, action),
      meeting: anyMeeting,
      decide: (scene) => decide(scene, action, seen),
    },
    caller,
    world,
  );
}

function decide({ card }: ItemScene, id: ActionId, seen: Seen): Decided {
  const action = card.actions.find((one) => one.id === id);
  if (!action) return { kind: 'REFUSE', refusal: { kind: 'NOT_THERE' } };
  if (!isSeen(action.seen)) return { kind: 'REFUSE', refusal: { kind: 'UNSETTLED' } };
  if (action.seen !== seen) return { kind: 'REFUSE', refusal: { kind: 'SEEN_CHANGED' } };
  return {
    kind: 'DO',
    deeds: [{ kind: 'ACCEPTED', of: { kind: 'ACTION', action: id }, seen }],
  };
}

function ownerOf({ card }: ItemScene, id: ActionId) {
  const action = card.actions.find((one) => one.id === id);
  return action && settledValue(action.owner);
}
