import { noTo } from './answer-given.ts';
import { itemCall } from './do-to-item.ts';
import { theAction } from './given.ts';

/** Says no to an action, with the reason. */
export const declineAction = itemCall(
  noTo({ event: 'decline-action', field: 'actions', find: theAction }),
);
