import { hold } from './answer-given.ts';
import { itemCall } from './do-to-item.ts';
import { theCase } from './given.ts';

/** Holds a case until its owner answers. */
export const holdOwner = itemCall(hold({ event: 'hold-owner', field: 'owner', find: theCase }));
