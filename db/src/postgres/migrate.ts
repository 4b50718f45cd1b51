// edge: rows as PostgreSQL gives them
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import type pg from 'pg';
import type { CaseKeys } from '../keys/case-keys.ts';
import { migrationsFolder, refuseUnknownMigrations, type Applied } from '../kit/migrations.ts';

/** Any number will do, as long as all processes take the same. */
const startLock = 726_354;

/**
 * Brings the tables up to date and checks the key, one process at a time: several may start at the
 * same moment. Refuses, and changes nothing, when the database is ahead of the program.
 */
export async function preparePostgres(pool: pg.Pool, keys: CaseKeys): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [startLock]);
    const folder = migrationsFolder('postgres');
    refuseUnknownMigrations(await appliedIn(client), folder);
    await migrate(drizzle(client), { migrationsFolder: folder });
    await checkKeys(client, keys);
  } finally {
    // Closing the connection gives the lock back, also after an error.
    client.release(true);
  }
}

/** The migrations that a database has had. */
export async function appliedIn(client: pg.PoolClient): Promise<Applied[]> {
  const table = await client.query<{ found: string | null }>(
    `SELECT to_regclass('drizzle.__drizzle_migrations')::text AS found`,
  );
  if (!table.rows[0]?.found) return [];
  const { rows } = await client.query<Applied>(
    'SELECT hash, created_at AS "createdAt" FROM drizzle.__drizzle_migrations ORDER BY created_at',
  );
  return rows;
}

async function checkKeys(client: pg.PoolClient, keys: CaseKeys): Promise<void> {
  const { rows } = await client.query<{ wrapped: Buffer }>(
    'SELECT wrapped FROM key_check WHERE id = 1',
  );
  if (rows[0]) keys.check(rows[0].wrapped);
  else await client.query('INSERT INTO key_check (id, wrapped) VALUES (1, $1)', [keys.makeCheck()]);
}
