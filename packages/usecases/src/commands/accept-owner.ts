import { yesTo } from './answer-given.ts';
import { itemCall } from './do-to-item.ts';
import { theCase } from './given.ts';

/** Says yes to a case in one's own name, to exactly what was seen. */
export const acceptOwner = itemCall(
  yesTo({ event: 'accept-owner', field: 'owner', find: theCase }),
);
