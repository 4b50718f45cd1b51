import { yesTo } from './answer-given.ts';
import { itemCall } from './do-to-item.ts';
import { theAction } from './given.ts';

/** Says yes to an action in one's own name, to exactly what was seen. */
export const acceptAction = itemCall(
  yesTo({ event: 'accept-action', field: 'actions', find: theAction }),
);
