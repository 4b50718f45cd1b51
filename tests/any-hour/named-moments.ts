import { instant, localDate, startOfDay, type Instant } from '@overlegtafel/domain';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** A moment by the clock in Amsterdam. */
function at(day: string, hours: number, minutes = 0): Instant {
  return instant(startOfDay(localDate(day)) + hours * hourMs + minutes * minuteMs);
}

/**
 * The moments at which software that takes its days from UTC, its weeks from January or its terms from hours goes
 * wrong. Hours are counted from the beginning of the day, so those of the two nights of the clocks exist.
 */
export const namedMoments: Readonly<Record<string, Instant>> = {
  'winter-after-midnight': at('2027-01-13', 0, 30),
  'winter-before-midnight': at('2027-01-13', 23, 20),
  'summer-after-midnight': at('2027-07-14', 0, 30),
  'summer-before-midnight': at('2027-07-14', 23, 20),
  'clock-forward': at('2027-03-28', 1, 50),
  'clock-back': at('2027-10-31', 2, 20),
  'last-day-of-year': at('2026-12-31', 23, 20),
  'first-day-of-year': at('2027-01-01', 0, 30),
  'leap-day': at('2028-02-29', 12),
  'week-53': at('2026-12-30', 12),
  'good-friday': at('2027-03-26', 12),
  'kings-day': at('2027-04-27', 12),
};
