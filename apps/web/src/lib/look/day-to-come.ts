import { dayToComeMistake, isLocalDate, type LocalDate } from '@overlegtafel/domain';
import { dateWords } from '#lib/look/date-words.ts';
import { dayAt, serverTime } from '#lib/page-time/server-time.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';

/** A day that somebody filled in where one is asked that is still to come: the day, or what is the matter with it. */
export type DayToCome =
  | { readonly kind: 'DAY'; readonly day: LocalDate }
  | { readonly kind: 'NOT'; readonly why: string };

/**
 * UC320: reads what stands in a field for a day. `mayBeToday`: what is agreed today may be for today. A browser gives
 * nothing for a day that does not exist.
 */
export function dayToCome(value: string, mayBeToday = true): DayToCome {
  if (!isLocalDate(value)) return { kind: 'NOT', why: m.look_day_none() };
  const today = dayAt(serverTime.nowMs());
  const mistake = dayToComeMistake({ path: '', day: value, today, mayBeToday });
  if (mistake === undefined) return { kind: 'DAY', day: value };
  const day = dateWords(value, getLocale(), 'long');
  if (mistake.kind === 'IN_PAST') return { kind: 'NOT', why: m.look_day_past({ day }) };
  const why = mistake.kind === 'IS_TODAY' ? m.look_day_is_today() : m.look_day_far({ day });
  return { kind: 'NOT', why };
}

/** The complaint about a day, when there is one. */
export function complaintOf(read: DayToCome): string | undefined {
  return read.kind === 'NOT' ? read.why : undefined;
}
