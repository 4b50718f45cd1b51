import { afterAll, beforeAll, describe } from 'vitest';
import type { Database } from '../database.ts';
import { openPostgres } from '../postgres/open-postgres.ts';
import { openSqlite } from '../sqlite/open-sqlite.ts';
import { temporaryFolder, testKeys } from '../testing/sample-rooms.ts';
import { startPostgres, type TestPostgres } from '../testing/start-postgres.ts';
import { describeSessionStore } from './sessions.contract.ts';

const onFatal = (error: Error) => {
  throw error;
};

describe('sessions on SQLite', () => {
  const folder = temporaryFolder();
  const fixed = { dataDir: folder.path, keys: testKeys, writer: 'main', onFatal } as const;
  let database: Database;
  let another: Database;
  beforeAll(async () => {
    database = await openSqlite(fixed);
    another = await openSqlite(fixed);
  });
  afterAll(async () => {
    await another.close();
    await database.close();
    folder[Symbol.dispose]();
  });
  describeSessionStore(
    () => database.sessions,
    () => another.sessions,
  );
});

describe('sessions on PostgreSQL', () => {
  let server: TestPostgres;
  let database: Database;
  let another: Database;
  beforeAll(async () => {
    server = await startPostgres();
    const url = await server.newDatabase();
    database = await openPostgres({ url, keys: testKeys, onFatal });
    another = await openPostgres({ url, keys: testKeys, onFatal });
  });
  afterAll(async () => {
    await another.close();
    await database.close();
    await server.stop();
  });
  describeSessionStore(
    () => database.sessions,
    () => another.sessions,
  );
});
