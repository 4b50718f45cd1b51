import { expect, it } from 'vitest';
import { killNineTrials } from './kill-nine-trials.ts';

const minuteMs = 60_000;

it(
  'loses nothing that was seen or acknowledged when the server is killed',
  async () => {
    const report = await killNineTrials({ trials: 3, seed: 20_261_121 });
    expect(report.findings.map(({ invariant, message }) => `${invariant} ${message}`)).toEqual([]);
    expect(report.seen).toBeGreaterThan(0);
    expect(report.acknowledged).toBeGreaterThan(0);
  },
  3 * minuteMs,
);
