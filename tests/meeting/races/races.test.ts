import { describe, expect, it } from 'vitest';
import { anySeed } from '../../seeded-random.ts';
import { databases } from '../stand.ts';
import { runRaces } from './run-races.ts';

const rounds = 20;
const patienceMs = 600_000;

describe.each(databases)('thirty people against five who close, on %s', (database) => {
  it(
    'TB20, TB21, TB22 the meeting closes once, whole, and with everything that was acknowledged',
    async () => {
      const seed = anySeed();
      const tally = await runRaces({ rounds, database, seed });
      expect({ seed, findings: tally.findings }).toEqual({ seed, findings: [] });
      expect(tally.rounds).toBe(rounds);
      expect(tally.done).toBeGreaterThan(rounds);
    },
    patienceMs,
  );
});
