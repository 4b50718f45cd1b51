import { type NotDoneReason, notDoneReasons, text, thing, word } from '@overlegtafel/domain';
import { itemCall } from './do-to-item.ts';
import { reportAction } from './report-action.ts';

interface NotDone {
  readonly reason: NotDoneReason;
  readonly words: string;
}

/** Tells why an action was not done. It returns to the table. */
export const actionNotDone = itemCall(
  reportAction(
    'action-not-done',
    thing<NotDone>({ reason: word(notDoneReasons), words: text(2000) }),
    ({ scene, world, body }) => ({
      kind: 'NOT_DONE',
      ...body,
      by: scene.actor.person,
      at: world.now(),
    }),
  ),
);
