import { yesOnBehalf } from './answer-given.ts';
import { itemCall } from './do-to-item.ts';
import { theCase } from './given.ts';

/** Says yes to a case for somebody who is not there. */
export const acceptOwnerOnBehalf = itemCall(
  yesOnBehalf({
    event: 'accept-owner-on-behalf',
    field: 'owner',
    find: theCase,
  }),
);
