import type { ApiAnswer } from '@overlegtafel/protocol/api';

type Meeting = ApiAnswer<'meetings'>['meetings'][number];

/** The meeting that people mean by "the table": the one that goes on, else the first that comes, else the last. */
export function nextMeeting(meetings: readonly Meeting[]): Meeting | undefined {
  const byDay = [...meetings].sort((a, b) => a.startsAt.localeCompare(b.startsAt));
  return (
    byDay.find(({ state }) => state === 'OPEN' || state === 'ADJOURNED') ??
    byDay.find(({ state }) => state === 'PREPARED') ??
    byDay.at(-1)
  );
}
