import { monthOf, weekdayOf } from './day-words.ts';

/** A clock as it was written, in figures that may not exist. */
export interface WrittenClock {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly ms: number;
  /** How far ahead of UTC, in minutes; in Amsterdam when nothing was said of it. */
  readonly zone: 'AMSTERDAM' | 'SUMMER' | 'WINTER' | number;
}

/** A day as it was written, in figures that may not exist, perhaps with a clock. */
export interface WrittenParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** Monday is 1; absent when no day of the week was written. */
  readonly weekday?: number;
  readonly clock?: WrittenClock;
}

/** Longer than any day with its clock. */
const longest = 60;
const thisCentury = 2000;

/** `5-11-2026`, `05/11/26`, `5.11.2026`, `5 nov. 2026`, `donderdag 5 november 2026`: the day first, one kind of sign between. */
const dutchDay =
  /^(?:(?<weekday>\p{L}{2,9}\.?),? )?(?<day>\d{1,2})(?<sign> ?[-/.] ?| )(?<month>\d{1,2}|\p{L}{3,9}\.?)\k<sign>(?<year>\d{4}|\d{2})(?!\d)/u;
/** `2026-11-05`: ISO 8601. */
const isoDay = /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})(?!\d)/;
/** What stands between a day and its clock. */
const between = /^(?:,? (?:om |at )?|T)(?=\d)/;
const clock =
  /^(?<hour>\d{1,2})(?<sign>[:.])(?<minute>\d{2})(?:\k<sign>(?<second>\d{2})(?:[.,](?<part>\d{1,9}))?)?/;
/** `Z`, `+01:00`; or the word that tells the two hours apart that the clock shows twice in October. */
const zone =
  /^(?:(?<utc>Z)|(?<ahead>[-+])(?<hours>\d{2}):?(?<minutes>\d{2})|(?: ?(?:uur|u))?(?: \(?(?<season>zomertijd|wintertijd|summer time|winter time)\)?)?)$/i;

/**
 * Takes a day, perhaps with its clock, apart. The day stands before the month, as people write in the Netherlands, or
 * the year first, as ISO 8601 has it; what stands in any other order is not read. A year of two figures is one of this
 * century. The words for months and days of the week may be Dutch or English.
 */
export function writtenParts(text: string): WrittenParts | undefined {
  const line = oneLine(text);
  const found = isoDay.exec(line) ?? dutchDay.exec(line);
  const day = found ? figuresIn(found.groups ?? {}) : undefined;
  const rest = line.slice(found?.[0].length);
  if (!day || rest === '') return day;
  const at = writtenClock(rest);
  return at && { ...day, clock: at };
}

function figuresIn(found: Readonly<Record<string, string | undefined>>): WrittenParts | undefined {
  const { year = '', month = '', day, weekday } = found;
  const monthNumber = monthOf(month);
  const figures = {
    year: year.length === 2 ? thisCentury + Number(year) : Number(year),
    day: Number(day),
  };
  if (monthNumber === undefined) return undefined;
  if (weekday === undefined) return { ...figures, month: monthNumber };
  const named = weekdayOf(weekday);
  return named === undefined ? undefined : { ...figures, month: monthNumber, weekday: named };
}

/** Blanks of any kind and number are one; what is too long to be a day is none. */
function oneLine(text: string): string {
  if (text.length > longest) return '';
  return text
    .replaceAll(/[\p{Cf}\p{Cc}]/gu, (sign) => (/\s/.test(sign) ? ' ' : ''))
    .trim()
    .replaceAll(/\s+/g, ' ');
}

function writtenClock(rest: string): WrittenClock | undefined {
  const start = between.exec(rest)?.[0].length;
  const found = start === undefined ? null : clock.exec(rest.slice(start));
  if (start === undefined || !found) return undefined;
  const { hour, minute, second = '0', part = '' } = found.groups ?? {};
  const tail = zone.exec(rest.slice(start + found[0].length));
  if (!tail) return undefined;
  return {
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
    ms: Number(part.padEnd(3, '0').slice(0, 3)),
    zone: zoneOf(tail.groups ?? {}),
  };
}

function zoneOf(found: Readonly<Record<string, string | undefined>>): WrittenClock['zone'] {
  const { utc, ahead, hours, minutes, season } = found;
  if (utc !== undefined) return 0;
  if (ahead !== undefined) return (ahead === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  if (season === undefined) return 'AMSTERDAM';
  return /^[zs]/i.test(season) ? 'SUMMER' : 'WINTER';
}
