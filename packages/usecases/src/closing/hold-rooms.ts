import type { Blocker, ItemId } from '@overlegtafel/domain';
import { itemRoom, meetingRoom, parseRoomName, type RoomName } from '@overlegtafel/protocol';
import { type Outcome, done, refuse } from '../outcome/outcome.ts';
import type { RoomsHeld } from '../ports/meeting-rooms.ts';
import type { ItemRow, MeetingRow } from '../ports/rows.ts';
import type { World } from '../world.ts';

/** How long writing waits for a closing. Whatever happens to the closing, it then goes on by itself. */
const holdMs = 10_000;

/** Rooms in which nobody can write while it is decided whether the meeting closes. */
export interface Held {
  readonly holder: string;
  readonly rooms: readonly RoomName[];
  readonly heads: ReadonlyMap<RoomName, number>;
}

/** MC50: lets writing wait in all rooms of a meeting; all of them or none. */
export async function holdRooms(
  meeting: MeetingRow,
  items: readonly ItemRow[],
  world: World,
): Promise<Outcome<Held>> {
  const rooms = [meetingRoom(meeting.id), ...items.map(({ id }) => itemRoom(id))];
  const holder = world.newId();
  const now = world.now();
  const held = await world.rooms.hold(rooms, holder, now, now + holdMs);
  if (held.kind === 'HELD') return done({ holder, rooms, heads: held.heads });
  await world.rooms.release(rooms, holder);
  return refuseHold(held);
}

function refuseHold({ room, why }: Extract<RoomsHeld, { readonly kind: 'REFUSED' }>) {
  if (why !== 'gone') return refuse({ kind: 'MOVED' });
  return refuse({ kind: 'BLOCKED', blockers: [missing(room)] });
}

function missing(room: RoomName): Blocker {
  const item = itemIn(room);
  return item === undefined
    ? { kind: 'UNREADABLE', path: 'order', jumpTo: 'order' }
    : { kind: 'ITEM_MISSING', item, jumpTo: '' };
}

function itemIn(room: RoomName): ItemId | undefined {
  const subject = parseRoomName(room);
  return subject?.kind === 'item' ? subject.item : undefined;
}
