import { describe, expect, it } from 'vitest';
import { easterSunday, holidayOn, holidaysOf, kingsDay } from './holidays.ts';
import { localDate, OutsideCalendar } from './local-date.ts';
import { isWorkingDay, workingDaysBetween } from './working-days.ts';

/**
 * Written down by hand from the rules, not from the code: Easter is the first Sunday after the ecclesiastical full
 * moon of the golden number; Good Friday two days before it, Easter Monday the day after, Ascension Day on the 39th
 * and Whit Monday on the 50th day after it; King's Day is 27 April, or the 26th when that is a Sunday. The last
 * column counts the days from Monday to Friday in that year that are no holiday.
 */
const table: [
  year: number,
  goodFriday: string,
  easterMonday: string,
  kings: string,
  ascension: string,
  whitMonday: string,
  workingDays: number,
][] = [
  [2020, '04-10', '04-13', '04-27', '05-21', '06-01', 255],
  [2021, '04-02', '04-05', '04-27', '05-13', '05-24', 255],
  [2022, '04-15', '04-18', '04-27', '05-26', '06-06', 254],
  [2023, '04-07', '04-10', '04-27', '05-18', '05-29', 253],
  [2024, '03-29', '04-01', '04-27', '05-09', '05-20', 256],
  [2025, '04-18', '04-21', '04-26', '05-29', '06-09', 254],
  [2026, '04-03', '04-06', '04-27', '05-14', '05-25', 254],
  [2027, '03-26', '03-29', '04-27', '05-06', '05-17', 255],
  [2028, '04-14', '04-17', '04-27', '05-25', '06-05', 253],
  [2029, '03-30', '04-02', '04-27', '05-10', '05-21', 254],
  [2030, '04-19', '04-22', '04-27', '05-30', '06-10', 255],
  [2031, '04-11', '04-14', '04-26', '05-22', '06-02', 254],
  [2032, '03-26', '03-29', '04-27', '05-06', '05-17', 256],
  [2033, '04-15', '04-18', '04-27', '05-26', '06-06', 254],
  [2034, '04-07', '04-10', '04-27', '05-18', '05-29', 253],
  [2035, '03-23', '03-26', '04-27', '05-03', '05-14', 254],
  [2036, '04-11', '04-14', '04-26', '05-22', '06-02', 255],
  [2037, '04-03', '04-06', '04-27', '05-14', '05-25', 254],
  [2038, '04-23', '04-26', '04-27', '06-03', '06-14', 255],
  [2039, '04-08', '04-11', '04-27', '05-19', '05-30', 254],
  [2040, '03-30', '04-02', '04-27', '05-10', '05-21', 255],
];

const withGoodFriday = { liberationDay: 'EVERY_YEAR', goodFriday: true } as const;

describe('TM10 TM11 holidays of 2020 to 2040 against a table written from the rules', () => {
  it.each(table)('%i', (...[year, , easterMonday, kings, ascension, whitMonday]) => {
    expect(Object.fromEntries(holidaysOf(year))).toEqual({
      [`${year}-01-01`]: 'NEW_YEARS_DAY',
      [`${year}-${easterMonday}`]: 'EASTER_MONDAY',
      [`${year}-${kings}`]: 'KINGS_DAY',
      [`${year}-05-05`]: 'LIBERATION_DAY',
      [`${year}-${ascension}`]: 'ASCENSION_DAY',
      [`${year}-${whitMonday}`]: 'WHIT_MONDAY',
      [`${year}-12-25`]: 'CHRISTMAS_DAY',
      [`${year}-12-26`]: 'SECOND_CHRISTMAS_DAY',
    });
  });

  it.each(table)(
    'TM13 Good Friday of %i counts only when a table chooses so',
    (year, goodFriday) => {
      const date = localDate(`${year}-${goodFriday}`);
      expect(holidayOn(date)).toBeUndefined();
      expect(isWorkingDay(date)).toBe(true);
      expect(holidayOn(date, withGoodFriday)).toBe('GOOD_FRIDAY');
      expect(isWorkingDay(date, withGoodFriday)).toBe(false);
    },
  );

  it.each(table)('TM14 %i has as many working days as the table says', (year, ...rest) => {
    const before = localDate(`${year}-01-01`);
    expect(workingDaysBetween(before, localDate(`${year}-12-31`))).toBe(rest.at(-1));
  });
});

describe('TM11 King’s Day', () => {
  it('moves to Saturday in exactly the years in which 27 April is a Sunday', () => {
    const moved = table.map(([year]) => kingsDay(year)).filter((day) => day.endsWith('04-26'));
    expect(moved).toEqual(['2025-04-26', '2031-04-26', '2036-04-26']);
  });
});

describe('TM12 Liberation Day', () => {
  const fifthOfMay = (year: number) => localDate(`${year}-05-05`);
  const counts = (liberationDay: 'EVERY_YEAR' | 'LUSTRUM' | 'NEVER') =>
    table
      .map(([year]) => year)
      .filter((year) => holidayOn(fifthOfMay(year), { liberationDay, goodFriday: false }));

  it('counts every year by default and when chosen so', () => {
    expect(counts('EVERY_YEAR')).toHaveLength(21);
    expect(holidayOn(fifthOfMay(2026))).toBe('LIBERATION_DAY');
  });
  it('counts in lustrum years only when chosen so', () => {
    expect(counts('LUSTRUM')).toEqual([2020, 2025, 2030, 2035, 2040]);
  });
  it('never counts when chosen so', () => {
    expect(counts('NEVER')).toEqual([]);
  });
  it('settings that alternate do not remember each other', () => {
    expect(holidayOn(fifthOfMay(2026), { liberationDay: 'NEVER', goodFriday: false })).toBe(
      undefined,
    );
    expect(holidayOn(fifthOfMay(2026), withGoodFriday)).toBe('LIBERATION_DAY');
  });
});

describe('TM17 outside the calendar', () => {
  it.each([2019, 2041, Number.NaN, 0])('%d is refused', (year) => {
    expect(() => easterSunday(year)).toThrow(OutsideCalendar);
    expect(() => holidaysOf(year)).toThrow(`no holidays are known for ${year}`);
  });
  it('the first and the last day are inside', () => {
    expect(holidayOn(localDate('2020-01-01'))).toBe('NEW_YEARS_DAY');
    expect(holidayOn(localDate('2040-12-31'))).toBeUndefined();
    expect(() => holidayOn(localDate('2019-12-31'))).toThrow(OutsideCalendar);
    expect(() => holidayOn(localDate('2041-01-01'))).toThrow(OutsideCalendar);
  });
});
