import { text, thing } from '@overlegtafel/domain';
import { itemCall } from './do-to-item.ts';
import { settleAction } from './settle-action.ts';

/** UC52: the table stops with an action, and says why. That ends it. */
export const stopAction = itemCall(
  settleAction(
    'stop-action',
    thing<{ readonly reason: string }>({ reason: text(2000) }),
    ({ scene, world, body: { reason } }) => ({
      kind: 'STOPPED',
      reason,
      by: scene.actor.person,
      at: world.now(),
    }),
  ),
);
