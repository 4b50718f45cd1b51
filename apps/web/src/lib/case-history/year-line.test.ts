import { describe, expect, it } from 'vitest';
import { yearLine } from './year-line.ts';

describe('the line of time of a case', () => {
  it('FB2 has the first moment left, what is planned right, and today in between', () => {
    const line = yearLine(['2023-10-01', '2028-02-01'], '2026-11-22');
    const [first, now, last] = ['2023-10-01', '2026-11-22', '2028-02-01'].map(line.place);
    expect(first).toBeGreaterThan(0);
    expect(now).toBe(line.now);
    expect(now).toBeGreaterThan(first ?? Infinity);
    expect(last).toBeGreaterThan(now ?? Infinity);
    expect(last).toBeLessThan(100);
    expect(line.marks.map(({ day }) => day.slice(0, 4))).toEqual([
      '2024',
      '2025',
      '2026',
      '2027',
      '2028',
    ]);
    expect(line.marks.every(({ isYear }) => isYear)).toBe(true);
  });

  it('FB2 shows a case of one day too, within its frame', () => {
    const line = yearLine(['2026-11-22T08:00:00.000Z'], '2026-11-22');
    expect(line.now).toBeGreaterThan(50);
    expect(line.now).toBeLessThan(100);
    expect(line.marks.map(({ day }) => day)).toEqual([
      '2026-09-01',
      '2026-10-01',
      '2026-11-01',
      '2026-12-01',
    ]);
  });
});
