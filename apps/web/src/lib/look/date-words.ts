import { localDate, midnightInUtc, momentOfUtc } from '@overlegtafel/domain';
import type { Language } from '@overlegtafel/protocol';
import { dayAt, serverTime } from '#lib/page-time/server-time.ts';

const timeZone = 'Europe/Amsterdam';
const locales: Readonly<Record<Language, string>> = { nl: 'nl-NL', en: 'en-GB' };

/**
 * `short` "wo 25 nov", `dated` "wo 25 nov 2026", `long` "woensdag 25 november 2026", `month` "25 november", `monthOnly` "nov",
 * `weekday` "woensdag 25 november".
 */
export type DateForm = 'short' | 'dated' | 'long' | 'month' | 'monthOnly' | 'weekday';

const forms: Readonly<Record<DateForm, Intl.DateTimeFormatOptions>> = {
  short: { weekday: 'short', day: 'numeric', month: 'short' },
  dated: { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' },
  long: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  month: { day: 'numeric', month: 'long' },
  monthOnly: { month: 'short' },
  weekday: { weekday: 'long', day: 'numeric', month: 'long' },
};

/** What says no year is of this year; what is of another one says so. */
const withYear: Partial<Readonly<Record<DateForm, DateForm>>> = { short: 'dated', weekday: 'long' };

/**
 * A day as people read it. LK320: one of another year than this one says which year.
 *
 * @param date a calendar date, such as 2026-11-25
 * @param today by the server, when nothing else is said
 */
export function dateWords(
  date: string,
  language: Language,
  form: DateForm,
  today: string = dayAt(serverTime.nowMs()),
): string {
  const isThisYear = date.slice(0, 4) === today.slice(0, 4);
  const shown = isThisYear ? form : (withYear[form] ?? form);
  const words = new Intl.DateTimeFormat(locales[language], { ...forms[shown], timeZone: 'UTC' })
    .formatToParts(midnightInUtc(localDate(date)))
    .map(({ type, value }) => (type === 'literal' ? ' ' : value.replace(/\.$/, '')))
    .join('');
  return words;
}

/** The time of an instant at the table, such as 09:24. */
export function timeWords(instant: string, language: Language): string {
  return new Intl.DateTimeFormat(locales[language], {
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
  }).format(momentOfUtc(instant));
}

/** The calendar date of an instant at the table, such as 2026-11-25. */
export function dateOfInstant(instant: string): string {
  return new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone }).format(
    momentOfUtc(instant),
  );
}
