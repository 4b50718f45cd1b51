import { noTo } from './answer-given.ts';
import { itemCall } from './do-to-item.ts';
import { theCase } from './given.ts';

/** Says no to a case, with the reason. */
export const declineOwner = itemCall(
  noTo({ event: 'decline-owner', field: 'owner', find: theCase }),
);
