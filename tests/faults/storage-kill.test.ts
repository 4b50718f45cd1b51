import { expect, it } from 'vitest';
import { anySeed, seededRandom } from '../seeded-random.ts';
import { killWriters } from './storage-kill.ts';

const seed = anySeed();

it(`ST3 no acknowledged row is lost in 10 kills, seed ${seed}`, async () => {
  const report = await killWriters(10, seededRandom(seed));
  expect(report).toMatchObject({ rounds: 10, lost: 0, chain: 'sound' });
  expect(report.acknowledged).toBeGreaterThan(10);
});
