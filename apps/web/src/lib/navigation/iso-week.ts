import { isoWeekOf, localDate } from '@overlegtafel/domain';

/** The form in which the domain writes a week: `2026-W48`. */
const beforeNumber = 'yyyy-W'.length;

/**
 * The number of the week in which a day falls, as people here call it.
 *
 * @param date a calendar date, such as 2026-11-25
 */
export function isoWeek(date: string): number {
  return Number(isoWeekOf(localDate(date)).slice(beforeNumber));
}
