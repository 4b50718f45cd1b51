import { describe, expect, it } from 'vitest';
import { isoWeek } from './iso-week.ts';

describe('the number of a week', () => {
  it.each([
    ['2026-11-24', 48],
    ['2026-11-22', 47],
    ['2026-01-01', 1],
    ['2026-12-31', 53],
    ['2027-01-03', 53],
    ['2027-01-04', 1],
    ['2024-12-30', 1],
  ])('of %s is %i', (date, week) => {
    expect(isoWeek(date)).toBe(week);
  });
});
