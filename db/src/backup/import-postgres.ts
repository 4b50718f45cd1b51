// edge: the reader of PostgreSQL as the builder of both dialects
import { drizzle } from 'drizzle-orm/node-postgres';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import type pg from 'pg';
import { Chains } from '../audit/chains.ts';
import type { ChainVerdict } from '../audit/chain-verdict.ts';
import { LogForm } from '../audit/log-line.ts';
import { noWrites } from '../audit/open-to-verify.ts';
import { AccountSeal } from '../accounts/account-chain.ts';
import { CaseKeys } from '../keys/case-keys.ts';
import type { InstallationKeys } from '../keys/key-file.ts';
import { migrationsFolder } from '../kit/migrations.ts';
import type { Orm } from '../kit/orm.ts';
import { postgresKit } from '../kit/postgres-kit.ts';
import { openPool } from '../postgres/connections.ts';
import { defineTables } from '../tables.ts';
import { RestoreRefusedError } from './backup-form.ts';
import { checkCopy, type PutBack } from './check-copy.ts';
import { readChunks } from './chunks.ts';
import { tableNames } from './export-postgres.ts';

interface PostgresTarget {
  readonly url: string;
  readonly keys: InstallationKeys;
}

/** Puts an export back into an empty database and checks it there: all in one transaction, or nothing stays. */
export async function importPostgres(
  put: PutBack,
  { url, keys }: PostgresTarget,
): Promise<readonly ChainVerdict[]> {
  const pool = openPool(url);
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await refuseUnlessEmpty(client);
    await makeTables(client, put.copy.migrations);
    await fillTables(client, put.path, keys);
    await applyMigrations(client, { from: put.copy.migrations });
    const orm = drizzle(client) as unknown as Orm;
    const storage = { tables: defineTables(postgresKit), orm };
    const form = new LogForm(keys.pseudonyms);
    const chains = new Chains(
      { ...storage, write: noWrites, form },
      new CaseKeys(keys.wrapping),
      new AccountSeal(keys.accounts),
    );
    const verdicts = await checkCopy(storage, chains, put);
    await client.query('COMMIT');
    return verdicts;
  } finally {
    // Whatever was not committed goes with the connection.
    client.release(true);
    await pool.end();
  }
}

async function refuseUnlessEmpty(client: pg.PoolClient): Promise<void> {
  const { rows } = await client.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM pg_class WHERE relkind = 'r' AND relname = ANY($1)`,
    [[...tableNames(), '__drizzle_migrations']],
  );
  if (rows[0]?.count !== 0) throw new RestoreRefusedError('NOT_EMPTY', 'the database has tables');
}

/** The tables as the version made them that wrote the backup. */
async function makeTables(client: pg.PoolClient, migrations: number): Promise<void> {
  const known = readMigrationFiles({ migrationsFolder: migrationsFolder('postgres') });
  if (migrations > known.length)
    throw new RestoreRefusedError('NEWER', `the backup has ${migrations} migrations`);
  await client.query('CREATE SCHEMA IF NOT EXISTS drizzle');
  await client.query(
    'CREATE TABLE drizzle.__drizzle_migrations (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at bigint)',
  );
  await applyMigrations(client, { from: 0, to: migrations });
}

/** Goes from one version to a later one; the newest when none is named. */
async function applyMigrations(
  client: pg.PoolClient,
  { from, to }: { readonly from: number; readonly to?: number },
): Promise<void> {
  const known = readMigrationFiles({ migrationsFolder: migrationsFolder('postgres') });
  for (const { sql, hash, folderMillis } of known.slice(from, to)) {
    for (const statement of sql) await client.query(statement);
    await client.query(
      'INSERT INTO drizzle.__drizzle_migrations (hash, created_at) VALUES ($1, $2)',
      [hash, folderMillis],
    );
  }
}

async function fillTables(client: pg.PoolClient, path: string, keys: InstallationKeys) {
  const names = new Set(tableNames());
  const schema = await schemaOf(client);
  let table = '';
  for (const lines of readChunks(path, keys.backups)) {
    let rows: string[] = [];
    for (const line of lines) {
      if (line.startsWith('{')) {
        rows.push(line);
        continue;
      }
      await insert(client, `${schema}."${table}"`, rows);
      rows = [];
      if (table !== '') await guard(client, table, 'ENABLE');
      table = line.slice('table '.length);
      if (!names.has(table)) throw new RestoreRefusedError('DAMAGED', 'a table is not known');
      await guard(client, table, 'DISABLE');
    }
    await insert(client, `${schema}."${table}"`, rows);
  }
  await guard(client, table, 'ENABLE');
}

/** The triggers guard rows against being changed later on; here they would guard them against coming back. */
async function guard(client: pg.PoolClient, table: string, how: 'ENABLE' | 'DISABLE') {
  await client.query(`ALTER TABLE "${table}" ${how} TRIGGER USER`);
}

/** Where the tables were made, ready for a statement. */
async function schemaOf(client: pg.PoolClient): Promise<string> {
  const { rows } = await client.query<{ schema: string }>(
    'SELECT quote_ident(current_schema()) AS schema',
  );
  return rows[0]?.schema ?? 'public';
}

/** `table` is its whole name, with its schema: PostgreSQL has types of its own that are called as tables of ours. */
async function insert(client: pg.PoolClient, table: string, rows: readonly string[]) {
  if (rows.length === 0) return;
  const all = `SELECT * FROM json_populate_recordset(null::${table}, $1::json)`;
  await client.query(`INSERT INTO ${table} ${all}`, [`[${rows.join(',')}]`]);
}
