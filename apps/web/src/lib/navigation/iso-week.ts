const dayMs = 24 * 60 * 60 * 1000;
const daysPerWeek = 7;
const thursday = 4;

/**
 * The number of the week in which a day falls (ISO 8601), as people here call it.
 *
 * @param date a calendar date, such as 2026-11-25
 */
export function isoWeek(date: string): number {
  const day = new Date(`${date}T00:00:00Z`);
  // A week belongs to the year of its Thursday.
  const toThursday = thursday - (day.getUTCDay() || daysPerWeek);
  const inYear = new Date(day.getTime() + toThursday * dayMs);
  const newYear = Date.UTC(inYear.getUTCFullYear(), 0, 1);
  return Math.floor((inYear.getTime() - newYear) / dayMs / daysPerWeek) + 1;
}
