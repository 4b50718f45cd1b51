import type { Instant, LocalDate } from '../model/time.ts';
import { addHours, localDateOf } from './amsterdam.ts';
import { addDays, addMonths, OutsideCalendar, partsOf, calendarYears } from './local-date.ts';
import type { DayLength, TermRule } from './term-settings.ts';
import type { HolidaySettings } from './holidays.ts';
import { addWorkingDays, nextWorkingDay } from './working-days.ts';

/** When a term ends: at a moment for terms in hours, at the end of a day for all others. */
export type Deadline =
  | { readonly kind: 'MOMENT'; readonly at: Instant }
  | { readonly kind: 'DAY'; readonly on: LocalDate }
  /** The term ends after 2040, or the day is unknown to the calendar. It is shown as such and never guessed. */
  | { readonly kind: 'OUTSIDE_CALENDAR' };

/** True when the holidays of the day's year are known. */
export function isInCalendar(date: LocalDate): boolean {
  const { year } = partsOf(date);
  return year >= calendarYears.first && year <= calendarYears.last;
}

/**
 * When a term that starts at a moment ends. The day of the start does not count. `extensions` is how often the term
 * was lengthened by its own `extendBy`; a rule without one ignores it. Never throws.
 */
export function deadlineOf(
  rule: TermRule,
  start: Instant,
  holidays: HolidaySettings,
  extensions = 0,
): Deadline {
  try {
    if (rule.length.unit === 'HOURS')
      return { kind: 'MOMENT', at: addHours(start, rule.length.count) };
    let on = addLength(localDateOf(start), rule.length, holidays);
    for (let n = 0; n < extensions && rule.extendBy; n += 1)
      on = addLength(on, rule.extendBy, holidays);
    if (rule.endsOnWorkingDay) on = nextWorkingDay(on, holidays);
    return isInCalendar(on) ? { kind: 'DAY', on } : { kind: 'OUTSIDE_CALENDAR' };
  } catch (error) {
    if (error instanceof OutsideCalendar) return { kind: 'OUTSIDE_CALENDAR' };
    throw error;
  }
}

function addLength(date: LocalDate, length: DayLength, holidays: HolidaySettings): LocalDate {
  switch (length.unit) {
    case 'WORKING_DAYS':
      return addWorkingDays(date, length.count, holidays);
    case 'WEEKS':
      return addDays(date, 7 * length.count);
    case 'MONTHS':
      return addMonths(date, length.count);
  }
}
