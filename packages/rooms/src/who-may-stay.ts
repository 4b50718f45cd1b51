import type { PersonId } from '@overlegtafel/domain';
import { closeCodes } from '@overlegtafel/protocol';
import type { RoomClock } from './room-clock.ts';
import { askWhoMayStay, type RoomRights } from './room-rights.ts';
import type { LiveRoom } from './room.ts';

/** With so many people asked at once nobody else waits for longer than a few milliseconds. */
const peopleAtOnce = 48;

/** Ends the sessions of those who may no longer be in these rooms. Asks of all of them together. */
export async function endWhoMayNotStay(
  rooms: readonly LiveRoom[],
  rights: RoomRights,
  only?: PersonId,
): Promise<void> {
  const sitting = rooms.flatMap((room) =>
    [...room.audience.persons()]
      .filter((person) => only === undefined || person === only)
      .map((person) => ({ place: { person, room: room.name }, audience: room.audience })),
  );
  const answers = await askWhoMayStay(
    rights,
    sitting.map(({ place }) => place),
  );
  for (const [i, { place, audience }] of sitting.entries())
    if (answers[i] === false) audience.endPerson(place.person, closeCodes.noAccess);
}

/** The same when rights changed: at once, and when many are asked others have a turn in between. */
export async function endAllWhoMayNotStay(
  rooms: Iterable<LiveRoom>,
  { rights, clock }: { readonly rights: RoomRights; readonly clock: RoomClock },
  only?: PersonId,
): Promise<void> {
  const asked =
    only === undefined ? rooms : [...rooms].filter(({ audience }) => audience.persons().has(only));
  for (const [i, portion] of inPortions(asked).entries()) {
    if (i > 0) await new Promise<void>((resolve) => void clock.soon(resolve));
    await endWhoMayNotStay(portion, rights, only);
  }
}

function inPortions(rooms: Iterable<LiveRoom>): LiveRoom[][] {
  const portions: LiveRoom[][] = [];
  let people = peopleAtOnce;
  for (const room of rooms) {
    if (people >= peopleAtOnce) {
      portions.push([]);
      people = 0;
    }
    portions.at(-1)?.push(room);
    people += room.audience.seats.size;
  }
  return portions;
}
