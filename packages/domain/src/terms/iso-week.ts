import type { Instant, LocalDate } from '../model/time.ts';
import { startOfDay } from './amsterdam.ts';
import { addDays, daysBetween, isLocalDate, localDate, partsOf, weekday } from './local-date.ts';

const form = /^(\d{4})-W(\d{2})$/;

/** The week in which a day falls, as ISO 8601 writes it: `2026-W47`. */
export function isoWeekOf(date: LocalDate): string {
  const thursday = addDays(date, 4 - weekday(date));
  const { year } = partsOf(thursday);
  const number = Math.floor(daysBetween(localDate(`${year}-01-01`), thursday) / 7) + 1;
  return `${year}-W${String(number).padStart(2, '0')}`;
}

/** From the Monday of a week up to, and not at, the next; undefined for what is no week. */
export function periodOfWeek(
  text: string,
): { readonly from: Instant; readonly until: Instant } | undefined {
  const [, year = '', week = ''] = form.exec(text) ?? [];
  const fourth = `${year}-01-04`;
  if (!isLocalDate(fourth)) return undefined;
  const monday = addDays(fourth, 1 - weekday(fourth) + 7 * (Number(week) - 1));
  if (isoWeekOf(monday) !== text) return undefined;
  return { from: startOfDay(monday), until: startOfDay(addDays(monday, 7)) };
}
