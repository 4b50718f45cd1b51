import type { LocalDate } from '../model/time.ts';
import {
  addDays,
  calendarYears,
  localDate,
  OutsideCalendar,
  partsOf,
  weekday,
} from './local-date.ts';

/** The days on which government does not work, by name. Easter and Whit Sunday are Sundays already. */
export const holidays = [
  'NEW_YEARS_DAY',
  'GOOD_FRIDAY',
  'EASTER_MONDAY',
  'KINGS_DAY',
  'LIBERATION_DAY',
  'ASCENSION_DAY',
  'WHIT_MONDAY',
  'CHRISTMAS_DAY',
  'SECOND_CHRISTMAS_DAY',
] as const;
export type Holiday = (typeof holidays)[number];

/** Which days a table counts as days on which nobody works. */
export interface HolidaySettings {
  /**
   * 5 May. EVERY_YEAR: a recognised holiday by art. 3 lid 1 Algemene termijnenwet, which names no year.
   * LUSTRUM: only in years that divide by five, as many collective agreements have it. NEVER: an ordinary day.
   */
  readonly liberationDay: 'EVERY_YEAR' | 'LUSTRUM' | 'NEVER';
  /**
   * Not a recognised holiday, but equated with one for the terms of that act (art. 3 lid 2 Algemene termijnenwet).
   * Off by default: counting it as a working day makes a term end sooner, never later.
   */
  readonly goodFriday: boolean;
}

export const defaultHolidaySettings: HolidaySettings = {
  liberationDay: 'EVERY_YEAR',
  goodFriday: false,
};

/**
 * Easter Sunday by the rule of Gauss for the years 1900 to 2099. Its exceptions (1954, 1981, 2049, 2076) lie outside
 * the calendar. Throws OutsideCalendar outside 2020-2040.
 */
export function easterSunday(year: number): LocalDate {
  if (!(year >= calendarYears.first && year <= calendarYears.last))
    throw new OutsideCalendar(`no holidays are known for ${year}`);
  const moon = (19 * (year % 19) + 24) % 30;
  const toSunday = (2 * (year % 4) + 4 * (year % 7) + 6 * moon + 5) % 7;
  return addDays(day(year, 3, 22), moon + toSunday);
}

/** 27 April, or the day before when that is a Sunday. */
export function kingsDay(year: number): LocalDate {
  const birthday = day(year, 4, 27);
  return weekday(birthday) === 7 ? addDays(birthday, -1) : birthday;
}

/** The holidays of one year in order of the calendar. Throws OutsideCalendar outside 2020-2040. */
export function holidaysOf(
  year: number,
  settings: HolidaySettings = defaultHolidaySettings,
): ReadonlyMap<LocalDate, Holiday> {
  const easter = easterSunday(year);
  const days: [LocalDate, Holiday, boolean][] = [
    [day(year, 1, 1), 'NEW_YEARS_DAY', true],
    [addDays(easter, -2), 'GOOD_FRIDAY', settings.goodFriday],
    [addDays(easter, 1), 'EASTER_MONDAY', true],
    [kingsDay(year), 'KINGS_DAY', true],
    [day(year, 5, 5), 'LIBERATION_DAY', countsLiberationDay(year, settings)],
    [addDays(easter, 39), 'ASCENSION_DAY', true],
    [addDays(easter, 50), 'WHIT_MONDAY', true],
    [day(year, 12, 25), 'CHRISTMAS_DAY', true],
    [day(year, 12, 26), 'SECOND_CHRISTMAS_DAY', true],
  ];
  return new Map(days.filter(([, , counts]) => counts).map(([date, name]) => [date, name]));
}

function countsLiberationDay(year: number, settings: HolidaySettings): boolean {
  if (settings.liberationDay === 'LUSTRUM') return year % 5 === 0;
  return settings.liberationDay === 'EVERY_YEAR';
}

/** The holiday on a day, or nothing. Throws OutsideCalendar outside 2020-2040. */
export function holidayOn(
  date: LocalDate,
  settings: HolidaySettings = defaultHolidaySettings,
): Holiday | undefined {
  return remembered(partsOf(date).year, settings).get(date);
}

/** Per settings and year, so that counting working days over years stays cheap. Holds nothing but constants. */
const memory = new Map<string, ReadonlyMap<LocalDate, Holiday>>();

function remembered(year: number, settings: HolidaySettings): ReadonlyMap<LocalDate, Holiday> {
  const key = `${year} ${settings.liberationDay} ${settings.goodFriday}`;
  const known = memory.get(key) ?? holidaysOf(year, settings);
  memory.set(key, known);
  return known;
}

function day(year: number, month: number, dayOfMonth: number): LocalDate {
  const two = (n: number) => String(n).padStart(2, '0');
  return localDate(`${year}-${two(month)}-${two(dayOfMonth)}`);
}
