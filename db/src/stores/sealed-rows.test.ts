import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { openPool } from '../postgres/connections.ts';
import { openPostgres } from '../postgres/open-postgres.ts';
import { openToWrite } from '../sqlite/connection.ts';
import { openSqlite } from '../sqlite/open-sqlite.ts';
import { temporaryFolder, testKeys } from '../testing/sample-rooms.ts';
import { startPostgres, type TestPostgres } from '../testing/start-postgres.ts';
import { describeSealedRows } from './sealed-rows.contract.ts';

type Rows = readonly Readonly<Record<string, unknown>>[];

const onFatal = (error: Error) => {
  throw error;
};
let server: TestPostgres;

beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());

describeSealedRows('SQLite', async () => {
  const folder = temporaryFolder();
  const fixed = { dataDir: folder.path, keys: testKeys, writer: 'main', onFatal } as const;
  const database = await openSqlite(fixed);
  const beside = openToWrite({ path: join(folder.path, 'overlegtafel.db'), key: testKeys.file });
  return {
    database,
    run: (sql) =>
      new Promise<Rows>((resolve) => {
        const statement = beside.prepare(sql);
        if (statement.reader) resolve(statement.all() as Rows);
        else resolve([{ changes: statement.run().changes }]);
      }),
    async dispose() {
      beside.close();
      await database.close();
      folder[Symbol.dispose]();
    },
  };
});

describeSealedRows('PostgreSQL', async () => {
  const url = await server.newDatabase();
  const database = await openPostgres({ url, keys: testKeys, onFatal });
  const pool = openPool(url);
  return {
    database,
    run: async (sql) => (await pool.query<Readonly<Record<string, unknown>>>(sql)).rows,
    async dispose() {
      await pool.end();
      await database.close();
    },
  };
});
