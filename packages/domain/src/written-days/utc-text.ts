import type { Instant, LocalDate } from '../model/time.ts';
import type { Parsed } from '../parsing/parsed.ts';
import { isInstant, isLocalDate, midnightInUtc, OutsideCalendar } from '../terms/local-date.ts';

const form = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(?:\.(\d{3})\d*)?Z$/;

/** A moment as it stands on the wire: UTC, with milliseconds. */
export function utcText(at: Instant): string {
  return new Date(at).toISOString();
}

/** Reads a moment as it stands on the wire. Mistakes: MISSING, NOT_A_MOMENT, NO_SUCH_DAY, OUT_OF_RANGE. */
export function readUtcText(value: unknown, path: string): Parsed<Instant> {
  if (value === undefined || value === null || value === '')
    return { ok: false, mistakes: [{ path, kind: 'MISSING' }] };
  const found = typeof value === 'string' ? form.exec(value) : null;
  if (!found) return { ok: false, mistakes: [{ path, kind: 'NOT_A_MOMENT' }] };
  const [, date = '', ...clock] = found;
  if (!isLocalDate(date))
    return { ok: false, mistakes: [{ path, kind: 'NO_SUCH_DAY', understood: date }] };
  const at = inUtc(date, clock);
  return isInstant(at)
    ? { ok: true, value: at }
    : { ok: false, mistakes: [{ path, kind: 'OUT_OF_RANGE' }] };
}

function inUtc(
  date: LocalDate,
  [hours, minutes, seconds, ms = '0']: readonly (string | undefined)[],
) {
  const wholeSeconds = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds);
  return midnightInUtc(date) + wholeSeconds * 1000 + Number(ms);
}

/** The moment of a text that our own server wrote. Throws OutsideCalendar for what is none. */
export function momentOfUtc(text: string): Instant {
  const read = readUtcText(text, '');
  if (!read.ok) throw new OutsideCalendar('not a moment in UTC');
  return read.value;
}
