import { hold } from './answer-given.ts';
import { itemCall } from './do-to-item.ts';
import { theAction } from './given.ts';

/** Holds an action until its owner answers. */
export const holdAction = itemCall(
  hold({ event: 'hold-action', field: 'actions', find: theAction }),
);
