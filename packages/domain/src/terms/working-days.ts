import type { LocalDate } from '../model/time.ts';
import { defaultHolidaySettings, type HolidaySettings, holidayOn } from './holidays.ts';
import { addDays, weekday } from './local-date.ts';

/** A working day is Monday to Friday and no holiday. Throws OutsideCalendar outside 2020-2040. */
export function isWorkingDay(
  date: LocalDate,
  settings: HolidaySettings = defaultHolidaySettings,
): boolean {
  return holidayOn(date, settings) === undefined && weekday(date) < 6;
}

/** The day itself when it is a working day, else the first one after it (art. 1 lid 1 Algemene termijnenwet). */
export function nextWorkingDay(
  date: LocalDate,
  settings: HolidaySettings = defaultHolidaySettings,
): LocalDate {
  let day = date;
  while (!isWorkingDay(day, settings)) day = addDays(day, 1);
  return day;
}

/**
 * The n-th working day after a day; the day itself never counts, whether or not it is worked.
 * Zero days gives the day itself. Negative counts are refused: no term runs backwards (RangeError).
 */
export function addWorkingDays(
  date: LocalDate,
  count: number,
  settings: HolidaySettings = defaultHolidaySettings,
): LocalDate {
  if (!(Number.isInteger(count) && count >= 0))
    throw new RangeError(`not a number of working days: ${count}`);
  let day = date;
  for (let left = count; left > 0; left -= isWorkingDay(day, settings) ? 1 : 0)
    day = addDays(day, 1);
  return day;
}

/** How many working days lie after the first day, up to and including the last; 0 when last is not later. */
export function workingDaysBetween(
  after: LocalDate,
  upTo: LocalDate,
  settings: HolidaySettings = defaultHolidaySettings,
): number {
  let count = 0;
  for (let day = after; day < upTo;) {
    day = addDays(day, 1);
    if (isWorkingDay(day, settings)) count += 1;
  }
  return count;
}
