import { itemCall } from './do-to-item.ts';
import { reportAction } from './report-action.ts';
import { nothingElse } from './words-or-none.ts';

/** Tells that an action is done. */
export const actionDone = itemCall(
  reportAction('action-done', nothingElse, ({ scene, world }) => ({
    kind: 'DONE',
    by: scene.actor.person,
    at: world.now(),
  })),
);
