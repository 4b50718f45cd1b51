import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  addYears,
  dateOfDayNumber,
  dayNumber,
  daysBetween,
  instant,
  isInstant,
  isLocalDate,
  localDate,
  OutsideCalendar,
  partsOf,
  readInstant,
  readLocalDate,
  weekday,
} from './local-date.ts';

const firstInstant = Date.UTC(2019, 11, 31, 23);
const lastInstant = Date.UTC(2040, 11, 31, 22, 59, 59, 999);

describe('TM1 a day is a calendar day that exists', () => {
  it.each(['2026-11-24', '2024-02-29', '1900-01-01', '2199-12-31', '2000-02-29'])('%s', (text) => {
    expect(isLocalDate(text)).toBe(true);
    expect(readLocalDate(text, 'dueDate')).toEqual({ ok: true, value: text });
    expect(localDate(text)).toBe(text);
  });

  it.each([
    ['2026-02-29', 'OUT_OF_RANGE'],
    ['1900-02-29', 'OUT_OF_RANGE'],
    ['2026-13-01', 'OUT_OF_RANGE'],
    ['2026-00-10', 'OUT_OF_RANGE'],
    ['2026-04-31', 'OUT_OF_RANGE'],
    ['1899-12-31', 'OUT_OF_RANGE'],
    ['2200-01-01', 'OUT_OF_RANGE'],
    ['2026-11-24T00:00', 'WRONG_TYPE'],
    [' 2026-11-24', 'WRONG_TYPE'],
    ['x2026-11-24', 'WRONG_TYPE'],
    ['24-11-2026', 'WRONG_TYPE'],
    ['2026-1-1', 'WRONG_TYPE'],
    [20261124, 'WRONG_TYPE'],
    [['2026-11-24'], 'WRONG_TYPE'],
    [new Date(0), 'WRONG_TYPE'],
    ['', 'MISSING'],
    [undefined, 'MISSING'],
    [null, 'MISSING'],
  ])('%j is refused as %s', (value, kind) => {
    expect(isLocalDate(value)).toBe(false);
    expect(readLocalDate(value, 'actions.2.dueDate')).toEqual({
      ok: false,
      mistakes: [{ path: 'actions.2.dueDate', kind }],
    });
  });

  it('a text that is no day is thrown out with what it said', () => {
    expect(() => localDate('gisteren')).toThrow(OutsideCalendar);
    expect(() => localDate('gisteren')).toThrow('not a calendar day: gisteren');
    expect(new OutsideCalendar('x').name).toBe('OutsideCalendar');
  });
});

describe('TM2 a moment lies in the years 2020 to 2040 in Amsterdam', () => {
  it.each([firstInstant, lastInstant, Date.UTC(2026, 10, 24, 9)])('%d', (ms) => {
    expect(isInstant(ms)).toBe(true);
    expect(readInstant(ms, 'at')).toEqual({ ok: true, value: ms });
    expect(instant(ms)).toBe(ms);
  });

  it.each([
    [firstInstant - 1, 'OUT_OF_RANGE'],
    [lastInstant + 1, 'OUT_OF_RANGE'],
    [0, 'OUT_OF_RANGE'],
    [firstInstant + 0.5, 'WRONG_TYPE'],
    [Number.NaN, 'WRONG_TYPE'],
    [Number.POSITIVE_INFINITY, 'WRONG_TYPE'],
    [String(firstInstant), 'WRONG_TYPE'],
    [[firstInstant], 'WRONG_TYPE'],
    ['', 'WRONG_TYPE'],
    [undefined, 'MISSING'],
    [null, 'MISSING'],
  ])('%j is refused as %s', (value, kind) => {
    expect(isInstant(value)).toBe(false);
    expect(readInstant(value, 'receivedAt')).toEqual({
      ok: false,
      mistakes: [{ path: 'receivedAt', kind }],
    });
  });

  it('a number that is no moment is thrown out with what it said', () => {
    expect(() => instant(5)).toThrow(OutsideCalendar);
    expect(() => instant(5)).toThrow('not a moment in 2020-2040: 5');
  });
});

describe('TM5 counting days, months and years', () => {
  const anyDay = fc.integer({ min: dayNumber(localDate('1901-01-01')), max: 83_600 });

  it('a day number is a day and back', () => {
    expect(dayNumber(localDate('1970-01-01'))).toBe(0);
    expect(dayNumber(localDate('1969-12-31'))).toBe(-1);
    fc.assert(fc.property(anyDay, (day) => dayNumber(dateOfDayNumber(day)) === day));
  });

  it('days later are days between', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -300, max: 300 }), (day, n) => {
        const date = dateOfDayNumber(day);
        expect(daysBetween(date, addDays(date, n))).toBe(n);
      }),
    );
  });

  it('a day after the last known day is refused', () => {
    expect(() => addDays(localDate('2199-12-31'), 1)).toThrow(OutsideCalendar);
    expect(() => addDays(localDate('1900-01-01'), -1)).toThrow(OutsideCalendar);
  });

  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2026-11-24', 3, '2027-02-24'],
    ['2026-11-30', 3, '2027-02-28'],
    ['2026-12-15', 1, '2027-01-15'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-05-31', 18, '2027-11-30'],
    ['2026-05-05', 0, '2026-05-05'],
  ])('%s and %i months is %s', (from, months, to) => {
    expect(addMonths(localDate(from), months)).toBe(to);
  });

  it.each([
    ['2008-02-29', 18, '2026-02-28'],
    ['2008-02-29', 4, '2012-02-29'],
    ['2026-11-24', 15, '2041-11-24'],
    ['2026-01-31', 20, '2046-01-31'],
  ])('%s and %i years is %s', (from, years, to) => {
    expect(addYears(localDate(from), years)).toBe(to);
  });

  it('Monday is 1 and Sunday is 7, also before 1970', () => {
    const week = ['23', '24', '25', '26', '27', '28', '29'].map((day) => `2026-11-${day}`);
    expect(week.map((day) => weekday(localDate(day)))).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(weekday(localDate('1969-12-28'))).toBe(7);
    expect(weekday(localDate('1900-01-01'))).toBe(1);
  });

  it('a date falls apart in year, month and day', () => {
    expect(partsOf(localDate('2026-03-09'))).toEqual({ year: 2026, month: 3, day: 9 });
  });
});
