import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holidayOn } from './holidays.ts';
import { addDays, dateOfDayNumber, dayNumber, localDate, weekday } from './local-date.ts';
import {
  addWorkingDays,
  isWorkingDay,
  nextWorkingDay,
  workingDaysBetween,
} from './working-days.ts';

const anyDay = fc
  .integer({ min: dayNumber(localDate('2020-01-01')), max: dayNumber(localDate('2040-06-30')) })
  .map(dateOfDayNumber);
const count = fc.integer({ min: 0, max: 60 });
const settings = fc.record({
  liberationDay: fc.constantFrom('EVERY_YEAR' as const, 'LUSTRUM' as const, 'NEVER' as const),
  goodFriday: fc.boolean(),
});

describe('TM14 working days', () => {
  it.each([
    ['2026-11-20', true, 'Friday'],
    ['2026-11-21', false, 'Saturday'],
    ['2026-11-22', false, 'Sunday'],
    ['2026-11-23', true, 'Monday'],
    ['2026-12-25', false, 'Christmas Day on a Friday'],
    ['2026-05-05', false, 'Liberation Day on a Tuesday'],
    ['2020-12-31', true, 'New Year’s Eve on a Thursday'],
  ])('%s: %s, %s', (date, works) => {
    expect(isWorkingDay(localDate(date))).toBe(works);
  });

  it.each([
    ['2026-11-24', '2026-11-24'],
    ['2026-11-21', '2026-11-23'],
    ['2026-12-25', '2026-12-28'],
    ['2027-12-25', '2027-12-27'],
    ['2032-03-27', '2032-03-30'],
  ])('the first working day from %s on is %s', (from, to) => {
    expect(nextWorkingDay(localDate(from))).toBe(to);
  });

  it('the first working day honours what a table chose', () => {
    const goodFriday = { liberationDay: 'EVERY_YEAR', goodFriday: true } as const;
    expect(nextWorkingDay(localDate('2026-04-03'), goodFriday)).toBe('2026-04-07');
    expect(nextWorkingDay(localDate('2026-04-03'))).toBe('2026-04-03');
  });
});

describe('TM15 counting forward', () => {
  it.each([
    ['2026-11-24', 5, '2026-12-01'],
    ['2026-11-21', 5, '2026-11-27'],
    ['2026-11-22', 1, '2026-11-23'],
    ['2026-12-24', 1, '2026-12-28'],
    ['2025-04-17', 2, '2025-04-22'],
    ['2025-04-25', 1, '2025-04-28'],
    ['2031-04-25', 1, '2031-04-28'],
    ['2026-11-21', 0, '2026-11-21'],
  ])('%s and %i working days is %s', (from, days, to) => {
    expect(addWorkingDays(localDate(from), days)).toBe(to);
  });

  it.each([-1, 1.5, Number.NaN])('%d working days is no number of days', (days) => {
    expect(() => addWorkingDays(localDate('2026-11-24'), days)).toThrow(
      `not a number of working days: ${days}`,
    );
  });

  it('never lands on a weekend or a holiday', () => {
    fc.assert(
      fc.property(anyDay, count, settings, (from, n, chosen) => {
        const to = addWorkingDays(from, n + 1, chosen);
        expect(weekday(to)).toBeLessThan(6);
        expect(holidayOn(to, chosen)).toBeUndefined();
      }),
    );
  });
});

describe('TM16 counting between', () => {
  it('counting to the n-th working day gives n', () => {
    fc.assert(
      fc.property(anyDay, count, settings, (from, n, chosen) => {
        expect(workingDaysBetween(from, addWorkingDays(from, n, chosen), chosen)).toBe(n);
      }),
    );
  });

  it('adds up over a day between, and is never negative', () => {
    fc.assert(
      fc.property(anyDay, count, count, (from, a, b) => {
        const middle = addDays(from, a);
        const to = addDays(middle, b);
        expect(workingDaysBetween(from, to)).toBe(
          workingDaysBetween(from, middle) + workingDaysBetween(middle, to),
        );
        expect(workingDaysBetween(to, from)).toBe(0);
      }),
    );
  });

  it('a week with Ascension Day has four working days', () => {
    expect(workingDaysBetween(localDate('2026-05-10'), localDate('2026-05-17'))).toBe(4);
  });
});
