import { closeCodes } from '@overlegtafel/protocol';
import { expect, it } from 'vitest';
import { converge } from './converging.ts';

const seed = 20_261_123;
const people = 20;
const forMs = 6000;
const minuteMs = 60_000;

it(
  `all documents and the log are the same after a bad network, seed ${seed}`,
  async () => {
    const report = await converge({ seed, people, forMs });
    expect(report.findings.map(({ invariant, message }) => `${invariant} ${message}`)).toEqual([]);
    expect(report.hashes).toBe(1);
    // Everybody, a fresh page, and the replay of the log.
    expect(report.documents).toBe(people + 2 - report.ended.length);
    expect(report.ended.filter((code) => code !== closeCodes.outOfOrder)).toEqual([]);
    expect(report.ended.length).toBeLessThan(people / 4);
    expect(report.acknowledged).toBeGreaterThan(0);
    for (const what of ['drop', 'duplicate', 'reorder', 'cut'])
      expect(report.disturbed[what]).toBeGreaterThan(0);
  },
  2 * minuteMs,
);
