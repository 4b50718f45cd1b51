import { type SafetyLevel, safetyLevels, thing, word } from '@overlegtafel/domain';
import { beforeClosing, doing, itemCall, mayOwn, not } from './do-to-item.ts';

/** Says that one goes along with the level that the chair proposes. Silence is no agreement. */
export const goAlong = itemCall<{ readonly level: SafetyLevel }>({
  event: 'go-along',
  field: 'ownRating',
  ask: mayOwn('WRITE', 'ownRating'),
  meeting: beforeClosing,
  hindrance: ({ standing }) => (standing.revealed ? undefined : 'NOT_REVEALED'),
  read: thing<{ level: SafetyLevel }>({ level: word(safetyLevels) }),
  decide: ({ scene: { standing, actor }, body: { level } }) =>
    standing.revealed?.raters.includes(actor.person)
      ? doing([{ kind: 'WENT_ALONG', level }])
      : not({ kind: 'NOT_YOURS', reason: 'NOT_A_RATER' }),
});
