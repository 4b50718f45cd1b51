import { yesOnBehalf } from './answer-given.ts';
import { itemCall } from './do-to-item.ts';
import { theAction } from './given.ts';

/** Says yes to an action for somebody who is not there. */
export const acceptActionOnBehalf = itemCall(
  yesOnBehalf({
    event: 'accept-action-on-behalf',
    field: 'actions',
    find: theAction,
  }),
);
