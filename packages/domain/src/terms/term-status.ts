import type { Instant, LocalDate } from '../model/time.ts';
import { hoursBetween, localDateOf } from './amsterdam.ts';
import { type Deadline, isInCalendar } from './deadlines.ts';
import { defaultHolidaySettings, type HolidaySettings } from './holidays.ts';
import { addMonths } from './local-date.ts';
import { defaultTermSettings, type TermSettings } from './term-settings.ts';
import { workingDaysBetween } from './working-days.ts';

/**
 * How a term stands. A late term is shown loudly and never blocks anything.
 * `left` and `by` are whole working days or whole hours; 0 means less than one of them.
 */
export type TermStatus =
  | { readonly kind: 'ON_TIME'; readonly unit: TermUnit; readonly left: number }
  /** The last day of the term; never for a term in hours. */
  | { readonly kind: 'TODAY' }
  | { readonly kind: 'LATE'; readonly unit: TermUnit; readonly by: number }
  /** The calendar does not reach that far. Shown as unknown, which is not the same as on time. */
  | { readonly kind: 'OUTSIDE_CALENDAR' };
export type TermUnit = 'WORKING_DAYS' | 'HOURS';

/** How a deadline stands at a moment. Throws OutsideCalendar only when `now` itself lies outside 2020 to 2040. */
export function termStatus(
  deadline: Deadline,
  now: Instant,
  holidays: HolidaySettings = defaultHolidaySettings,
): TermStatus {
  switch (deadline.kind) {
    case 'MOMENT':
      return hourStatus(deadline.at, now);
    case 'DAY':
      return dayStatus(deadline.on, localDateOf(now), holidays);
    case 'OUTSIDE_CALENDAR':
      return { kind: 'OUTSIDE_CALENDAR' };
  }
}

function hourStatus(at: Instant, now: Instant): TermStatus {
  return now < at
    ? { kind: 'ON_TIME', unit: 'HOURS', left: hoursBetween(now, at) }
    : { kind: 'LATE', unit: 'HOURS', by: hoursBetween(at, now) };
}

/** How a due date stands on a day; both count as whole days in Amsterdam. */
export function dayStatus(
  due: LocalDate,
  today: LocalDate,
  holidays: HolidaySettings = defaultHolidaySettings,
): TermStatus {
  if (!isInCalendar(due) || !isInCalendar(today)) return { kind: 'OUTSIDE_CALENDAR' };
  if (due === today) return { kind: 'TODAY' };
  const unit = 'WORKING_DAYS';
  return today < due
    ? { kind: 'ON_TIME', unit, left: workingDaysBetween(today, due, holidays) }
    : { kind: 'LATE', unit, by: workingDaysBetween(due, today, holidays) };
}

/** The days on which safety is checked again after involvement ended, in order. No law fixes these moments. */
export function monitoringDates(
  start: LocalDate,
  settings: TermSettings = defaultTermSettings,
): readonly LocalDate[] {
  return settings.monitoringMonths.map((months) => addMonths(start, months));
}
