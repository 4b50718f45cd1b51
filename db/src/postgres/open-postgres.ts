// edge: the reader of PostgreSQL as the builder of both dialects
import { drizzle } from 'drizzle-orm/node-postgres';
import type pg from 'pg';
import { newStreams } from '../audit/line-chain.ts';
import { LogForm } from '../audit/log-line.ts';
import type { Database, Health, OnFatal } from '../database.ts';
import { CaseKeys } from '../keys/case-keys.ts';
import type { InstallationKeys } from '../keys/key-file.ts';
import type { Orm, Storage } from '../kit/orm.ts';
import { postgresKit } from '../kit/postgres-kit.ts';
import type { OnTrouble } from '../kit/jobs.ts';
import { TurnQueue } from '../kit/turn-queue.ts';
import { assemble } from '../log/assemble.ts';
import type { StoreKeys } from '../stores/make-stores.ts';
import { defineTables } from '../tables.ts';
import { PostgresChanges } from './changes.ts';
import { checkSettings, openPool } from './connections.ts';
import { preparePostgres } from './migrate.ts';
import { commitInPostgres } from './place.ts';

export interface PostgresConfig {
  /** `postgres://…` */
  readonly url: string;
  readonly keys: Pick<InstallationKeys, 'wrapping' | 'pseudonyms' | keyof StoreKeys>;
  readonly onFatal: OnFatal;
  readonly now?: () => number;
  readonly onTrouble?: OnTrouble | undefined;
}

/** Opens the database that several processes share. Checks its settings and brings it up to date. */
export async function openPostgres(config: PostgresConfig): Promise<Database> {
  const pool = openPool(config.url);
  const keys = new CaseKeys(config.keys.wrapping);
  const changes = new PostgresChanges(pool, config.url);
  try {
    await checkSettings(pool);
    await preparePostgres(pool, keys);
    await changes.listen();
  } catch (error) {
    await changes.close();
    await pool.end();
    throw error;
  }
  const queue = new TurnQueue(
    commitInPostgres(pool, keys, newStreams()),
    config.onFatal,
    config.onTrouble,
  );
  const orm = drizzle(pool) as unknown as Orm;
  const form = new LogForm(config.keys.pseudonyms);
  const storage: Storage = { tables: defineTables(postgresKit), orm, write: queue, form };
  return assemble({
    kind: 'postgresql',
    parts: { storage, queue, keys, changes },
    storeKeys: config.keys,
    now: config.now ?? Date.now,
    pool,
    health: () => healthOf(pool, queue),
    close: () => pool.end(),
  });
}

async function healthOf(pool: pg.Pool, queue: TurnQueue): Promise<Health> {
  const isReadable = await pool.query('SELECT 1').then(
    () => true,
    () => false,
  );
  const status = isReadable && queue.isSound ? 'ok' : 'trouble';
  return { status, database: 'postgresql', detail: `${pool.totalCount} connections` };
}
