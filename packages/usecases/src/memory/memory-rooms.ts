import type { ItemId, MeetingId, PersonId } from '@overlegtafel/domain';
import {
  type ItemReading,
  type MeetingReading,
  openDocument,
  readItemDocument,
  readMeetingDocument,
  touchedRoots,
} from '@overlegtafel/documents';
import { itemRoom, meetingRoom, parseRoomName, type RoomName } from '@overlegtafel/protocol';
import type { MeetingRooms, PreparedRoom, Read, RoomsHeld } from '../ports/meeting-rooms.ts';

type Document = ReturnType<typeof openDocument>;

interface Room {
  doc: Document;
  readonly updates: Uint8Array[];
  readonly authors: Map<string, Set<PersonId>>;
  head: number;
  isClosed: boolean;
  hold?: { readonly holder: string; readonly untilMs: number };
}

/** What came of an edit: in the room, or refused because the room is closed, held or gone. */
export type Edited = 'WRITTEN' | 'REFUSED';

/** Rooms whose documents live in memory, for tests and for trying things out. */
export class MemoryRooms implements MeetingRooms {
  readonly #rooms = new Map<RoomName, Room>();
  /** How often rights were asked again. */
  timesRightsChanged = 0;

  prepare(rooms: readonly PreparedRoom[]): Promise<void> {
    for (const { room, firstUpdate } of rooms) {
      const kind = parseRoomName(room)?.kind ?? 'item';
      if (this.#rooms.has(room)) continue;
      const doc = openDocument(kind, [firstUpdate]);
      this.#rooms.set(room, {
        doc,
        updates: [firstUpdate],
        authors: new Map(),
        head: 1,
        isClosed: false,
      });
    }
    return Promise.resolve();
  }

  item(item: ItemId): Promise<Read<ItemReading> | undefined> {
    return Promise.resolve(this.#item(item));
  }

  items(items: readonly ItemId[]): Promise<ReadonlyMap<ItemId, Read<ItemReading>>> {
    const found = items.flatMap((item): [ItemId, Read<ItemReading>][] => {
      const read = this.#item(item);
      return read ? [[item, read]] : [];
    });
    return Promise.resolve(new Map(found));
  }

  meeting(
    meeting: MeetingId,
    agenda: readonly ItemId[],
  ): Promise<Read<MeetingReading> | undefined> {
    const room = this.#rooms.get(meetingRoom(meeting));
    const read = room && { reading: readMeetingDocument(room.doc, agenda), head: room.head };
    return Promise.resolve(read);
  }

  authors(item: ItemId): Promise<ReadonlyMap<string, readonly PersonId[]>> {
    const authors = this.#rooms.get(itemRoom(item))?.authors ?? new Map<string, Set<PersonId>>();
    return Promise.resolve(new Map([...authors].map(([root, people]) => [root, [...people]])));
  }

  hold(
    rooms: readonly RoomName[],
    holder: string,
    nowMs: number,
    untilMs: number,
  ): Promise<RoomsHeld> {
    for (const room of rooms) {
      const why = this.#hindrance(room, holder, nowMs);
      if (why) return Promise.resolve({ kind: 'REFUSED', room, why });
    }
    const heads = new Map<RoomName, number>();
    for (const name of rooms) {
      const room = this.#rooms.get(name);
      if (!room) continue;
      room.hold = { holder, untilMs };
      heads.set(name, room.head);
    }
    return Promise.resolve({ kind: 'HELD', heads });
  }

  release(rooms: readonly RoomName[], holder: string): Promise<void> {
    for (const name of rooms) {
      const room = this.#rooms.get(name);
      if (room?.hold?.holder === holder) delete room.hold;
    }
    return Promise.resolve();
  }

  rightsChanged(): void {
    this.timesRightsChanged += 1;
  }

  /** Writes in a room as this person; a closed or held room refuses it. */
  edit(name: RoomName, by: PersonId, write: (doc: Document) => void): Edited {
    const room = this.#rooms.get(name);
    if (!room || room.isClosed || room.hold) return 'REFUSED';
    room.doc.once('afterTransaction', (transaction) => {
      for (const root of touchedRoots(transaction)) authorsOf(room, root).add(by);
    });
    room.doc.once('update', (update: Uint8Array) => void room.updates.push(update));
    room.doc.transact(() => write(room.doc));
    room.head += 1;
    return 'WRITTEN';
  }

  /** Takes in what somebody wrote elsewhere, so that two can disagree. */
  merge(name: RoomName, update: Uint8Array): void {
    const room = this.#rooms.get(name);
    if (!room) return;
    room.updates.push(update);
    room.doc = openDocument(parseRoomName(name)?.kind ?? 'item', room.updates);
    room.head += 1;
  }

  /** ROOMS_AT: true while this holder holds all of them at these heads. */
  areAt(heads: ReadonlyMap<RoomName, number>, holder: string): boolean {
    return [...heads].every(([name, head]) => {
      const room = this.#rooms.get(name);
      return room?.hold?.holder === holder && room.head === head && !room.isClosed;
    });
  }

  /** Closes rooms for good: they can be read and no longer written. */
  close(rooms: Iterable<RoomName>): void {
    for (const name of rooms) {
      const room = this.#rooms.get(name);
      if (!room) continue;
      room.isClosed = true;
      delete room.hold;
    }
  }

  isClosed(name: RoomName): boolean {
    return this.#rooms.get(name)?.isClosed ?? false;
  }

  /** What happens to a room after the days in which a record can be corrected. */
  destroy(name: RoomName): void {
    this.#rooms.delete(name);
  }

  #item(item: ItemId): Read<ItemReading> | undefined {
    const room = this.#rooms.get(itemRoom(item));
    return room && { reading: readItemDocument(room.doc), head: room.head };
  }

  #hindrance(name: RoomName, holder: string, nowMs: number) {
    const room = this.#rooms.get(name);
    if (!room) return 'gone';
    if (room.isClosed) return 'closed';
    const { hold } = room;
    return hold && hold.holder !== holder && hold.untilMs > nowMs ? 'held' : undefined;
  }
}

function authorsOf(room: Room, root: string): Set<PersonId> {
  const known = room.authors.get(root);
  if (known) return known;
  const made = new Set<PersonId>();
  room.authors.set(root, made);
  return made;
}
