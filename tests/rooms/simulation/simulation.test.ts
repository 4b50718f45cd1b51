import { describe, expect, it } from 'vitest';
import { mistakes } from './mistakes.ts';
import { pinnedSeeds } from './pinned-seeds.ts';
import { World, type Outcome } from './world.ts';

const seeds = 500;
const seedsAtOnce = 100;
const batches = Array.from({ length: seeds / seedsAtOnce }, (_, i) => 1 + i * seedsAtOnce);
/** Seeds in which each mistake has to show: few enough to be quick, enough to meet every event. */
const seedsForMistakes = 12;

function stories({ seed, violations }: Outcome): string[] {
  return violations.map(
    ({ invariant, atMs, what }) => `seed ${seed}, ${atMs} ms: ${invariant} ${what}`,
  );
}

describe('rooms in virtual time', () => {
  it.each(pinnedSeeds)('RM60 seed %d, which once failed, holds', async (seed) => {
    expect(stories(await new World(seed).run())).toEqual([]);
  });

  it.each(batches)(
    'RM60 storms lose nothing, show nothing too early and end as the log says, from seed %d',
    async (firstSeed) => {
      const evidence = new Map<string, number>();
      for (let seed = firstSeed; seed < firstSeed + seedsAtOnce; seed++) {
        const outcome = await new World(seed).run();
        expect(stories(outcome)).toEqual([]);
        for (const [invariant, facts] of outcome.evidence)
          evidence.set(invariant, (evidence.get(invariant) ?? 0) + facts);
      }
      // A storm in which nothing happens proves nothing.
      for (const invariant of ['I1', 'I2', 'I3', 'I6', 'OWNER', 'REVOKED'])
        expect(evidence.get(invariant) ?? 0, invariant).toBeGreaterThan(10);
    },
  );

  it('RM60 the same seed gives the same run', async () => {
    const [one, other] = [await new World(7).run(), await new World(7).run()];
    expect([...one.evidence]).toEqual([...other.evidence]);
    expect(one.rows).toBe(other.rows);
  });

  it.each(Object.entries(mistakes))('RM61 finds a server that %s', async (_name, mistake) => {
    let found = 0;
    for (let seed = 1; seed <= seedsForMistakes; seed++)
      found += (await new World(seed, mistake).run()).violations.length;
    expect(found).toBeGreaterThan(0);
  });
});
