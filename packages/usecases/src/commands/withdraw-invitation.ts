import { text, thing } from '@overlegtafel/domain';
import { invitationsIn, standing } from '../scene/given-access.ts';
import type { ItemScene } from '../scene/item-scene.ts';
import { beforeClosing, doing, itemCall, type ItemTarget, mayOwn, not } from './do-to-item.ts';

/** RT125: takes back that somebody was invited. Whoever may invite may take it back. */
export const withdrawInvitation = itemCall<{ readonly reason: string }>({
  event: 'withdraw-invitation',
  field: 'invitations',
  ask: (scene, target) => (find(scene, target) ? mayOwn('WRITE', 'invitations')(scene) : undefined),
  meeting: beforeClosing,
  read: thing<{ reason: string }>({ reason: text(2000) }),
  decide: ({ scene, target, body: { reason } }) => {
    const found = find(scene, target);
    if (!found) return not({ kind: 'NOT_THERE' });
    const { person } = found;
    return doing([{ kind: 'INVITATION_WITHDRAWN', person, reason }], {
      changesRights: { of: person },
    });
  },
});

function find({ deeds }: ItemScene, { person }: ItemTarget) {
  return standing(invitationsIn(deeds)).find((one) => one.person === person);
}
