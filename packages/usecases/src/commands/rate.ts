import {
  type Discipline,
  type Rating,
  rate as rateInRound,
  safetyLevels,
  thing,
  word,
} from '@overlegtafel/domain';
import type { ItemScene } from '../scene/item-scene.ts';
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
  isOffered: (scene) => disciplineOf(scene) !== undefined,
  read: thing<Weighing>({ level: word(safetyLevels), words: wordsOrNone(500) }),
  decide: ({ scene, body, world }) => {
    const { person } = scene.actor;
    const discipline = disciplineOf(scene);
    if (discipline === undefined) return not({ kind: 'NOT_YOURS', reason: 'NOT_A_RATER' });
    const taken = rateInRound(ratingRound(scene), { person, discipline, at: world.now(), ...body });
    return taken.kind === 'TAKEN'
      ? doing([{ kind: 'RATED', discipline, ...body }])
      : not({ kind: 'NOT_NOW', because: taken.reason });
  },
});

/** From which discipline whoever asks weighs this item now, if they do. */
function disciplineOf(scene: ItemScene): Discipline | undefined {
  return raters(scene).find(({ person }) => person === scene.actor.person)?.discipline;
}
