import type { RoomName } from '@overlegtafel/protocol';
import { describeRoomLog } from '@overlegtafel/rooms/room-log.contract';
import { drizzle } from 'drizzle-orm/node-postgres';
import { afterAll, beforeAll } from 'vitest';
import type { Database } from '../database.ts';
import type { Orm } from '../kit/orm.ts';
import { postgresKit } from '../kit/postgres-kit.ts';
import { defineTables } from '../tables.ts';
import { testKeys } from '../testing/sample-rooms.ts';
import { startPostgres, type TestPostgres } from '../testing/start-postgres.ts';
import { describeAuditTrail } from '../testing/audit-trail.contract.ts';
import { describeStorage, type StorageUnderTest } from '../testing/storage.contract.ts';
import { openPool } from './connections.ts';
import { openPostgres } from './open-postgres.ts';

const onFatal = (error: Error) => {
  throw error;
};
let server: TestPostgres;
let url: string;

beforeAll(async () => {
  server = await startPostgres();
  url = await server.newDatabase();
});
afterAll(() => server.stop());

/** Any number of processes on the one database; what they made is destroyed afterwards. */
function processes() {
  const opened: Database[] = [];
  return {
    open: async () => {
      const database = await openPostgres({ url, keys: testKeys, onFatal });
      opened.push(database);
      return database;
    },
    dispose: async () => {
      const names = (await opened[0]?.verifyAll()) ?? [];
      await opened[0]?.roomGate.destroy(names.map(({ room }) => room as RoomName));
      for (const database of opened) await database.close();
    },
  };
}

const audited = ['access_line', 'processing_line', 'audit_stream'];
const guarded = ['room_update', 'room', ...audited];

const asPorts = ({ roomLog: log, roomGate: gate }: Database) => ({ log, gate });

describeRoomLog('PostgreSQL', async () => {
  const { open, dispose } = processes();
  return { ...asPorts(await open()), another: async () => asPorts(await open()), dispose };
});

const makeStorage = async (): Promise<StorageUnderTest> => {
  const { open, dispose } = processes();
  const database = await open();
  const pool = openPool(url);
  const run = async (sql: string) => void (await pool.query(sql));
  const guards = async (state: 'ENABLE' | 'DISABLE') => {
    for (const table of guarded) await run(`ALTER TABLE ${table} ${state} TRIGGER USER`);
  };
  return {
    database,
    tables: defineTables(postgresKit),
    orm: drizzle(pool) as unknown as Orm,
    another: open,
    runBeside: run,
    stopLog: 'ALTER TABLE access_line ADD CONSTRAINT stop CHECK (false) NOT VALID',
    async tamper(sql) {
      await guards('DISABLE');
      await run(sql);
      await guards('ENABLE');
    },
    async dispose() {
      await guards('DISABLE');
      for (const table of audited) await run(`DELETE FROM ${table}`);
      await run('ALTER TABLE access_line DROP CONSTRAINT IF EXISTS stop');
      await guards('ENABLE');
      await run('DELETE FROM purge_permit');
      await dispose();
      await pool.end();
    },
  };
};
describeStorage('PostgreSQL', makeStorage);
describeAuditTrail('PostgreSQL', makeStorage);
