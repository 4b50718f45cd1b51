/** The span that a picture of a case shows. */
export interface YearLine {
  /** New year's days within it, with where they stand: 0 at the left, 100 at the right. */
  readonly years: readonly { readonly year: number; readonly at: number }[];
  readonly now: number;
  readonly place: (day: string) => number;
}

const dayMs = 24 * 60 * 60 * 1000;
/** At least this long, so that moments close together are still told apart. */
const shortestMs = 90 * dayMs;
/** Room on both sides, as a part of the whole. */
const margin = 0.06;
const whole = 100;

/**
 * The line of time from the first to the last of these days, today included.
 *
 * @param days calendar dates or instants
 */
export function yearLine(days: readonly string[], today: string): YearLine {
  const times = [...days, today].map(timeOf);
  const first = Math.min(...times);
  const last = Math.max(...times);
  const length = Math.max(last - first, shortestMs);
  const start = last - length - length * margin;
  const end = last + length * margin * 2;
  const placeOf = (time: number): number =>
    Math.round(((time - start) / (end - start)) * whole * 10) / 10;
  const firstYear = new Date(start).getUTCFullYear() + 1;
  const lastYear = new Date(end).getUTCFullYear();
  const count = Math.max(lastYear - firstYear + 1, 0);
  const years = Array.from({ length: count }, (_, index) => firstYear + index).map((year) => ({
    year,
    at: placeOf(Date.UTC(year, 0, 1)),
  }));
  return { years, now: placeOf(timeOf(today)), place: (day) => placeOf(timeOf(day)) };
}

/** Noon of a calendar date, so that no zone makes it another day. */
function timeOf(day: string): number {
  return new Date(day.includes('T') ? day : `${day}T12:00:00Z`).getTime();
}
