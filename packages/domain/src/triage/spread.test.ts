import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PersonId } from '../model/ids.ts';
import { type SafetyLevel, safetyLevels } from '../model/vocabulary.ts';
import { instant } from '../terms/local-date.ts';
import { levelScale, spreadOf } from './spread.ts';

const at = instant(Date.UTC(2026, 10, 24, 9));
const ratings = (levels: readonly SafetyLevel[]) =>
  levels.map((level, n) => ({
    person: `p${n}` as PersonId,
    discipline: 'OTHER' as const,
    level,
    words: '',
    at,
  }));
const A = 'ACUTE';
const S = 'STRUCTURAL';
const M = 'MULTI_PROBLEM';
const E = 'SAFE_ENOUGH';
const N = 'NOT_ASSESSABLE';
const outliers = (levels: readonly SafetyLevel[]) => {
  const spread = spreadOf(ratings(levels));
  return spread.kind === 'NOTHING_TO_COMPARE'
    ? []
    : spread.outliers.map(({ person, side }) => `${person} ${side}`);
};

describe('TR10 distance is counted in steps', () => {
  it('over the levels that can be compared', () => {
    expect(levelScale).toEqual([A, S, M, E]);
  });
  it.each([
    [[A], 0, 'TOGETHER', A, A],
    [[A, A], 0, 'TOGETHER', A, A],
    [[A, S], 1, 'TOGETHER', A, S],
    [[M, S], 1, 'TOGETHER', S, M],
    [[A, M], 2, 'APART', A, M],
    [[E, S], 2, 'APART', S, E],
    [[E, A], 3, 'APART', A, E],
  ] as const)('%j: %i steps', (...[levels, steps, kind, leastSafe, safest]) => {
    expect(spreadOf(ratings(levels))).toMatchObject({
      kind,
      steps,
      leastSafe,
      safest,
      outside: [],
    });
  });
  it('not assessable stands outside', () => {
    expect(spreadOf(ratings([N, A, S, N]))).toMatchObject({
      kind: 'TOGETHER',
      steps: 1,
      outside: ['p0', 'p3'],
    });
    expect(spreadOf(ratings([N, N]))).toEqual({
      kind: 'NOTHING_TO_COMPARE',
      outside: ['p0', 'p1'],
    });
    expect(spreadOf([])).toEqual({ kind: 'NOTHING_TO_COMPARE', outside: [] });
  });
});

describe('TR11 TR12 who is asked for a sentence', () => {
  it.each([
    ['nobody when all agree', [S, S, S], []],
    ['nobody at one step', [A, S, S], []],
    ['both ends, when most stand between them', [A, S, S, S, M], ['p0 LESS_SAFE', 'p4 SAFER']],
    ['both ends of two', [M, A], ['p0 SAFER', 'p1 LESS_SAFE']],
    ['everybody in a tie', [A, A, M, M], ['p0 LESS_SAFE', 'p1 LESS_SAFE', 'p2 SAFER', 'p3 SAFER']],
    ['only the one against the crowd', [A, A, A, M], ['p3 SAFER']],
    ['also when the crowd thinks it safe', [E, E, A], ['p2 LESS_SAFE']],
    ['both ends when half stands at one', [A, S, M, M], ['p0 LESS_SAFE', 'p2 SAFER', 'p3 SAFER']],
    ['who cannot assess is not counted in the crowd', [A, M, M, N, N], ['p0 LESS_SAFE']],
    ['nor asked', [N, A, E], ['p1 LESS_SAFE', 'p2 SAFER']],
  ] as const)('%s', (_name, levels, expected) => {
    expect(outliers(levels)).toEqual(expected);
  });
  it('an outlier is named with their level', () => {
    expect(spreadOf(ratings([A, A, E]))).toEqual({
      kind: 'APART',
      steps: 3,
      leastSafe: A,
      safest: E,
      outliers: [{ person: 'p2', level: E, side: 'SAFER' }],
      outside: [],
    });
  });
  it('two steps or more always asks somebody, and never everybody but in a tie', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...safetyLevels), { maxLength: 9 }), (levels) => {
        const spread = spreadOf(ratings(levels));
        if (spread.kind === 'NOTHING_TO_COMPARE') return;
        expect(spread.outliers.length > 0).toBe(spread.steps >= 2);
        for (const { level } of spread.outliers)
          expect([spread.leastSafe, spread.safest]).toContain(level);
      }),
    );
  });
});
