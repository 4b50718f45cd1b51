import type { Instant, LocalDate } from '../model/time.ts';
import type { DayMistakeKind, Mistake, Parsed } from '../parsing/parsed.ts';
import { localDateOf, momentsAt, wallClockOf } from '../terms/amsterdam.ts';
import {
  calendarYears,
  existingDay,
  isInstant,
  midnightInUtc,
  weekday,
} from '../terms/local-date.ts';
import { type WrittenClock, type WrittenParts, writtenParts } from './written-parts.ts';

const minuteMs = 60_000;
const summerMinutes = 120;
const winterMinutes = 60;
/** No zone on earth is further from UTC. */
const furthestMinutes = 14 * 60;

/**
 * Reads a moment that somebody wrote, or that a spreadsheet did: `5-11-2026 10:15`, `05/11/26 10.15`, `5 november 2026
 * om 10:15:30` by the clock in Amsterdam, `2026-11-05T10:15Z` by its own zone. A day without a clock is its beginning: a
 * term then ends sooner, never later. Whatever could be read in two ways is refused, with what was understood of it.
 */
export function readWrittenMoment(value: unknown, path: string): Parsed<Instant> {
  const parts = partsIn(value, path, 'NOT_A_MOMENT');
  return parts.ok ? momentOf(parts.value, path) : parts;
}

/** Reads a day that somebody wrote, in the forms of a moment; of one with a clock, its day in Amsterdam. */
export function readWrittenDay(value: unknown, path: string): Parsed<LocalDate> {
  const parts = partsIn(value, path, 'NOT_A_DAY');
  if (!parts.ok) return parts;
  if (parts.value.clock === undefined) return dayIn(parts.value, path);
  const at = momentOf(parts.value, path);
  return at.ok ? { ok: true, value: localDateOf(at.value) } : at;
}

/** So far may another clock be ahead of ours. */
const skewMs = 5 * minuteMs;

/** What is wrong with a moment at which something happened: it has yet to come by the clock of the server. */
export function futureMistakes(at: Instant, now: Instant, path: string): readonly Mistake[] {
  if (at <= now + skewMs) return [];
  const { date, time } = wallClockOf(at);
  return [{ path, kind: 'IN_FUTURE', understood: `${date} ${time}` }];
}

/** Reads when something happened: no moment that has yet to come by the clock of the server. */
export function readPastMoment(now: Instant) {
  return (value: unknown, path: string): Parsed<Instant> => {
    const read = readWrittenMoment(value, path);
    const mistakes = read.ok ? futureMistakes(read.value, now, path) : [];
    return mistakes.length === 0 ? read : { ok: false, mistakes };
  };
}

/** Reads on which day something happened: no day after today, and none before the calendar begins. */
export function readPastDay(today: LocalDate) {
  return (value: unknown, path: string): Parsed<LocalDate> => {
    const read = readWrittenDay(value, path);
    if (!read.ok) return read;
    if (read.value > today) return told(path, 'IN_FUTURE', read.value);
    return read.value < `${calendarYears.first}` ? told(path, 'TOO_LONG_AGO', read.value) : read;
  };
}

function partsIn(
  value: unknown,
  path: string,
  otherwise: 'NOT_A_DAY' | 'NOT_A_MOMENT',
): Parsed<WrittenParts> {
  const isMissing = value === undefined || value === null;
  if (isMissing || (typeof value === 'string' && value.trim() === ''))
    return { ok: false, mistakes: [{ path, kind: 'MISSING' }] };
  const parts = typeof value === 'string' ? writtenParts(value) : undefined;
  return parts ? { ok: true, value: parts } : { ok: false, mistakes: [{ path, kind: otherwise }] };
}

function dayIn(parts: WrittenParts, path: string): Parsed<LocalDate> {
  const date = existingDay(parts);
  if (date === undefined) return told(path, dayMistake(parts), figures(parts));
  const isOther = parts.weekday !== undefined && parts.weekday !== weekday(date);
  return isOther ? told(path, 'OTHER_WEEKDAY', date) : { ok: true, value: date };
}

function momentOf(parts: WrittenParts, path: string): Parsed<Instant> {
  const date = dayIn(parts, path);
  if (!date.ok) return date;
  const { clock = midnight, year } = parts;
  if (year < first - 1) return told(path, 'TOO_LONG_AGO', date.value);
  if (year > last + 1) return told(path, 'TOO_FAR_AHEAD', date.value);
  const understood = `${date.value} ${timeOf(clock)}`;
  const at = isTime(clock) ? atClock(date.value, clock) : 'NO_SUCH_TIME';
  if (typeof at === 'string') return told(path, at, understood);
  if (isInstant(at)) return { ok: true, value: at };
  return told(path, year > last ? 'TOO_FAR_AHEAD' : 'TOO_LONG_AGO', date.value);
}

const { first, last } = calendarYears;
const midnight: WrittenClock = { hour: 0, minute: 0, second: 0, ms: 0, zone: 'AMSTERDAM' };

function isTime({ hour, minute, second, zone }: WrittenClock): boolean {
  const isZone = typeof zone !== 'number' || Math.abs(zone) <= furthestMinutes;
  return hour < 24 && minute < 60 && second < 60 && isZone;
}

/** The moment, in milliseconds, at which a day and a clock stand there; why there is none, or not one. */
function atClock(date: LocalDate, clock: WrittenClock): number | DayMistakeKind {
  const { zone } = clock;
  const time = timeOf(clock);
  const utc = midnightInUtc(date) + (clock.hour * 60 + clock.minute) * minuteMs;
  const rest = clock.second * 1000 + clock.ms;
  if (typeof zone === 'number') return utc - zone * minuteMs + rest;
  const shown = momentsAt(date, time);
  const fitting = shown.filter((at) => isInSeason(utc - at, zone));
  const [only] = fitting;
  if (only === undefined) return shown.length === 0 ? 'CLOCK_SKIPPED' : 'NO_SUCH_TIME';
  return fitting.length === 1 ? only + rest : 'CLOCK_TWICE';
}

function isInSeason(aheadMs: number, zone: WrittenClock['zone']): boolean {
  if (zone === 'SUMMER') return aheadMs === summerMinutes * minuteMs;
  return zone === 'WINTER' ? aheadMs === winterMinutes * minuteMs : true;
}

/** A day that is there in some year, but not in one that we know, is too far away. */
function dayMistake({ year, month, day }: WrittenParts): DayMistakeKind {
  const isKnown = existingDay({ year, month: 1, day: 1 }) !== undefined;
  if (isKnown || existingDay({ year: leapYear, month, day }) === undefined) return 'NO_SUCH_DAY';
  return year < leapYear ? 'TOO_LONG_AGO' : 'TOO_FAR_AHEAD';
}

const leapYear = 2000;

function told(path: string, kind: DayMistakeKind, understood: string): Parsed<never> {
  return { ok: false, mistakes: [{ path, kind, understood }] };
}

function figures({ year, month, day }: WrittenParts): string {
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
}

function timeOf({ hour, minute }: WrittenClock): string {
  return `${two(hour)}:${two(minute)}`;
}

function two(figure: number): string {
  return String(figure).padStart(2, '0');
}
