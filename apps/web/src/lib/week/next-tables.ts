import type { ApiAnswer } from '@overlegtafel/protocol/api';

type Meeting = ApiAnswer<'myWeek'>['nextMeetings'][number];

/** MW20: the tables that come, what goes on first, then by when they begin. */
export function nextTables(meetings: readonly Meeting[]): readonly Meeting[] {
  return meetings
    .filter(({ state }) => state !== 'CLOSED')
    .sort((a, b) => rank(a) - rank(b) || a.startsAt.localeCompare(b.startsAt));
}

function rank({ state }: Meeting): number {
  return state === 'PREPARED' ? 1 : 0;
}
