import { type AskedDay, dayToComeMistake, type Instant, localDateOf } from '@overlegtafel/domain';
import { type Decided, not } from './do-to-item.ts';

/** UC320: refuses a day on which nothing can be planned any more; undefined: the command goes on. */
export function refusedDay({
  now,
  ...asked
}: Omit<AskedDay, 'today'> & { readonly now: Instant }): Decided | undefined {
  const mistake = dayToComeMistake({ ...asked, today: localDateOf(now) });
  return mistake && not({ kind: 'MISTAKES', mistakes: [mistake] });
}
