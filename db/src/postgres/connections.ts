// edge: settings as PostgreSQL gives them
import pg from 'pg';
import { UnsafeSettingsError } from '../errors.ts';

/** How many connections a process keeps at most. One is for the commits, the others read. */
const most = 8;
const patienceMs = 10_000;

const bigintOid = 20;

/** Numbers stay below 2^53, so a bigint is a number here and not a text. */
const types: pg.CustomTypesConfig = {
  getTypeParser(oid: number): (text: string) => unknown {
    if (oid === bigintOid) return Number;
    return pg.types.getTypeParser(oid) as (text: string) => unknown;
  },
};

/** The settings of every connection, whatever stands in the configuration of the server. */
export function settingsFor(url: string): pg.PoolConfig {
  return {
    connectionString: url,
    max: most,
    connectionTimeoutMillis: patienceMs,
    application_name: 'overlegtafel',
    options: `-c synchronous_commit=on -c lock_timeout=${patienceMs} -c TimeZone=UTC`,
    statement_timeout: 3 * patienceMs,
    idle_in_transaction_session_timeout: 3 * patienceMs,
    types,
  };
}

/**
 * Opens the pool of a process. A connection that breaks is replaced at the next call; whoever was
 * using it hears of it from the query. Without a listener of its own, a connection that breaks
 * while it is in use would end the process.
 */
export function openPool(url: string): pg.Pool {
  const pool = new pg.Pool(settingsFor(url));
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** What has to be set for an answer to mean that the row lasts. */
const required: Record<string, readonly string[]> = {
  fsync: ['on'],
  full_page_writes: ['on'],
  synchronous_commit: ['on', 'remote_apply'],
};

/** Reads the settings back: a server that does not sync keeps no promise of ours. */
export async function checkSettings(pool: pg.Pool): Promise<void> {
  for (const [name, allowed] of Object.entries(required)) {
    const { rows } = await pool.query<Record<string, string>>(`SHOW ${name}`);
    const got = rows[0]?.[name] ?? '';
    if (!allowed.includes(got))
      throw new UnsafeSettingsError(`PostgreSQL has ${name} = ${got}, not ${allowed.join(' or ')}`);
  }
}
