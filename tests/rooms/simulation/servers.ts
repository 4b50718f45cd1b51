import type { PersonId } from '@overlegtafel/domain';
import type { RoomName } from '@overlegtafel/protocol';
import {
  Rooms,
  type Connection,
  type Member,
  type RoomLog,
  type RoomReport,
  type Session,
  type Visit,
} from '@overlegtafel/rooms';
import type { MemoryRoomLog } from '@overlegtafel/rooms/memory-room-log';
import type { Random } from '../../seeded-random.ts';
import { SimulatedLog, type DiskWeather } from './simulated-log.ts';
import type { Line } from './network.ts';
import { ProcessClock, type VirtualTime } from './virtual-time.ts';

/** What a server offers to a connection; a deliberately broken one offers the same. */
export interface Host {
  join(room: RoomName, member: Member, connection: Connection): Session;
}

/** Ways to make the server wrong on purpose, from outside. */
export interface Break {
  log?(log: RoomLog, clock: ProcessClock): RoomLog;
  host?(host: Host): Host;
}

export interface Rights {
  readonly mayRead: Set<PersonId>;
  readonly mayWrite: Set<PersonId>;
}

interface ProcessParts {
  readonly time: VirtualTime;
  readonly random: Random;
  readonly stored: MemoryRoomLog;
  readonly weather: DiskWeather;
  readonly rights: Rights;
  readonly break: Break;
  readonly report: (report: RoomReport) => void;
}

/** What is put on the record is no part of what is played here. */
const offTheRecord: Visit = {
  entered: () => Promise.resolve(),
  wrote: () => Promise.resolve(),
  turnedAway: () => Promise.resolve(),
  left: () => undefined,
};

/** One server process: lives until it is killed, and then another one starts in its place. */
export class ServerProcess {
  readonly #parts: ProcessParts;
  readonly #lines = new Set<Line>();
  #clock: ProcessClock;
  #rooms: Rooms | undefined;
  #host: Host | undefined;
  #connections = 0;

  constructor(parts: ProcessParts) {
    this.#parts = parts;
    this.#clock = new ProcessClock(parts.time);
    this.start();
  }

  get isUp(): boolean {
    return this.#rooms !== undefined;
  }

  get rooms(): Rooms | undefined {
    return this.#rooms;
  }

  start(): void {
    if (this.#rooms) return;
    const { time, random, stored, weather, rights, report } = this.#parts;
    const clock = new ProcessClock(time);
    this.#clock = clock;
    const plain: RoomLog = new SimulatedLog(stored, clock, random, weather);
    const log = this.#parts.break.log?.(plain, clock) ?? plain;
    this.#rooms = new Rooms({
      log,
      clock,
      report,
      newId: () => `c${++this.#connections}.${random.below(2 ** 31)}`,
      rights: {
        mayRead: (person) => rights.mayRead.has(person),
        mayWrite: (person) => rights.mayWrite.has(person),
      },
    });
    const rooms = this.#rooms;
    const host: Host = { join: (...given) => rooms.join(...given, offTheRecord) };
    this.#host = this.#parts.break.host?.(host) ?? host;
  }

  take(room: RoomName, member: Member, line: Line): void {
    const session = this.#host?.join(room, member, line);
    if (!session) return;
    this.#lines.add(line);
    line.opened(session);
  }

  /** kill -9: whatever it was doing, it no longer does. */
  kill(): void {
    this.#clock.isAlive = false;
    this.#rooms = undefined;
    this.#host = undefined;
    for (const line of this.#lines) line.die();
    this.#lines.clear();
  }
}
