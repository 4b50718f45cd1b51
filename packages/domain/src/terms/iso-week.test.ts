import { describe, expect, it } from 'vitest';
import { instantOf } from './amsterdam.ts';
import { isoWeekOf, periodOfWeek } from './iso-week.ts';
import { localDate } from './local-date.ts';

describe('TM50 a week is that of ISO 8601, from Monday to Monday in Amsterdam', () => {
  it.each([
    ['2026-11-22', '2026-W47'],
    ['2026-11-23', '2026-W48'],
    ['2026-01-01', '2026-W01'],
    ['2027-01-03', '2026-W53'],
    ['2025-12-29', '2026-W01'],
    ['2024-12-30', '2025-W01'],
  ])('%s falls in %s', (day, week) => {
    expect(isoWeekOf(localDate(day))).toBe(week);
  });

  it('has seven days, also when the clock changes', () => {
    expect(periodOfWeek('2026-W13')).toEqual({
      from: instantOf(localDate('2026-03-23'), '00:00'),
      until: instantOf(localDate('2026-03-30'), '00:00'),
    });
  });

  it.each(['2026-W54', '2025-W53', '2026-W00', '2026W47', '2026-47', '', '1800-W01'])(
    '%s is none',
    (text) => {
      expect(periodOfWeek(text)).toBeUndefined();
    },
  );
});
