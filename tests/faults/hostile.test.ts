import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { attacks, HostileRun } from './hostile/run-hostile.ts';

const seed = 20_261_122;
const minuteMs = 60_000;
const grownAtMostMiB = 200;
const scale = {
  mutants: 1500,
  parked: 2000,
  presences: 10_000,
  roomNames: 200,
  storm: 100,
  handshakes: 200,
  frames: 5,
  deletions: 40,
  fileReports: 1000,
};

/** `npm run hostile` does the same with many more of everything. */
describe('somebody who is signed in and means harm', () => {
  let run: HostileRun;

  beforeAll(async () => {
    run = await HostileRun.open({ seed, scale });
  });

  afterAll(async () => {
    await run.close();
  });

  it.each(attacks)(
    'meets a server that holds: $name',
    async (attack) => {
      const { happened, maxMs } = await run.run(attack);
      expect(happened).not.toBe('');
      expect(maxMs).toBeGreaterThanOrEqual(0);
    },
    minuteMs,
  );

  it('leaves the memory bounded, all honest edits stored and seen, and no word in the log', async () => {
    expect(run.grownMiB).toBeLessThan(grownAtMostMiB);
    const { findings, evidence } = await run.finish();
    expect(findings.map(({ invariant, message }) => `${invariant} ${message}`)).toEqual([]);
    expect(evidence.I1).toBeGreaterThan(0);
    expect(evidence.I8).toBeGreaterThan(0);
  });
});
