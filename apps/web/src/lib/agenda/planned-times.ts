import { momentOfUtc } from '@overlegtafel/domain';
import type { ApiAnswer } from '@overlegtafel/protocol/api';

type Item = ApiAnswer<'meeting'>['items'][number];

const minuteMs = 60_000;

/** When each case is meant to begin, and when the last one ends; instants as ISO 8601. */
export interface PlannedTimes {
  readonly startOf: ReadonlyMap<string, string>;
  readonly minutes: number;
  readonly endsAt: string;
}

/** AG5: the times of an agenda, one case after the other from the start of the meeting. */
export function plannedTimes(
  startsAt: string,
  items: readonly Pick<Item, 'id' | 'minutes'>[],
): PlannedTimes {
  const start = momentOfUtc(startsAt);
  const startOf = new Map<string, string>();
  let minutes = 0;
  for (const item of items) {
    startOf.set(item.id, new Date(start + minutes * minuteMs).toISOString());
    minutes += item.minutes;
  }
  return { startOf, minutes, endsAt: new Date(start + minutes * minuteMs).toISOString() };
}
