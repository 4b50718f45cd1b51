// edge: rows as PostgreSQL gives them
import { drizzle } from 'drizzle-orm/node-postgres';
import { getTableName } from 'drizzle-orm';
import { join } from 'node:path';
import type pg from 'pg';
import { identityOf, readHeads } from '../audit/heads.ts';
import { chainsToRead } from '../audit/open-to-verify.ts';
import type { InstallationKeys } from '../keys/key-file.ts';
import { migrationsFolder, refuseUnknownMigrations } from '../kit/migrations.ts';
import type { Orm } from '../kit/orm.ts';
import { postgresKit } from '../kit/postgres-kit.ts';
import { openPool } from '../postgres/connections.ts';
import { appliedIn } from '../postgres/migrate.ts';
import { defineTables } from '../tables.ts';
import { copyNames, type DatabaseCopy } from './backup-form.ts';
import { refuseBrokenCopy } from './check-copy.ts';
import { ChunkWriter } from './chunks.ts';

const rowsAtOnce = 500;

/** Every table under its name in the database, those that others refer to first. */
export function tableNames(): readonly string[] {
  return Object.values(defineTables(postgresKit)).map((table) => getTableName(table));
}

/** Writes all rows as they are at one moment, sealed. Whoever writes meanwhile does not wait. */
export async function exportPostgres(
  { url, keys }: { readonly url: string; readonly keys: InstallationKeys },
  folder: string,
): Promise<DatabaseCopy> {
  const file = copyNames.postgresql;
  const pool = openPool(url);
  const writer = new ChunkWriter(join(folder, file), keys.backups);
  try {
    return await inOneMoment(pool, async (client) => {
      for (const table of await tablesIn(client)) await exportTable(client, table, writer);
      writer.finish();
      const applied = await appliedIn(client);
      refuseUnknownMigrations(applied, migrationsFolder('postgres'));
      const orm = drizzle(client) as unknown as Orm;
      const storage = { tables: defineTables(postgresKit), orm };
      await refuseBrokenCopy(chainsToRead(storage, keys));
      const heads = await readHeads(storage);
      const database = await identityOf(storage);
      return { kind: 'postgresql', file, database, migrations: applied.length, heads };
    });
  } finally {
    writer.close();
    await pool.end();
  }
}

/** Those that this database has: one that waits for its next start may lack the newest. */
async function tablesIn(client: pg.PoolClient): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(
    'SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema()',
  );
  const there = new Set(rows.map(({ name }) => name));
  return tableNames().filter((name) => there.has(name));
}

async function inOneMoment<T>(pool: pg.Pool, read: (client: pg.PoolClient) => Promise<T>) {
  const client = await pool.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    return await read(client);
  } finally {
    // Ends the reading, also after an error.
    client.release(true);
  }
}

/** A line with the name of the table, then one for each row: JSON has no line ends of its own. */
async function exportTable(
  client: pg.PoolClient,
  table: string,
  writer: ChunkWriter,
): Promise<void> {
  writer.add(`table ${table}`);
  const rows = `SELECT row_to_json(t)::text AS row FROM "${table}" t`;
  await client.query(`DECLARE rows_of_table NO SCROLL CURSOR FOR ${rows}`);
  for (;;) {
    const got = await client.query<{ row: string }>(`FETCH ${rowsAtOnce} FROM rows_of_table`);
    for (const { row } of got.rows) writer.add(row);
    if (got.rows.length < rowsAtOnce) break;
  }
  await client.query('CLOSE rows_of_table');
}
