import type { Instant, LocalDate } from '../model/time.ts';
import { instant, localDate, midnightInUtc } from './local-date.ts';

const hourMs = 3_600_000;
const minuteMs = 60_000;

/** Made once: building a formatter costs a thousand times more than using it. */
const formatter = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/Amsterdam',
  calendar: 'iso8601',
  numberingSystem: 'latn',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
});

/** What the clock on the wall in Amsterdam shows: the day and the time as `HH:MM`. */
export interface WallClock {
  readonly date: LocalDate;
  readonly time: string;
}

function clockAt(ms: number): WallClock {
  const parts: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {};
  for (const { type, value } of formatter.formatToParts(ms)) parts[type] = value;
  return {
    date: localDate(`${parts.year}-${parts.month}-${parts.day}`),
    time: `${parts.hour}:${parts.minute}`,
  };
}

/**
 * The day and the time in Amsterdam at a moment, whatever time zone this process runs in.
 * Throws OutsideCalendar for a moment outside 2020 to 2040.
 */
export function wallClockOf(at: Instant): WallClock {
  return clockAt(instant(at));
}

/** The calendar day in Amsterdam at a moment. Throws OutsideCalendar outside 2020 to 2040. */
export function localDateOf(at: Instant): LocalDate {
  return wallClockOf(at).date;
}

/**
 * The moment at which the clock in Amsterdam shows this day and time (`HH:MM`).
 * The hour that comes twice in October is read as the first; the hour that is skipped in March moves on by an hour.
 * Throws OutsideCalendar outside 2020 to 2040.
 */
export function instantOf(date: LocalDate, time: string): Instant {
  const [first] = momentsAt(date, time);
  return instant(first ?? asInUtc(date, time) - hourMs);
}

/**
 * The moments, in milliseconds, at which the clock in Amsterdam shows this day and time (`HH:MM`): one; none for what is
 * skipped in March; two, the earlier one first, for what comes twice in October.
 */
export function momentsAt(date: LocalDate, time: string): readonly number[] {
  return [2, 1]
    .map((ahead) => asInUtc(date, time) - ahead * hourMs)
    .filter((ms) => {
      const shown = clockAt(ms);
      return shown.date === date && shown.time === time;
    });
}

function asInUtc(date: LocalDate, time: string): number {
  const [hours = NaN, minutes = NaN] = time.split(':').map(Number);
  return midnightInUtc(date) + hours * hourMs + minutes * minuteMs;
}

/** Midnight at the start of a day in Amsterdam. Throws OutsideCalendar outside 2020 to 2040. */
export function startOfDay(date: LocalDate): Instant {
  return instantOf(date, '00:00');
}

/** A moment some hours later: real hours, so summer time does not stretch a term of 24 hours. */
export function addHours(at: Instant, hours: number): Instant {
  return instant(at + hours * hourMs);
}

/** Whole hours from one moment to another, rounded down; negative when the second lies before the first. */
export function hoursBetween(from: Instant, to: Instant): number {
  return Math.floor((to - from) / hourMs);
}
