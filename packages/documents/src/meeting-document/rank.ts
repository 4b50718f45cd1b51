/**
 * Ranks are fractions written in the digits 0-9a-z, without a zero at the end; they sort by their characters.
 * Between two ranks there is always another one, so moving an item writes one key and no neighbour.
 */
export type Rank = string;

const digits = '0123456789abcdefghijklmnopqrstuvwxyz';
const base = digits.length;

/** Longer ones mean that somebody moved things to and fro for hours, or that a program wrote them. */
const maxRankLength = 48;

/** True for a rank that this program would write. */
export function isRank(value: unknown): value is Rank {
  return (
    typeof value === 'string' && value.length <= maxRankLength && /^[0-9a-z]*[1-9a-z]$/.test(value)
  );
}

/** A rank after the first and before the second; either may be open. The first must sort before the second. */
export function rankBetween(after: Rank | undefined, before: Rank | undefined): Rank {
  let rank = '';
  let upper = before;
  for (let place = 0; ; place++) {
    const low = digitAt(after, place) ?? 0;
    const high = upper === undefined ? base : (digitAt(upper, place) ?? 0);
    if (high - low > 1) return rank + digits.charAt((low + high) >> 1);
    if (high > low) upper = undefined;
    rank += digits.charAt(low);
  }
}

function digitAt(rank: Rank | undefined, place: number): number | undefined {
  const found = digits.indexOf(rank?.charAt(place) || '-');
  return found === -1 ? undefined : found;
}

/** Ranks for a whole list, evenly apart. */
export function spreadRanks(count: number): readonly Rank[] {
  let width = 2;
  while (base ** width <= count * base) width++;
  const step = base ** width / (count + 1);
  return Array.from({ length: count }, (_, index) => {
    const figures = Math.floor((index + 1) * step).toString(base);
    return withoutZeros(figures.padStart(width, '0'));
  });
}

function withoutZeros(figures: string): string {
  let end = figures.length;
  while (figures.charAt(end - 1) === '0') end -= 1;
  return figures.slice(0, end);
}
