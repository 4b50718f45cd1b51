import { type Rating, rate as rateInRound, safetyLevels, thing, word } from '@overlegtafel/domain';
import { ratingRound, raters } from '../scene/raters.ts';
import { beforeClosing, doing, itemCall, mayOwn, not } from './do-to-item.ts';
import { wordsOrNone } from './words-or-none.ts';

type Weighing = Pick<Rating, 'level' | 'words'>;

/** Weighs safety alone and in one's own name. Nobody hears what was chosen until all are shown. */
export const rate = itemCall<Weighing>({
  event: 'rate',
  field: 'ownRating',
  ask: mayOwn('WRITE', 'ownRating'),
  meeting: beforeClosing,
  hindrance: ({ standing }) => (standing.revealed ? 'ALREADY_REVEALED' : undefined),
  read: thing<Weighing>({ level: word(safetyLevels), words: wordsOrNone(500) }),
  decide: ({ scene, body, world }) => {
    const { person } = scene.actor;
    const discipline = raters(scene).find((one) => one.person === person)?.discipline;
    if (discipline === undefined) return not({ kind: 'NOT_YOURS', reason: 'NOT_A_RATER' });
    const taken = rateInRound(ratingRound(scene), { person, discipline, at: world.now(), ...body });
    return taken.kind === 'TAKEN'
      ? doing([{ kind: 'RATED', discipline, ...body }])
      : not({ kind: 'NOT_NOW', because: taken.reason });
  },
});
