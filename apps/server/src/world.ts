import type { Database } from '@overlegtafel/db';
import { defaultTaskAccess, instant, type PersonId, type TaskAccess } from '@overlegtafel/domain';
import type { RoomName } from '@overlegtafel/protocol';
import type { RoomClock, RoomPlace, RoomRights, Rooms } from '@overlegtafel/rooms';
import {
  type AuditWorld,
  completing,
  type KeptAnswers,
  noAccess,
  type Presence,
  recordRoom,
  type RoomAccess,
  type World,
} from '@overlegtafel/usecases';
import { AskedRights } from './documents/asked-rights.ts';
import { LogMeetingRooms } from './documents/meeting-rooms.ts';
import { ObservedLog } from './documents/observed-log.ts';
import { openRooms } from './documents/open-rooms.ts';
import { RoomBook } from './documents/room-book.ts';
import { LiveWire } from './live/live-wire.ts';
import type { ClockWatch } from './lifecycle/clock-watch.ts';
import type { Log } from './log.ts';
import { randomId } from './random-id.ts';

/** What a world is made of. */
export interface WorldParts {
  readonly database: Pick<
    Database,
    'roomLog' | 'roomGate' | 'stores' | 'ledger' | 'audit' | 'keptAnswers' | 'presence'
  >;
  readonly log: Log;
  readonly now: () => number;
  /** How long access by a task lasts; absent: as the domain has it. */
  readonly taskAccess?: TaskAccess;
  /** Whether what is destroyed has to wait; absent where nothing is. */
  readonly watch?: Pick<ClockWatch, 'isWaiting'>;
  /** What people may do in rooms, asked of the use cases for many at once. */
  readonly access: (places: readonly RoomPlace[], world: World) => Promise<readonly RoomAccess[]>;
  /** Time and turns of the rooms; absent: those of this process. */
  readonly roomClock?: RoomClock;
}

/** Everything that use cases, rooms and connections of one process share. */
export interface ServerWorld {
  readonly world: AuditWorld;
  readonly rooms: Rooms;
  readonly rights: RoomRights;
  /** Where entering a document is put on the record. */
  readonly book: RoomBook;
  readonly keptAnswers: KeptAnswers;
  readonly presence: Presence;
  readonly wire: LiveWire;
  /** Who is behind each client id of a room. */
  readonly clients: (room: RoomName) => Promise<ReadonlyMap<number, PersonId>>;
  /** Rights changed, here or in another process, of one person or of anybody: they are asked again. */
  readonly rightsChanged: (person?: PersonId) => void;
}

/** Joins the database, the rooms and the live connections into what use cases reach. */
export function createWorld({
  database,
  log,
  now,
  access,
  roomClock,
  taskAccess = defaultTaskAccess,
  watch,
}: WorldParts): ServerWorld {
  const wire = new LiveWire();
  const observed = new ObservedLog(database.roomLog);
  observed.observe((room) => {
    wire.wrote(room);
  });
  const rights = new AskedRights((places) => access(places, world), now);
  const rooms = openRooms({
    log: observed,
    gate: database.roomGate,
    rights,
    lines: log,
    wire,
    ...(roomClock ? { clock: roomClock } : {}),
  });
  const rightsChanged = (person?: PersonId) => {
    rights.forget(person);
    rooms.rightsChanged(person).catch((error: unknown) => {
      log.failure('rights', error);
    });
  };
  const read = new LogMeetingRooms({
    log: observed,
    gate: database.roomGate,
    nowMs: now,
    askRightsAgain: rightsChanged,
  });
  const world: AuditWorld = {
    audit: database.audit,
    stores: database.stores,
    ledger: completing(database.ledger, database.stores, () => instant(now())),
    rooms: read,
    now: () => instant(now()),
    taskAccess,
    destructionWaits: () => watch?.isWaiting ?? false,
    newId: randomId,
    tell: (happening) => {
      wire.tell(happening);
    },
  };
  const book = new RoomBook({
    access: (person, room) => rights.access(person, room),
    record: (step, visit, known, caller) =>
      recordRoom(step, { ...visit, access: known }, caller, world),
    nothing: noAccess,
    nowMs: now,
  });
  const clients = (room: RoomName) => read.clients(room);
  const { keptAnswers, presence } = database;
  return { world, rooms, rights, book, keptAnswers, presence, wire, clients, rightsChanged };
}
