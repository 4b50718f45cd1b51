import type { Instant } from '../model/time.ts';
import type { Parsed } from '../parsing/parsed.ts';
import { OutsideCalendar } from '../terms/local-date.ts';
import { readWrittenMoment } from './read-written.ts';

const form = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?Z$/;

/** A moment as it stands on the wire: UTC, with milliseconds. */
export function utcText(at: Instant): string {
  return new Date(at).toISOString();
}

/** Reads a moment as it stands on the wire. Mistakes: those of a moment that somebody wrote. */
export function readUtcText(value: unknown, path: string): Parsed<Instant> {
  const isOther = typeof value === 'string' && value !== '' && !form.test(value);
  return isOther
    ? { ok: false, mistakes: [{ path, kind: 'NOT_A_MOMENT' }] }
    : readWrittenMoment(value, path);
}

/** The moment of a text that our own server wrote. Throws OutsideCalendar for what is none. */
export function momentOfUtc(text: string): Instant {
  const read = readUtcText(text, '');
  if (!read.ok) throw new OutsideCalendar('not a moment in UTC');
  return read.value;
}
