import {
  agreeLevel as agree,
  type SafetyLevel,
  safetyLevels,
  thing,
  word,
} from '@overlegtafel/domain';
import { ratingRound } from '../scene/raters.ts';
import { beforeClosing, doing, itemCall, mayOwn, not } from './do-to-item.ts';

/** Records the level that the table agrees, with everybody who weighed otherwise and did not go along. */
export const agreeLevel = itemCall<{ readonly level: SafetyLevel }>({
  event: 'agree-level',
  field: 'agreedLevel',
  ask: mayOwn('CONFIRM', 'agreedLevel'),
  meeting: beforeClosing,
  hindrance: ({ standing }) => (standing.revealed ? undefined : 'NOT_REVEALED'),
  read: thing<{ level: SafetyLevel }>({ level: word(safetyLevels) }),
  isExact: true,
  decide: ({ scene, body: { level }, world }) => {
    const goAlong = [...scene.standing.goAlong].flatMap(([person, to]) =>
      to === level ? [person] : [],
    );
    const agreement = agree(ratingRound(scene), { level, goAlong, at: world.now() });
    return agreement.kind === 'AGREED'
      ? doing([{ kind: 'LEVEL_AGREED', level: agreement.level }])
      : not({ kind: 'NOT_NOW', because: agreement.reason });
  },
});
