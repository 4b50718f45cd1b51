import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addHours,
  hoursBetween,
  instantOf,
  localDateOf,
  startOfDay,
  wallClockOf,
} from './amsterdam.ts';
import {
  addDays,
  dateOfDayNumber,
  dayNumber,
  instant,
  localDate,
  OutsideCalendar,
} from './local-date.ts';

const hour = 3_600_000;

/** The rule of the European Union, apart from the code: summer time from the last Sunday of March 01:00 UTC to that of October. */
function offsetHours(ms: number): number {
  const year = new Date(ms).getUTCFullYear();
  const lastSunday = (month: number) => {
    const last = new Date(Date.UTC(year, month + 1, 0, 1));
    return last.getTime() - last.getUTCDay() * 24 * hour;
  };
  return ms >= lastSunday(2) && ms < lastSunday(9) ? 2 : 1;
}

const anyMoment = fc
  .integer({ min: Date.UTC(2019, 11, 31, 23), max: Date.UTC(2040, 11, 31, 22, 59, 59, 999) })
  .map(instant);

/** The days on which summer time begins and ends, from published tables. */
const changes: [begins: string, ends: string][] = [
  ['2020-03-29', '2020-10-25'],
  ['2024-03-31', '2024-10-27'],
  ['2025-03-30', '2025-10-26'],
  ['2026-03-29', '2026-10-25'],
  ['2027-03-28', '2027-10-31'],
  ['2040-03-25', '2040-10-28'],
];

describe('TM3 days and times are those of Amsterdam', () => {
  it('every moment shows the clock that the rule of the Union gives', () => {
    fc.assert(
      fc.property(anyMoment, (at) => {
        const shown = new Date(at + offsetHours(at) * hour).toISOString();
        expect(wallClockOf(at)).toEqual({ date: shown.slice(0, 10), time: shown.slice(11, 16) });
        expect(localDateOf(at)).toBe(shown.slice(0, 10));
      }),
      { numRuns: 2000 },
    );
  });

  it('a day begins at midnight in Amsterdam and not in London', () => {
    expect(startOfDay(localDate('2026-11-24'))).toBe(Date.UTC(2026, 10, 23, 23));
    expect(startOfDay(localDate('2026-07-01'))).toBe(Date.UTC(2026, 5, 30, 22));
    expect(localDateOf(instant(Date.UTC(2026, 10, 23, 22, 59)))).toBe('2026-11-23');
    expect(localDateOf(instant(Date.UTC(2026, 10, 23, 23)))).toBe('2026-11-24');
  });

  it('midnight is shown as 00:00, the last minute as 23:59', () => {
    expect(wallClockOf(startOfDay(localDate('2026-11-24'))).time).toBe('00:00');
    expect(wallClockOf(instant(Date.UTC(2026, 10, 24, 22, 59))).time).toBe('23:59');
  });

  it('every day of the calendar starts at 00:00 of that day', () => {
    const days = fc
      .integer({ min: dayNumber(localDate('2020-01-01')), max: dayNumber(localDate('2040-12-31')) })
      .map(dateOfDayNumber);
    fc.assert(
      fc.property(days, (day) => {
        expect(wallClockOf(startOfDay(day))).toEqual({ date: day, time: '00:00' });
      }),
    );
  });

  it('a day and a time become the moment that shows them', () => {
    fc.assert(
      fc.property(anyMoment, (at) => {
        const { date, time } = wallClockOf(at);
        const back = instantOf(date, time);
        expect(wallClockOf(back)).toEqual({ date, time });
      }),
    );
  });
});

describe('TM4 when the clock changes', () => {
  it.each(changes)('summer time begins on %s and ends on %s', (begins, ends) => {
    const length = (day: string) => {
      const date = localDate(day);
      return (startOfDay(addDays(date, 1)) - startOfDay(date)) / hour;
    };
    expect([length(begins), length(ends)]).toEqual([23, 25]);
  });

  it('the hour that comes twice is the first', () => {
    expect(instantOf(localDate('2026-10-25'), '02:30')).toBe(Date.UTC(2026, 9, 25, 0, 30));
    expect(instantOf(localDate('2026-10-25'), '03:00')).toBe(Date.UTC(2026, 9, 25, 2));
    expect(instantOf(localDate('2026-10-25'), '01:59')).toBe(Date.UTC(2026, 9, 24, 23, 59));
  });

  it('the hour that is skipped moves on by an hour', () => {
    const at = instantOf(localDate('2026-03-29'), '02:30');
    expect(at).toBe(Date.UTC(2026, 2, 29, 1, 30));
    expect(wallClockOf(at).time).toBe('03:30');
    expect(instantOf(localDate('2026-03-29'), '01:59')).toBe(Date.UTC(2026, 2, 29, 0, 59));
    expect(instantOf(localDate('2026-03-29'), '03:00')).toBe(Date.UTC(2026, 2, 29, 1));
  });

  it('hours are real hours', () => {
    const evening = instantOf(localDate('2026-10-24'), '23:40');
    expect(wallClockOf(addHours(evening, 24))).toEqual({ date: '2026-10-25', time: '22:40' });
    expect(hoursBetween(evening, addHours(evening, 24))).toBe(24);
    expect(hoursBetween(evening, instant(evening + 2 * hour - 1))).toBe(1);
    expect(hoursBetween(evening, instant(evening - 1))).toBe(-1);
  });
});

describe('TM2 moments outside the calendar are refused', () => {
  it.each(['2019-12-31', '2041-01-01', '1990-05-05'])('%s', (day) => {
    expect(() => startOfDay(localDate(day))).toThrow(OutsideCalendar);
  });
  it('the first day begins inside, and a moment that got past the door does not', () => {
    expect(startOfDay(localDate('2020-01-01'))).toBe(Date.UTC(2019, 11, 31, 23));
    const smuggled = Date.UTC(2041, 0, 1) as typeof instant extends (ms: number) => infer T
      ? T
      : never;
    expect(() => localDateOf(smuggled)).toThrow(OutsideCalendar);
  });
});
