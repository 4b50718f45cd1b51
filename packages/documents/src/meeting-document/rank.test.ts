import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRank, rankBetween, spreadRanks } from './rank.ts';

const rank = fc
  .string({ unit: fc.constantFrom(...'0123456789abcdefghijklmnopqrstuvwxyz'), maxLength: 12 })
  .filter(isRank);

describe('ranks', () => {
  it('DC42 there is always one between two others', () => {
    fc.assert(
      fc.property(rank, rank, (one, other) => {
        fc.pre(one !== other);
        const [low, high] = [one, other].sort();
        const between = rankBetween(low, high);
        expect(low! < between && between < high!).toBe(true);
        expect(isRank(between)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it('DC42 there is always one before and after', () => {
    fc.assert(
      fc.property(rank, (one) => {
        expect(rankBetween(undefined, one) < one).toBe(true);
        expect(rankBetween(one, undefined) > one).toBe(true);
        expect(isRank(rankBetween(undefined, one)) && isRank(rankBetween(one, undefined))).toBe(
          true,
        );
      }),
      { numRuns: 1_000 },
    );
    expect(isRank(rankBetween(undefined, undefined))).toBe(true);
  });

  it.each([0, 1, 2, 35, 36, 37, 1_000, 5_000])('DC40 %i of them are spread in order', (count) => {
    const ranks = spreadRanks(count);
    expect(ranks).toHaveLength(count);
    expect([...ranks].sort()).toEqual(ranks);
    expect(new Set(ranks).size).toBe(count);
    expect(ranks.every(isRank)).toBe(true);
  });
});
