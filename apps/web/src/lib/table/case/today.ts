import { instant, localDateOf, type LocalDate } from '@overlegtafel/domain';

/** Today at the table, in the Netherlands. */
export function todayAtTable(): LocalDate {
  return localDateOf(instant(Date.now()));
}
