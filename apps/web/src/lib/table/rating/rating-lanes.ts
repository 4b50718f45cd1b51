import { levelScale, safetyLevels, type SafetyLevel } from '@overlegtafel/domain';
import type { ItemAnswer } from '../table-answers.ts';

type Rating = Extract<ItemAnswer['ratings'], { readonly kind: 'REVEALED' }>['ratings'][number];

/** The ratings of one level, and whether they stand apart from the rest. */
export interface Lane {
  readonly level: SafetyLevel;
  readonly ratings: readonly Rating[];
  readonly apart: 'HIGHER' | 'LOWER' | undefined;
}

/** How far apart the ratings lie: the ends of the scale that are used. */
export interface Span {
  readonly least: SafetyLevel;
  readonly most: SafetyLevel;
  readonly steps: number;
}

/** From this many steps on the table hears whoever stands apart. */
const stepsApart = 2;

export function spanOf(ratings: readonly Rating[]): Span | undefined {
  const used = levelScale.filter((level) => ratings.some((rating) => rating.level === level));
  const [least] = used;
  const most = used.at(-1);
  if (least === undefined || most === undefined) return undefined;
  return { least, most, steps: levelScale.indexOf(most) - levelScale.indexOf(least) };
}

/** One lane for each level, in the order of the scale. An end where most people stand is where the table is. */
export function lanesOf(ratings: readonly Rating[]): readonly Lane[] {
  const span = spanOf(ratings);
  return safetyLevels.map((level) => {
    const own = ratings.filter((rating) => rating.level === level);
    const isCrowd = 2 * own.length > ratings.length;
    const isApart = span !== undefined && span.steps >= stepsApart && !isCrowd && own.length > 0;
    const side = level === span?.least ? 'HIGHER' : level === span?.most ? 'LOWER' : undefined;
    return { level, ratings: own, apart: isApart ? side : undefined };
  });
}
