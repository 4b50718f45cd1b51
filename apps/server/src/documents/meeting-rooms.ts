import { type ItemId, type MeetingId, type PersonId, readId } from '@overlegtafel/domain';
import {
  inspectUpdate,
  type ItemReading,
  type MeetingReading,
  schemaVersion,
} from '@overlegtafel/documents';
import { itemRoom, meetingRoom, parseRoomName, type RoomName } from '@overlegtafel/protocol';
import type { AppendOutcome, NewRoom, RoomGate, RoomLog, RoomRecord } from '@overlegtafel/rooms';
import type { MeetingRooms, PreparedRoom, Read, RoomsHeld } from '@overlegtafel/usecases';
import { ReadRoom } from './read-room.ts';

/** Rooms that are kept read; a large table has 25 items in a meeting. */
const keptRooms = 200;

/** What reading the rooms stands on. */
export interface MeetingRoomsParts {
  readonly log: RoomLog;
  readonly gate: Omit<RoomGate, 'create'> & {
    create(rooms: readonly (NewRoom & { readonly caseId?: string })[]): Promise<void>;
  };
  readonly nowMs: () => number;
  /** Asks the rights of this person again, or everybody's, in the rooms of every kind of connection. */
  readonly askRightsAgain: (person?: PersonId) => void;
}

/** Who writes what a document starts with. Nobody signs in as this one. */
const system = systemPerson();

/** The rooms as use cases see them: read from the log to its head, and kept to read on from there. */
export class LogMeetingRooms implements MeetingRooms {
  readonly #parts: MeetingRoomsParts;
  /** In the order of use, the longest unused first. */
  readonly #read = new Map<RoomName, ReadRoom>();
  /** One reading of a room at a time: two would read the same rows into one document. */
  readonly #reading = new Map<RoomName, Promise<unknown>>();

  constructor(parts: MeetingRoomsParts) {
    this.#parts = parts;
  }

  async prepare(rooms: readonly PreparedRoom[]): Promise<void> {
    if (rooms.length === 0) return;
    const { log, gate, nowMs } = this.#parts;
    await gate.create(
      rooms.map(({ room, caseId }) => ({
        room,
        schemaVersion,
        ...(caseId === undefined ? {} : { caseId }),
      })),
    );
    const firsts = rooms.map(({ room, firstUpdate: update }) => {
      return { room, update, clientIds: writersOf(update) };
    });
    // Without a claim, whoever came with this client id would be taken for the author.
    await log.claim(
      firsts.flatMap(({ room, clientIds }) =>
        clientIds.map((clientId) => ({ room, clientId, person: system })),
      ),
    );
    const atMs = nowMs();
    const outcomes = await log.append(
      firsts.map((first) => ({ ...first, writer: system, n: 1, person: system, atMs })),
    );
    const [failed] = outcomes.filter((outcome) => !stands(outcome));
    if (failed) throw new Error(`the first update of a room was not stored: ${failed.kind}`);
  }

  async item(item: ItemId): Promise<Read<ItemReading> | undefined> {
    return this.#toHead(itemRoom(item), (room) => ({ reading: room.item(), head: room.head }));
  }

  async items(items: readonly ItemId[]): Promise<ReadonlyMap<ItemId, Read<ItemReading>>> {
    const found = await Promise.all(
      items.map(async (item): Promise<[ItemId, Read<ItemReading>][]> => {
        const read = await this.item(item);
        return read ? [[item, read]] : [];
      }),
    );
    return new Map(found.flat());
  }

  async meeting(
    meeting: MeetingId,
    agenda: readonly ItemId[],
  ): Promise<Read<MeetingReading> | undefined> {
    return this.#toHead(meetingRoom(meeting), (room) => ({
      reading: room.meeting(agenda),
      head: room.head,
    }));
  }

  async authors(item: ItemId): Promise<ReadonlyMap<string, readonly PersonId[]>> {
    const writers = await this.#toHead(itemRoom(item), (room) =>
      [...room.writers].map(([root, people]): [string, readonly PersonId[]] => [
        root,
        [...people].filter((person) => person !== system),
      ]),
    );
    return new Map((writers ?? []).filter(([, people]) => people.length > 0));
  }

  /** Who is behind each client id of a room: what browsers need to say who wrote what. */
  async clients(room: RoomName): Promise<ReadonlyMap<number, PersonId>> {
    const clients = await this.#toHead(room, (read) =>
      [...read.clients].filter(([, person]) => person !== system),
    );
    return new Map(clients);
  }

  async hold(
    rooms: readonly RoomName[],
    holder: string,
    nowMs: number,
    untilMs: number,
  ): Promise<RoomsHeld> {
    const outcome = await this.#parts.gate.hold(rooms, { holder, nowMs, untilMs });
    return outcome.kind === 'held'
      ? { kind: 'HELD', heads: outcome.heads }
      : { kind: 'REFUSED', room: outcome.room, why: outcome.why };
  }

  release(rooms: readonly RoomName[], holder: string): Promise<void> {
    return this.#parts.gate.release(rooms, holder);
  }

  rightsChanged(person?: PersonId): void {
    this.#parts.askRightsAgain(person);
  }

  /** Reads the room to its head and gives what `look` sees there, before anybody reads on. */
  async #toHead<T>(name: RoomName, look: (room: ReadRoom) => T): Promise<T | undefined> {
    const before = this.#reading.get(name) ?? Promise.resolve();
    const reading = before
      .catch(() => undefined)
      .then(() => this.#readOn(name))
      .then((room) => room && look(room));
    this.#reading.set(name, reading);
    try {
      return await reading;
    } finally {
      if (this.#reading.get(name) === reading) this.#reading.delete(name);
    }
  }

  async #readOn(name: RoomName): Promise<ReadRoom | undefined> {
    const known = this.#read.get(name);
    const record = await this.#parts.log.read(name, known?.head ?? 0);
    this.#read.delete(name);
    if (record && known && goesOn(known, record)) {
      known.readOn(record);
      this.#keep(name, known);
      return known;
    }
    known?.destroy();
    if (!record) return undefined;
    // Read from a place in a log that is no more: from the start then.
    if (known && known.head > 0) return this.#readOn(name);
    const room = new ReadRoom(kindOf(name), record);
    this.#keep(name, room);
    return room;
  }

  #keep(name: RoomName, room: ReadRoom): void {
    this.#read.set(name, room);
    if (this.#read.size <= keptRooms) return;
    const [oldest] = this.#read;
    if (oldest === undefined) return;
    this.#read.delete(oldest[0]);
    oldest[1].destroy();
  }
}

/** False when a backup was put back: what was read before may never have been. */
function goesOn(known: ReadRoom, { epoch, head }: RoomRecord): boolean {
  return known.head > 0 && epoch === known.epoch && head >= known.head;
}

function kindOf(name: RoomName) {
  return parseRoomName(name)?.kind ?? 'item';
}

/** Stored now or before; a closed room has had its first update long ago. */
function stands({ kind }: AppendOutcome): boolean {
  return kind === 'appended' || kind === 'duplicate' || kind === 'closed';
}

function writersOf(update: Uint8Array): readonly number[] {
  const inspection = inspectUpdate(update);
  if (!inspection.ok) throw new TypeError(`a first update is ${inspection.reason}`);
  return inspection.update.structs.map(({ client }) => client);
}

function systemPerson(): PersonId {
  const read = readId('PersonId', 'system', 'person');
  if (!read.ok) throw new Error('the system has no id');
  return read.value;
}
