import { reveal as revealRound } from '@overlegtafel/domain';
import { ratingRound } from '../scene/raters.ts';
import { beforeClosing, doing, itemCall, mayOwn, not } from './do-to-item.ts';
import { nothingElse } from './words-or-none.ts';

/** Shows all weighings at once, when everybody who was asked has weighed. */
export const reveal = itemCall<undefined>({
  event: 'reveal',
  field: 'ratings',
  ask: mayOwn('REVEAL', 'ratings'),
  meeting: beforeClosing,
  hindrance: ({ standing }) => (standing.revealed ? 'ALREADY_REVEALED' : undefined),
  read: nothingElse,
  isExact: true,
  decide: ({ scene, world }) => {
    const round = ratingRound(scene);
    const shown = revealRound(round, scene.actor.person, world.now());
    return shown.kind === 'TAKEN'
      ? doing([{ kind: 'REVEALED', raters: round.raters }])
      : not({ kind: 'NOT_NOW', because: shown.reason });
  },
});
