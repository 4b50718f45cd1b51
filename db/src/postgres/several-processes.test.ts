import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Database } from '../database.ts';
import { UnsupportedVersionError, WrongKeyError } from '../errors.ts';
import { entry, otherKeys, room, testKeys } from '../testing/sample-rooms.ts';
import { startPostgres, type TestPostgres } from '../testing/start-postgres.ts';
import { checkSettings, openPool } from './connections.ts';
import { openPostgres } from './open-postgres.ts';

const onFatal = (error: Error) => {
  throw error;
};
let server: TestPostgres;
let url: string;
let beside: pg.Pool;
let opened: Database[];

beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());

beforeEach(async () => {
  url = await server.newDatabase();
  beside = openPool(url);
  opened = [];
});
afterEach(async () => {
  for (const database of opened) await database.close();
  await beside.end();
});

async function open(): Promise<Database> {
  const database = await openPostgres({ url, keys: testKeys, onFatal });
  opened.push(database);
  return database;
}

/** Ends the connections of the processes under test, as a restart of the server would. */
const cutConnections = (which = '') =>
  beside.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid() AND query LIKE $1`,
    [`%${which}%`],
  );

/** Asks again after an error, as the rooms do, but not for ever. */
function untilAnswered<T>(ask: () => Promise<T>): Promise<T> {
  return vi.waitFor(ask, { timeout: 10_000 });
}

describe('the start', () => {
  it('ST41 several processes start on an empty database at the same moment', async () => {
    const all = await Promise.all([open(), open(), open()]);
    await all[0].roomGate.create([{ room, schemaVersion: 1 }]);
    expect(await all[2].roomLog.append([entry(1)])).toEqual([{ kind: 'appended', seq: 1 }]);
  });

  it('ST41 a database of a newer version is refused', async () => {
    await open();
    await beside.query(
      `INSERT INTO drizzle.__drizzle_migrations (hash, created_at) VALUES ('new', 9e15)`,
    );
    await expect(open()).rejects.toThrow(UnsupportedVersionError);
  });

  it('ST32 another key is refused', async () => {
    await open();
    const opening = openPostgres({ url, keys: otherKeys, onFatal });
    await expect(opening).rejects.toThrow(WrongKeyError);
  });

  it('ST1 a connection that does not wait for the disk is refused', async () => {
    await checkSettings(beside);
    const careless = new pg.Pool({ connectionString: url, options: '-c synchronous_commit=off' });
    await expect(checkSettings(careless)).rejects.toThrow('synchronous_commit = off');
    await careless.end();
  });

  it('ST31 the database has none of the words', async () => {
    const database = await open();
    await database.roomGate.create([{ room, schemaVersion: 1 }]);
    await database.roomLog.append([entry(1)]);
    const state = Buffer.from('canary');
    await database.roomLog.saveSnapshot(room, { upTo: 1, state, stateVector: state });
    const { rows } = await beside.query<{ all: string }>(
      `SELECT encode(string_agg(body, ''), 'escape') AS all
       FROM (SELECT body FROM room_update UNION ALL SELECT body FROM room_snapshot) AS bodies`,
    );
    expect(rows[0]?.all.length).toBeGreaterThan(50);
    expect(rows[0]?.all).not.toContain('canary');
  });
});

describe('connections that are cut', () => {
  it('ST51 what is sent again after an error gives the truth, each row once', async () => {
    const database = await open();
    await database.roomGate.create([{ room, schemaVersion: 1 }]);
    const total = 30;
    let errors = 0;
    for (let n = 1; n <= total; n++) {
      const cut = n % 3 === 0 ? cutConnections().catch(() => undefined) : undefined;
      const first = await database.roomLog.append([entry(n)]).catch(() => undefined);
      await cut;
      if (!first) errors++;
      const again = await untilAnswered(() => database.roomLog.append([entry(n)]));
      expect(again).toEqual([{ kind: first ? 'duplicate' : again[0]?.kind, seq: n }]);
    }
    expect(errors).toBeGreaterThan(0);
    await expect
      .poll(() => database.verifyRoom(room).catch(() => undefined))
      .toMatchObject({
        kind: 'sound',
        rows: total,
      });
  });

  it('ST50 listens again after its connection was lost; until then reading on gives everything', async () => {
    const [mine, theirs] = [await open(), await open()];
    await mine.roomGate.create([{ room, schemaVersion: 1 }]);
    const told: string[] = [];
    const stop = mine.roomLog.watch((name) => told.push(name));
    await cutConnections('LISTEN');
    await theirs.roomLog.append([entry(1)]);
    expect((await mine.roomLog.read(room, 0))?.head).toBe(1);
    let n = 1;
    const hearsAgain = async () => {
      await theirs.roomLog.append([entry(++n)]).catch(() => undefined);
      return told.length;
    };
    await expect.poll(hearsAgain, { timeout: 10_000, interval: 100 }).toBeGreaterThan(0);
    stop();
  });
});
