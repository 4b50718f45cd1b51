import type pg from 'pg';
import type { KeyedDatabase } from '../backup/copy-database.ts';
import { CaseKeys } from '../keys/case-keys.ts';
import { migrationsFolder, refuseUnknownMigrations, type Applied } from '../kit/migrations.ts';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { checkSettings, openPool } from '../postgres/connections.ts';
import { appliedIn as appliedInPostgres } from '../postgres/migrate.ts';
import { openToRead, sqliteVersion } from '../sqlite/connection.ts';
import { appliedIn as appliedInSqlite } from '../sqlite/migrate.ts';

/** What can be said of a database without writing in it. */
export interface Inspection {
  /** Of SQLite or PostgreSQL itself. */
  readonly version: string;
  readonly migrations: { readonly had: number; readonly known: number };
}

/**
 * Looks whether a database can be used: its key, its settings, its migrations.
 *
 * @throws {WrongKeyError} when the key does not open it
 * @throws {UnsupportedVersionError} when it is of a newer version, or keeps no promises
 */
export function inspectDatabase(of: KeyedDatabase): Promise<Inspection> {
  return of.kind === 'postgresql' ? inspectPostgres(of) : Promise.resolve(inspectSqlite(of));
}

function inspectSqlite({ path, keys }: Extract<KeyedDatabase, { readonly kind: 'sqlite' }>) {
  const connection = openToRead({ path, key: keys.file });
  try {
    const version = sqliteVersion(connection);
    return { version, migrations: counted(appliedInSqlite(connection), 'sqlite') };
  } finally {
    connection.close();
  }
}

async function inspectPostgres({
  url,
  keys,
}: Extract<KeyedDatabase, { readonly kind: 'postgresql' }>): Promise<Inspection> {
  const pool = openPool(url);
  let client: pg.PoolClient | undefined;
  try {
    await checkSettings(pool);
    client = await pool.connect();
    const { rows } = await client.query<{ server_version: string }>('SHOW server_version');
    const applied = await appliedInPostgres(client);
    if (applied.length > 0) await checkKey(client, new CaseKeys(keys.wrapping));
    const version = rows[0]?.server_version ?? '';
    return { version, migrations: counted(applied, 'postgres') };
  } finally {
    client?.release();
    await pool.end();
  }
}

async function checkKey(client: pg.PoolClient, keys: CaseKeys): Promise<void> {
  const { rows } = await client.query<{ wrapped: Buffer }>('SELECT wrapped FROM key_check');
  if (rows[0]) keys.check(rows[0].wrapped);
}

function counted(applied: readonly Applied[], dialect: 'sqlite' | 'postgres') {
  const folder = migrationsFolder(dialect);
  refuseUnknownMigrations(applied, folder);
  return { had: applied.length, known: readMigrationFiles({ migrationsFolder: folder }).length };
}
