import type { Parsed } from '../parsing/parsed.ts';
import type { Instant, LocalDate } from '../model/time.ts';

/** Milliseconds in a day of 24 hours. A day in Amsterdam has 23 or 25 of them twice a year. */
const dayMs = 86_400_000;
const form = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Dates of birth and ends of retention fall outside the working calendar, so dates reach further than terms. */
const firstYear = 1900;
const lastYear = 2199;

/** The years for which holidays and summer time are known. Terms outside them are refused, not guessed. */
export const calendarYears = { first: 2020, last: 2040 } as const;

/** Midnight in Amsterdam at the start of 2020 and at the end of 2040; winter time, so one hour before UTC. */
const firstInstant = Date.UTC(calendarYears.first, 0, 1) - dayMs / 24;
const endInstant = Date.UTC(calendarYears.last + 1, 0, 1) - dayMs / 24;

/** Thrown where a day or a moment lies outside what the calendar knows. Doors refuse such values before. */
export class OutsideCalendar extends RangeError {
  override readonly name = 'OutsideCalendar';
}

/** True for an existing calendar day from 1900 to 2199, written as `2026-11-24`. */
export function isLocalDate(value: unknown): value is LocalDate {
  const found = typeof value === 'string' ? form.exec(value) : null;
  const [year = NaN, month = NaN, day = NaN] = found?.slice(1).map(Number) ?? [];
  return existingDay({ year, month, day }) !== undefined;
}

/** The calendar day of these figures; undefined for a day that does not exist, or before 1900 or after 2199. */
export function existingDay({
  year,
  month,
  day,
}: {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}): LocalDate | undefined {
  if (!(year >= firstYear && year <= lastYear)) return undefined;
  const ms = Date.UTC(year, month - 1, day);
  const text = Number.isNaN(ms) ? '' : new Date(ms).toISOString().slice(0, 10);
  return isSame(text, { year, month, day }) ? text : undefined;
}

/** A day that does not exist moves on to one that does, in another month. */
function isSame(
  text: string,
  { year, month, day }: { readonly year: number; readonly month: number; readonly day: number },
): text is LocalDate {
  return text === `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** True for a whole number of milliseconds that falls in the years 2020 to 2040 in Amsterdam. */
export function isInstant(value: unknown): value is Instant {
  return Number.isInteger(value) && Number(value) >= firstInstant && Number(value) < endInstant;
}

/** Reads a calendar day. Mistakes: MISSING, WRONG_TYPE, or OUT_OF_RANGE for a day that does not exist. */
export function readLocalDate(value: unknown, path: string): Parsed<LocalDate> {
  if (isLocalDate(value)) return { ok: true, value };
  if (value === undefined || value === null || value === '')
    return { ok: false, mistakes: [{ path, kind: 'MISSING' }] };
  if (typeof value !== 'string' || !form.test(value))
    return { ok: false, mistakes: [{ path, kind: 'WRONG_TYPE' }] };
  return { ok: false, mistakes: [{ path, kind: 'OUT_OF_RANGE' }] };
}

/** Reads a moment in milliseconds. Mistakes: MISSING, WRONG_TYPE, or OUT_OF_RANGE outside 2020 to 2040. */
export function readInstant(value: unknown, path: string): Parsed<Instant> {
  if (isInstant(value)) return { ok: true, value };
  if (value === undefined || value === null)
    return { ok: false, mistakes: [{ path, kind: 'MISSING' }] };
  if (!Number.isInteger(value)) return { ok: false, mistakes: [{ path, kind: 'WRONG_TYPE' }] };
  return { ok: false, mistakes: [{ path, kind: 'OUT_OF_RANGE' }] };
}

/** A calendar day of a text that is known to be one; throws OutsideCalendar otherwise. */
export function localDate(text: string): LocalDate {
  if (isLocalDate(text)) return text;
  throw new OutsideCalendar(`not a calendar day: ${text}`);
}

/** A moment of milliseconds that are known to be one; throws OutsideCalendar outside 2020 to 2040. */
export function instant(ms: number): Instant {
  if (isInstant(ms)) return ms;
  throw new OutsideCalendar(`not a moment in ${calendarYears.first}-${calendarYears.last}: ${ms}`);
}

/** Days since 1 January 1970; neighbouring days differ by one, whatever summer time does. */
export function dayNumber(date: LocalDate): number {
  return midnightInUtc(date) / dayMs;
}

/** Milliseconds since 1970 up to the start of a day in UTC; the clock in Amsterdam is one or two hours ahead of it. */
export function midnightInUtc(date: LocalDate): number {
  const { year, month, day } = partsOf(date);
  return Date.UTC(year, month - 1, day);
}

/** The calendar day of a day number. */
export function dateOfDayNumber(day: number): LocalDate {
  return localDate(new Date(day * dayMs).toISOString().slice(0, 10));
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return dateOfDayNumber(dayNumber(date) + days);
}

/** Whole days from one day to another; negative when the second lies before the first. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** The same day some months later, or the last day of that month where it is shorter (31 January + 1: 28 February). */
export function addMonths(date: LocalDate, months: number): LocalDate {
  const { year, month, day } = partsOf(date);
  const firstOfMonth = new Date(Date.UTC(year, month - 1 + months, 1));
  const [y, m] = [firstOfMonth.getUTCFullYear(), firstOfMonth.getUTCMonth()];
  const lastDay = new Date(Date.UTC(y, m + 1, 0)).getUTCDate();
  return dateOfDayNumber(Date.UTC(y, m, Math.min(day, lastDay)) / dayMs);
}

/** The same day some years later; 29 February becomes 28 February in a year without one. */
export function addYears(date: LocalDate, years: number): LocalDate {
  return addMonths(date, 12 * years);
}

/** Monday is 1, Sunday is 7. */
export function weekday(date: LocalDate): number {
  return ((((dayNumber(date) + 3) % 7) + 7) % 7) + 1;
}

/** Year, month (1 to 12) and day of a date. */
export function partsOf(date: LocalDate): { year: number; month: number; day: number } {
  return {
    year: Number(date.slice(0, 4)),
    month: Number(date.slice(5, 7)),
    day: Number(date.slice(8, 10)),
  };
}
