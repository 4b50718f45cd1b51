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
  let database: Database;
  beforeAll(async () => {
    database = await openSqlite({
      dataDir: folder.path,
      keys: testKeys,
      writer: 'main',
      onFatal,
    });
  });
  afterAll(async () => {
    await database.close();
    folder[Symbol.dispose]();
  });
  describeSessionStore(() => database.sessions);
});

describe('sessions on PostgreSQL', () => {
  let server: TestPostgres;
  let database: Database;
  beforeAll(async () => {
    server = await startPostgres();
    const url = await server.newDatabase();
    database = await openPostgres({ url, keys: testKeys, onFatal });
  });
  afterAll(async () => {
    await database.close();
    await server.stop();
  });
  describeSessionStore(() => database.sessions);
});
