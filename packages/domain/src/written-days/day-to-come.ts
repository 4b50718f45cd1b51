import type { Mistake } from '../parsing/parsed.ts';
import type { LocalDate } from '../model/time.ts';
import { addMonths } from '../terms/local-date.ts';

/** What lies further ahead has a figure too many in its year. */
const mostMonths = 120;

/** Where a day is asked for that is still to come. */
export interface AskedDay {
  readonly path: string;
  readonly day: LocalDate;
  readonly today: LocalDate;
  /** Whether what is agreed today may be for today. */
  readonly mayBeToday: boolean;
}

/** UC320: why a day is none to plan something for; undefined when it is one. */
export function dayToComeMistake({ path, day, today, mayBeToday }: AskedDay): Mistake | undefined {
  const told = (kind: Mistake['kind']): Mistake => ({ path, kind, understood: day });
  if (day < today) return told('IN_PAST');
  if (day === today && !mayBeToday) return told('IS_TODAY');
  return day > addMonths(today, mostMonths) ? told('TOO_FAR_AHEAD') : undefined;
}
