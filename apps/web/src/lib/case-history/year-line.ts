import {
  addMonths,
  dateOfDayNumber,
  localDate,
  type LocalDate,
  midnightInUtc,
  momentOfUtc,
  partsOf,
} from '@overlegtafel/domain';

/** The span that a picture of a case shows. */
export interface YearLine {
  /** First days of years, or of months when it is short, with where they stand: 0 at the left, 100 at the right. */
  readonly marks: readonly {
    readonly day: string;
    readonly isYear: boolean;
    readonly at: number;
  }[];
  readonly now: number;
  readonly place: (day: string) => number;
}

const dayMs = 24 * 60 * 60 * 1000;
/** At least this long, so that moments close together are still told apart. */
const shortestMs = 90 * dayMs;
/** Room on both sides, as a part of the whole. */
const margin = 0.06;
const whole = 100;
/** A span that is shorter has its months. */
const monthsUntilMs = 550 * dayMs;
/** No more months than can be told apart. */
const mostMonths = 8;
const monthsInYear = 12;

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
  const marks = firstDays(start, end).map((day) => ({
    day,
    isYear: partsOf(day).month === 1,
    at: placeOf(midnightInUtc(day)),
  }));
  return { marks, now: placeOf(timeOf(today)), place: (day) => placeOf(timeOf(day)) };
}

/** The first days of the years within a span, or of its months when it is short. */
function firstDays(start: number, end: number): readonly LocalDate[] {
  const from = dateOfDayNumber(Math.floor(start / dayMs));
  const { year, month } = partsOf(from);
  const months = (end - start) / dayMs / 30;
  const step = end - start > monthsUntilMs ? monthsInYear : Math.ceil(months / mostMonths);
  const firstOfYear = localDate(`${year}-01-01`);
  const first = addMonths(firstOfYear, step === monthsInYear ? monthsInYear : month);
  const days: LocalDate[] = [];
  for (let day = first; midnightInUtc(day) <= end; day = addMonths(day, step)) days.push(day);
  return days;
}

/** Noon of a calendar date, so that no zone makes it another day. */
function timeOf(day: string): number {
  return day.includes('T') ? momentOfUtc(day) : midnightInUtc(localDate(day)) + dayMs / 2;
}
