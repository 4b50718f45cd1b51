// edge: moments, and ids of cases, that a test makes up
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openPostgres, openSqlite, readOrMakeKeyFile } from '@overlegtafel/db';
import { changeFile } from '@overlegtafel/db/testing/change-file';
import type { TestPostgres } from '@overlegtafel/db/testing/start-postgres';
import { type Instant, instant, type PersonId } from '@overlegtafel/domain';
import { openDocument, writeAction } from '@overlegtafel/documents';
import { type RoomName, step1Message } from '@overlegtafel/protocol';
import type { Connection } from '@overlegtafel/rooms';
import { ManualClock } from '@overlegtafel/rooms/testing/manual-clock';
import {
  type Caller,
  type Change,
  type ItemDeedContent,
  roomAccesses,
} from '@overlegtafel/usecases';
import { esdoornSeed, smallRooms, smallRows } from '@overlegtafel/usecases/small-table.fixture';
import {
  ids,
  organisation,
  ownedBy,
  person,
  start,
} from '@overlegtafel/usecases/small-people.fixture';
import * as Y from 'yjs';
import { createWorld, type ServerWorld } from '../world.ts';

const log = { failure: () => undefined, event: () => undefined };
const noUpdate = Uint8Array.of(0);
const stepMs = 100;

/** The two databases on which it is proven, each with a way to write past the server. */
export interface Storage {
  open(): Promise<Database>;
  past(sql: string): Promise<void>;
  dispose(): Promise<void>;
}

export function onSqlite(now: () => number): Storage {
  const folder = mkdtempSync(join(tmpdir(), 'rights-end-'));
  const keyFile = join(folder, 'practice.key');
  const keys = readOrMakeKeyFile(keyFile);
  return {
    open: () => openSqlite({ dataDir: folder, keys, onFatal, now, writer: 'main' }),
    past: (sql) => Promise.resolve(changeFile(folder, keyFile, sql)),
    dispose: () => Promise.resolve(rmSync(folder, { recursive: true, force: true })),
  };
}

export async function onPostgres(server: TestPostgres, now: () => number): Promise<Storage> {
  const folder = mkdtempSync(join(tmpdir(), 'rights-end-'));
  const keys = readOrMakeKeyFile(join(folder, 'practice.key'));
  const url = await server.newDatabase();
  const opened: Database[] = [];
  return {
    async open() {
      const database = await openPostgres({ url, keys, onFatal, now });
      opened.push(database);
      return database;
    },
    past: async (sql) => void (await opened[0]?.pool?.query(sql)),
    dispose: () => Promise.resolve(rmSync(folder, { recursive: true, force: true })),
  };
}

function onFatal(error: Error): void {
  throw error;
}

/** Somebody in a room of one process. */
export class Sitting implements Connection {
  code: number | undefined;
  messages = 0;

  send(messages: readonly Uint8Array[]): void {
    this.messages += messages.length;
  }

  close(code: number): void {
    this.code ??= code;
  }

  bufferedBytes(): number {
    return 0;
  }
}

/** One process, which counts what it asks, so that a test can wait for the answers. */
class Process {
  readonly shared: ServerWorld;
  readonly database: Database;
  asking = 0;

  constructor(database: Database, clock: ManualClock, daysAfterTask: number) {
    this.database = database;
    this.shared = createWorld({
      database,
      log,
      now: () => clock.nowMs(),
      roomClock: clock,
      taskAccess: { daysAfterTask },
      access: async (places, world) => {
        this.asking += 1;
        try {
          return await roomAccesses(places, world);
        } finally {
          this.asking -= 1;
        }
      },
    });
  }
}

/**
 * Two processes on one database and with one clock, which hear nothing of each other: what one does, the other finds
 * out by itself or not at all.
 */
export class TwoProcesses {
  readonly clock: ManualClock;
  readonly here: Process;
  readonly there: Process;
  readonly #storage: Storage;
  #deeds = 0;

  private constructor(
    clock: ManualClock,
    storage: Storage,
    processes: readonly [Process, Process],
  ) {
    this.clock = clock;
    this.#storage = storage;
    [this.here, this.there] = processes;
  }

