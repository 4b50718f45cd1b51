import { type BlockerKind, blockerKinds, closingBlockers } from '@overlegtafel/domain';
import { beforeAll, describe, expect, it } from 'vitest';
import { anySeed } from '../seeded-random.ts';
import { playHistory, realRules, seedOf } from './history.ts';
import { emptyTally, playRun, type Tally } from './run.ts';
import type { Rules } from './server.ts';

/** The long form is `npm run fuzz`. The seed is new every time and stands in every message. */
const seed = anySeed();
const histories = 3000;

describe(`random histories of meetings, seed ${seed}`, () => {
  let tally: Tally = emptyTally();
  beforeAll(() => {
    tally = playRun(seed, { from: 0, to: histories });
  });

  it('CG80, CG81 no meeting closes with a blocker, and the gate and the oracle agree', () => {
    expect(tally.breaches).toEqual([]);
    expect(tally.histories).toBe(histories);
  });

  it('CG83 a good part of the meetings closes, and every kind of blocker occurs', () => {
    expect(tally.closed / tally.histories).toBeGreaterThan(0.2);
    expect(blockerKinds.filter((kind) => !tally.kinds[kind])).toEqual([]);
  });

  it('a history is the same again from its seed', () => {
    for (let n = 0; n < 20; n += 1) {
      const own = seedOf(seed, n);
      expect(playHistory(own, realRules)).toEqual(playHistory(own, realRules));
    }
  });
});

/** How many histories it takes to find a meeting that should not have closed. */
function historiesUntilFound(rules: Rules, limit: number): number | undefined {
  for (let n = 0; n < limit; n += 1) {
    const { breaches } = playHistory(seedOf(seed, n), rules);
    if (breaches.some((breach) => breach.startsWith('closed with'))) return n;
  }
  return undefined;
}

function without(kind: BlockerKind): Rules {
  const gate: Rules['gate'] = (state, now) =>
    closingBlockers(state, now).filter((blocker) => blocker.kind !== kind);
  return { ...realRules, gate };
}

describe(`what the histories would find, seed ${seed}`, () => {
  it.each(blockerKinds)('CG82 a gate without %s', (kind) => {
    expect(historiesUntilFound(without(kind), 5000)).toBeDefined();
  });

  it.each(['guardsRevision', 'guardsHeads'] as const)('CG82 a close without %s', (guard) => {
    expect(historiesUntilFound({ ...realRules, [guard]: false }, 5000)).toBeDefined();
  });
});
