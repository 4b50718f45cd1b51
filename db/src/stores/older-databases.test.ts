import { drizzle as drizzleSqlite } from 'drizzle-orm/better-sqlite3';
import { migrate as migrateSqlite } from 'drizzle-orm/better-sqlite3/migrator';
import { drizzle as drizzlePostgres } from 'drizzle-orm/node-postgres';
import { migrate as migratePostgres } from 'drizzle-orm/node-postgres/migrator';
import * as sample from '@overlegtafel/usecases/sample-rows';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { copyDatabase, type KeyedDatabase, putDatabaseBack } from '../backup/copy-database.ts';
import type { Database } from '../database.ts';
import { CaseKeys } from '../keys/case-keys.ts';
import { migrationsFolder } from '../kit/migrations.ts';
import { chainStart, sealRow } from '../log/chain.ts';
import { openPool } from '../postgres/connections.ts';
import { openPostgres } from '../postgres/open-postgres.ts';
import { openToWrite } from '../sqlite/connection.ts';
import { openSqlite } from '../sqlite/open-sqlite.ts';
import { room, temporaryFolder, testKeys } from '../testing/sample-rooms.ts';
import { startPostgres } from '../testing/start-postgres.ts';

const onFatal = () => undefined;

/** The migrations up to and including the first guards, as the first version had them; or all but the last few. */
function firstMigrations(dialect: 'sqlite' | 'postgres', into: string, until = 2): string {
  const folder = join(into, `migrations-${dialect}`);
  cpSync(migrationsFolder(dialect), folder, { recursive: true });
  const path = join(folder, 'meta/_journal.json');
  const journal = JSON.parse(readFileSync(path, 'utf8')) as { entries: { tag: string }[] };
  for (const { tag } of journal.entries.slice(until)) rmSync(join(folder, `${tag}.sql`));
  writeFileSync(path, JSON.stringify({ ...journal, entries: journal.entries.slice(0, until) }));
  return folder;
}

/** A room with one sealed row and its key, as the first version stored them. */
function oldRows() {
  const keys = new CaseKeys(testKeys.wrapping);
  const wrapped = keys.make(sample.caseId);
  const key = { caseId: sample.caseId, number: 1, key: keys.unwrap(sample.caseId, wrapped) };
  const place = { room, seq: 1, person: 'chair', writer: 'w', n: 1, clientIds: '7' };
  const row = sealRow(
    { ...place, atMs: 1_000, keyNumber: 1 },
    Buffer.from('written before'),
    key,
    chainStart,
  );
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
  return (blob: (hex: string) => string, at: string) => `
    INSERT INTO case_key VALUES ('${sample.caseId}', 1, ${blob(hex(wrapped))});
    INSERT INTO key_check VALUES (1, ${blob(hex(keys.makeCheck()))});
    INSERT INTO room (id, case_id, state, head, head_hash, epoch, schema_version)
      VALUES ('${room}', '${sample.caseId}', 'open', 1, ${blob(hex(row.hash))}, 1, 1);
    INSERT INTO room_update VALUES
      ('${room}', 1, 'chair', 'w', 1, '7', ${at}, 1, ${blob(hex(row.body))}, ${blob(hex(row.hash))});`;
}

async function expectAllThere(database: Database): Promise<void> {
  const record = await database.roomLog.read(room, 0);
  expect(record?.rows.map(({ update }) => Buffer.from(update).toString())).toEqual([
    'written before',
  ]);
  expect(await database.verifyRoom(room)).toEqual({ kind: 'sound', room, rows: 1 });
  await database.ledger.commit({ guards: [], changes: sample.smallWeek, lines: [] });
  expect(await database.stores.cases([sample.caseId])).toEqual([sample.caseRow()]);
}

it('SR50 SQLite of the first version is brought up to date with everything in it', async () => {
  using folder = temporaryFolder();
  const path = join(folder.path, 'overlegtafel.db');
  const connection = openToWrite({ path, key: testKeys.file });
  const migrationsFolder = firstMigrations('sqlite', folder.path);
  migrateSqlite(drizzleSqlite(connection), { migrationsFolder });
  connection.exec(oldRows()((hex) => `x'${hex}'`, '1000'));
  connection.close();
  const fixed = { dataDir: folder.path, keys: testKeys, writer: 'main', onFatal } as const;
  for (let start = 1; start <= 2; start++) {
    const database = await openSqlite(fixed);
    await expectAllThere(database);
    await database.close();
  }
});

it('SR50 PostgreSQL of the first version is brought up to date with everything in it', async () => {
  using folder = temporaryFolder();
  const server = await startPostgres();
  try {
    const url = await server.newDatabase();
    const pool = openPool(url);
    const migrationsFolder = firstMigrations('postgres', folder.path);
    await migratePostgres(drizzlePostgres(pool), { migrationsFolder });
    await pool.query(oldRows()((hex) => `'\\x${hex}'`, 'to_timestamp(1)'));
    await pool.end();
    const database = await openPostgres({ url, keys: testKeys, onFatal });
    await expectAllThere(database);
    await database.close();
  } finally {
    await server.stop();
  }
});

/** So many migrations had the version before, as far as a backup is concerned. */
const earlier = -2;

it('OP222 a backup of SQLite by an older version comes back, up to date', async () => {
  using folder = temporaryFolder();
  const [from, to] = ['from', 'to'].map((name) => join(folder.path, name));
  if (from === undefined || to === undefined) throw new Error('no folders');
  for (const path of [from, to]) mkdirSync(path);
  const path = join(from, 'overlegtafel.db');
  const connection = openToWrite({ path, key: testKeys.file });
  const migrationsFolder = firstMigrations('sqlite', folder.path, earlier);
  migrateSqlite(drizzleSqlite(connection), { migrationsFolder });
  connection.exec(oldRows()((hex) => `x'${hex}'`, '1000'));
  connection.close();
  await putBack(
    { kind: 'sqlite', path, keys: testKeys },
    { kind: 'sqlite', path: join(to, 'overlegtafel.db'), keys: testKeys },
    folder.path,
  );
  expect(readdirSync(to)).toEqual(['overlegtafel.db']);
  const database = await openSqlite({ dataDir: to, keys: testKeys, writer: 'main', onFatal });
  await expectAllThere(database);
  await database.close();
});

it('OP222 a backup of PostgreSQL by an older version comes back, up to date', async () => {
  using folder = temporaryFolder();
  const server = await startPostgres();
  try {
    const url = await server.newDatabase();
    const pool = openPool(url);
    const migrationsFolder = firstMigrations('postgres', folder.path, earlier);
    await migratePostgres(drizzlePostgres(pool), { migrationsFolder });
    await pool.query(oldRows()((hex) => `'\\x${hex}'`, 'to_timestamp(1)'));
    await pool.end();
    const empty = await server.newDatabase();
    const of = (address: string) => ({ kind: 'postgresql', url: address, keys: testKeys }) as const;
    await putBack(of(url), of(empty), folder.path);
    const database = await openPostgres({ url: empty, keys: testKeys, onFatal });
    await expectAllThere(database);
    await database.close();
  } finally {
    await server.stop();
  }
});

async function putBack(from: KeyedDatabase, to: KeyedDatabase, folder: string): Promise<void> {
  const backup = join(folder, 'backup');
  mkdirSync(backup);
  const copy = await copyDatabase(from, backup);
  const checkpoints = { folder: join(backup, 'checkpoints') };
  const verdicts = await putDatabaseBack(copy, { folder: backup, checkpoints }, to);
  expect(verdicts.filter(({ kind }) => kind === 'BROKEN')).toEqual([]);
}
