import { momentOfUtc } from '@overlegtafel/domain';
import { m } from '#lib/paraglide/messages.js';
import type { MeetingAnswer } from './table-answers.ts';

const minuteMs = 60_000;

/** TW31: whole minutes that were planned for the case at the table and are not over; undefined when none is there. */
export function minutesLeft(
  { items, current }: Pick<MeetingAnswer, 'items' | 'current'>,
  nowMs: number,
) {
  const item = items.find(({ id }) => id === current);
  if (item?.atTableSince === undefined) return undefined;
  const end = momentOfUtc(item.atTableSince) + item.minutes * minuteMs;
  return Math.max(0, Math.ceil((end - nowMs) / minuteMs));
}

/** How long the case at the table has, in words that hurry nobody. */
export function minutesLeftWords(left: number): string {
  if (left === 0) return m.table_case_time_over();
  return left === 1 ? m.table_case_minute() : m.table_case_minutes({ minutes: left });
}