  static async start(
    make: (now: () => number) => Storage | Promise<Storage>,
    daysAfterTask: number,
  ): Promise<TwoProcesses> {
    const clock = new ManualClock();
    clock.jump(start - clock.nowMs());
    const storage = await make(() => clock.nowMs());
    const open = async () => new Process(await storage.open(), clock, daysAfterTask);
    const [here, there] = [await open(), await open()];
    const both = new TwoProcesses(clock, storage, [here, there]);
    const actions = [ids.callSchool, ids.shelter].map((id, n) => ({
      ...(esdoornSeed.actions?.[n] ?? { id }),
      id,
      owner: ownedBy(['task-moved', 'task-over'][n] ?? ''),
    }));
    const seed = { ...esdoornSeed, actions } as typeof esdoornSeed;
    await both.write(...smallRows());
    await here.shared.world.rooms.prepare(smallRooms({ seed }));
    return both;
  }

  get now(): Instant {
    return instant(this.clock.nowMs());
  }

  caller(who: string): Caller {
    return { person: person(who), traceId: 'trace', origin: 'origin', session: 'session' };
  }

  async write(...changes: readonly Change[]): Promise<void> {
    await this.here.database.ledger.commit({ guards: [], changes, lines: [] });
  }

  /** Somebody with one place at the table. */
  async member(id: string, role: 'vt-worker' | 'police', until?: Instant): Promise<void> {
    const who = { id: person(id), name: id, initials: 'XX', organisation: organisation('politie') };
    await this.write({ put: 'person', row: who }, this.#place(id, role, until));
  }

  async place(id: string, role: 'vt-worker' | 'police', until?: Instant): Promise<void> {
    await this.write(this.#place(id, role, until));
  }

  #place(id: string, role: 'vt-worker' | 'police', until?: Instant): Change {
    return {
      put: 'membership',
      row: {
        id: `at-${id}`,
        person: person(id),
        role,
        organisation: organisation('politie'),
        table: ids.table,
        from: instant(start - 1_000),
        ...(until === undefined ? {} : { until }),
      },
    };
  }

  /** Something that somebody did to the item, as it is stored; nobody is told. */
  async deed(
    by: string,
    content: ItemDeedContent,
    item = ids.esdoorn,
    at = this.now,
  ): Promise<void> {
    this.#deeds += 1;
    const row = {
      id: `deed-${this.#deeds}`,
      item,
      meeting: ids.meeting,
      by: person(by),
      at,
      content,
    };
    await this.write({ add: 'itemDeed', row });
  }

  /** Gives an action to somebody else in the document, through the log and through no room. */
  async giveAction(to: string): Promise<void> {
    const room: RoomName = `item:${ids.esdoorn}`;
    const { roomLog } = this.here.database;
    const record = await roomLog.read(room, 0);
    if (!record) throw new Error('no room');
    const doc = openDocument(
      'item',
      record.rows.map(({ update }) => update),
    );
    const before = Y.encodeStateVector(doc);
    writeAction(doc, { id: ids.callSchool, field: 'owner' }, ownedBy(to));
    const update = Y.encodeStateAsUpdate(doc, before);
    const by: PersonId = person('chair');
    const entry = { room, writer: 'chair/test', n: 1, person: by, clientIds: [doc.clientID] };
    await roomLog.append([{ ...entry, atMs: this.clock.nowMs(), update }]);
  }

  past(sql: string): Promise<void> {
    return this.#storage.past(sql);
  }

  /** Somebody in the room of an item at a process, who got its content. */
  async sit(at: Process, who: string, item: string = ids.esdoorn): Promise<Sitting> {
    const { rooms, book } = at.shared;
    const connection = new Sitting();
    const room: RoomName = `item:${item}`;
    const member = { person: person(who), name: who, organisation: 'VT', role: 'chair' };
    const visit = book.visit(room, 'WEBSOCKET', this.caller(who));
    const session = rooms.join(room, member, connection, visit);
    session.receive(step1Message(noUpdate));
    await this.until(() => connection.messages > 0 || connection.code !== undefined);
    if (connection.code !== undefined)
      throw new Error(`${who} did not come in: ${connection.code}`);
    return connection;
  }

  /** Lets time pass for both, and what they asked be answered at each moment. */
  async pass(ms: number): Promise<void> {
    for (let passed = 0; passed < ms; passed += stepMs) {
      await this.clock.advance(Math.min(stepMs, ms - passed));
      await this.until(() => this.here.asking + this.there.asking === 0);
    }
  }

  /** Waits for what is under way, while no time passes. */
  async until(isSo: () => boolean): Promise<void> {
    do await this.clock.settle();
    while (!isSo());
  }

  async stop(): Promise<void> {
    for (const { shared, database } of [this.here, this.there]) {
      await shared.rooms.stop();
      await database.close();
    }
    await this.#storage.dispose();
  }
}
