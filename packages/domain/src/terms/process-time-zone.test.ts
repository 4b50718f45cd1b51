import { afterEach, describe, expect, it, vi } from 'vitest';
import { instantOf, localDateOf, startOfDay, wallClockOf } from './amsterdam.ts';
import { addMonths, dayNumber, instant, localDate, weekday } from './local-date.ts';
import { defaultHolidaySettings, holidayOn } from './holidays.ts';
import { deadlineOf } from './deadlines.ts';
import { defaultTermSettings } from './term-settings.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

/** Zones on both sides of the date line, with summer time at other moments than ours, and of a half hour. */
const zones: [zone: string, minutesWestOfUtcInJanuary: number][] = [
  ['UTC', 0],
  ['Pacific/Auckland', -780],
  ['Pacific/Honolulu', 600],
  ['America/New_York', 300],
  ['Asia/Kolkata', -330],
];

describe('TM3 whatever time zone the process runs in', () => {
  it.each(zones)('%s', (zone, minutesWest) => {
    vi.stubEnv('TZ', zone);
    expect(new Date(2026, 0, 15).getTimezoneOffset()).toBe(minutesWest);

    const night = instant(Date.UTC(2026, 2, 29, 1, 30));
    expect(wallClockOf(night)).toEqual({ date: '2026-03-29', time: '03:30' });
    expect(localDateOf(instant(Date.UTC(2026, 11, 31, 23)))).toBe('2027-01-01');
    expect(startOfDay(localDate('2026-11-24'))).toBe(Date.UTC(2026, 10, 23, 23));
    expect(instantOf(localDate('2026-10-25'), '02:30')).toBe(Date.UTC(2026, 9, 25, 0, 30));
    expect(dayNumber(localDate('1970-01-02'))).toBe(1);
    expect(weekday(localDate('2026-11-24'))).toBe(2);
    expect(addMonths(localDate('2026-11-30'), 3)).toBe('2027-02-28');
    expect(holidayOn(localDate('2026-04-27'))).toBe('KINGS_DAY');
    const report = instantOf(localDate('2026-11-21'), '23:40');
    const rule = defaultTermSettings.terms.SAFETY_ASSESSMENT;
    expect(deadlineOf(rule, report, defaultHolidaySettings)).toEqual({
      kind: 'DAY',
      on: '2026-11-27',
    });
  });
});
