import { type Instant, instant, type MeetingId } from '@overlegtafel/domain';
import type { AccessLine } from '../audit/access-line.ts';
import { purposeOfEvent } from '../audit/purposes.ts';
import type { Presence, UnseenPlace } from '../ports/presence.ts';
import type { World } from '../world.ts';
import { atRevision, tellDone } from './do-to-meeting.ts';
import { beforeClosing } from './do-to-item.ts';

/** How places at the table are kept. Together they stay under the minute after which a chair may be taken over. */
export const placeTimes = {
  /** Every process says again so often who is connected to it. */
  sayMs: 15_000,
  /** After so long without a word the place is free. */
  leaseMs: 40_000,
} as const;

/**
 * LV16: frees the places of whom no process says any more that they are connected. Nobody asks for it, so no right is
 * asked. Whoever comes back meanwhile raises the revision, and keeps their place.
 */
export async function freePlaces(presence: Presence, world: World): Promise<void> {
  const unseen = await presence.unseen(world.now(), placeTimes.leaseMs);
  for (const meeting of new Set(unseen.map((place) => place.meeting)))
    await freeAt(meeting, presence, world);
}

async function freeAt(id: MeetingId, presence: Presence, world: World): Promise<void> {
  const meeting = await world.stores.meeting(id);
  if (!meeting || !beforeClosing.includes(meeting.state.kind)) return;
  // Asked again at this revision: somebody may have sat down since.
  const now = world.now();
  const unseen = await presence.unseen(now, placeTimes.leaseMs);
  const gone = unseen.filter((place) => place.meeting === id);
  if (gone.length === 0) return;
  const committed = await world.ledger.commit({
    guards: [atRevision(meeting)],
    changes: gone.map((place) => ({
      put: 'attendance',
      row: { meeting: id, person: place.person, isPresent: false, since: leftAt(place, now) },
    })),
    lines: gone.map((place) => lineFor(place, meeting.tableId, world)),
  });
  // Who was first raised the revision; the next round looks again.
  if (committed.kind === 'MOVED') return;
  for (const { person } of gone) tellDone(meeting, 'place-freed', systemOf(person), world);
}

/** The moment of the last word; not longer ago than that could be, also when the clock was set. */
function leftAt({ seenAt }: UnseenPlace, now: Instant): Instant {
  const longestAgo = now - placeTimes.leaseMs - placeTimes.sayMs;
  return instant(seenAt > now ? longestAgo : Math.max(seenAt, longestAgo));
}

function lineFor({ meeting, person }: UnseenPlace, table: AccessLine['table'], world: World) {
  return {
    id: world.newId(),
    at: world.now(),
    action: 'U',
    event: 'place-freed',
    result: 'ALLOWED',
    ground: 'CONNECTION_LOST',
    isBreakGlass: false,
    purpose: purposeOfEvent['place-freed'],
    objectKind: 'meeting',
    object: meeting,
    ...(table === undefined ? {} : { table }),
    ...systemOf(person),
    traceId: world.newId(),
  } as const satisfies AccessLine;
}

/** Done by the server, about this person. */
function systemOf(person: UnseenPlace['person']) {
  return { person, origin: 'server', traceId: 'server' };
}
