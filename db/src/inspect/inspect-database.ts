import type pg from 'pg';
import type { VerifyConfig } from '../audit/open-to-verify.ts';
import { CaseKeys } from '../keys/case-keys.ts';
import { migrationsFolder, refuseUnknownMigrations, type Applied } from '../kit/migrations.ts';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { checkSettings, openPool } from '../postgres/connections.ts';
import { appliedIn as appliedInPostgres } from '../postgres/migrate.ts';
import { FatalStorageError } from '../errors.ts';
import { type Connection, openToRead, quickCheck, sqliteVersion } from '../sqlite/connection.ts';
import { storedKeyCheck } from '../sqlite/key-check.ts';
import { appliedIn as appliedInSqlite } from '../sqlite/migrate.ts';

/** What can be said of a database without writing in it. */
export interface Inspection {
  /** Of SQLite or PostgreSQL itself. */
  readonly version: string;
  readonly migrations: { readonly had: number; readonly known: number };
}

/**
 * Looks whether a database can be used: its key, every page of its file, its settings, its migrations.
 *
 * @throws {WrongKeyError} when the key does not open it
 * @throws {FatalStorageError} when a page is damaged
 * @throws {UnsupportedVersionError} when it is of a newer version
 * @throws {UnsafeSettingsError} when it keeps no promises
 */
export async function inspectDatabase(of: VerifyConfig): Promise<Inspection> {
  return of.kind === 'postgresql' ? inspectPostgres(of) : inspectSqlite(of);
}

function inspectSqlite({ path, keys }: Extract<VerifyConfig, { readonly kind: 'sqlite' }>) {
  const connection = openToRead({ path, key: keys.file });
  try {
    const damage = quickCheck(connection);
    if (damage !== undefined) throw new FatalStorageError(`${path} is damaged: ${damage}`);
    const version = sqliteVersion(connection);
    const migrations = counted(appliedInSqlite(connection), 'sqlite');
    if (migrations.had > 0) checkStoredKey(connection, new CaseKeys(keys.wrapping));
    return { version, migrations };
  } finally {
    connection.close();
  }
}

function checkStoredKey(connection: Connection, keys: CaseKeys): void {
  const wrapped = storedKeyCheck(connection);
  if (wrapped) keys.check(wrapped);
}

async function inspectPostgres({
  url,
  keys,
}: Extract<VerifyConfig, { readonly kind: 'postgresql' }>): Promise<Inspection> {
  const pool = openPool(url);
  let client: pg.PoolClient | undefined;
  try {
    await checkSettings(pool);
    client = await pool.connect();
    const { rows } = await client.query<{ server_version: string }>('SHOW server_version');
    const applied = await appliedInPostgres(client);
    if (applied.length > 0 && keys) await checkKey(client, new CaseKeys(keys.wrapping));
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
