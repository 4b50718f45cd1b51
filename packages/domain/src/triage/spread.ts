import type { PersonId } from '../model/ids.ts';
import { type SafetyLevel, safetyLevels } from '../model/vocabulary.ts';
import type { Rating } from './blind-ratings.ts';

/** The levels that can be compared, worst first. NOT_ASSESSABLE says that somebody cannot compare yet. */
export const levelScale = safetyLevels.filter((level) => level !== 'NOT_ASSESSABLE');
export type ScaledLevel = Exclude<SafetyLevel, 'NOT_ASSESSABLE'>;

/** From this many steps on the table hears the outliers before it agrees. */
export const stepsThatAskForWords = 2;

/** Somebody who stands apart and is asked for one sentence: what do you see that the others do not see? */
export interface Outlier {
  readonly person: PersonId;
  readonly level: ScaledLevel;
  readonly side: 'LESS_SAFE' | 'SAFER';
}

/** How far apart the ratings are. `outside` are the persons who found it not assessable. */
export type Spread =
  | { readonly kind: 'NOTHING_TO_COMPARE'; readonly outside: readonly PersonId[] }
  | {
      readonly kind: 'TOGETHER' | 'APART';
      readonly steps: number;
      readonly leastSafe: ScaledLevel;
      readonly safest: ScaledLevel;
      /** Empty when the ratings lie together. */
      readonly outliers: readonly Outlier[];
      readonly outside: readonly PersonId[];
    };

interface Placed {
  readonly person: PersonId;
  readonly level: ScaledLevel;
  readonly step: number;
}

/** How far apart these ratings are, and who is asked for a sentence. The order of the ratings is kept. */
export function spreadOf(ratings: readonly Rating[]): Spread {
  const placed = ratings.flatMap(({ person, level }): Placed[] =>
    level === 'NOT_ASSESSABLE' ? [] : [{ person, level, step: levelScale.indexOf(level) }],
  );
  const outside = ratings
    .filter(({ level }) => level === 'NOT_ASSESSABLE')
    .map(({ person }) => person);
  const ends = endsOf(placed);
  if (!ends) return { kind: 'NOTHING_TO_COMPARE', outside };
  const steps = ends.safest.step - ends.leastSafe.step;
  const apart = steps >= stepsThatAskForWords;
  return {
    kind: apart ? 'APART' : 'TOGETHER',
    steps,
    leastSafe: ends.leastSafe.level,
    safest: ends.safest.level,
    outliers: apart ? outliersOf(placed, ends) : [],
    outside,
  };
}

interface Ends {
  readonly leastSafe: Placed;
  readonly safest: Placed;
}

function endsOf(placed: readonly Placed[]): Ends | undefined {
  const sorted = placed.toSorted((a, b) => a.step - b.step);
  const leastSafe = sorted.at(0);
  const safest = sorted.at(-1);
  return leastSafe && safest && { leastSafe, safest };
}

/** Both ends, but an end where more than half of the ratings stand is where the table is, not an outlier. */
function outliersOf(placed: readonly Placed[], { leastSafe, safest }: Ends): readonly Outlier[] {
  const isCrowd = (level: ScaledLevel) =>
    2 * placed.filter((one) => one.level === level).length > placed.length;
  return placed.flatMap(({ person, level }): Outlier[] => {
    if (isCrowd(level)) return [];
    if (level === leastSafe.level) return [{ person, level, side: 'LESS_SAFE' }];
    return level === safest.level ? [{ person, level, side: 'SAFER' }] : [];
  });
}
