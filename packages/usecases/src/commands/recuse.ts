import { text, thing } from '@overlegtafel/domain';
import { beforeClosing, doing, itemCall, mayOwn } from './do-to-item.ts';

/** Steps out of an item, because one knows the family: from then on it is not there for this person. */
export const recuse = itemCall<{ readonly reason: string }>({
  event: 'recuse',
  field: 'recusal',
  ask: mayOwn('WRITE', 'recusal'),
  meeting: beforeClosing,
  read: thing<{ reason: string }>({ reason: text(2000) }),
  decide: ({ scene, body: { reason } }) =>
    doing([{ kind: 'RECUSED', reason }], { changesRights: { of: scene.actor.person } }),
});
