// edge: the readers of both dialects as one
import type { KnownMoments } from '@overlegtafel/domain';
import { drizzle as drizzlePostgres } from 'drizzle-orm/node-postgres';
import { drizzle as drizzleSqlite } from 'drizzle-orm/better-sqlite3';
import { AccountSeal } from '../accounts/account-chain.ts';
import { CaseKeys } from '../keys/case-keys.ts';
import type { InstallationKeys } from '../keys/key-file.ts';
import type { Orm, Storage } from '../kit/orm.ts';
import { postgresKit } from '../kit/postgres-kit.ts';
import { sqliteKit } from '../kit/sqlite-kit.ts';
import type { Atomic } from '../kit/statement.ts';
import { openPool } from '../postgres/connections.ts';
import { openToRead } from '../sqlite/connection.ts';
import { knownMoments } from '../stores/clock-marks.ts';
import { defineTables } from '../tables.ts';
import { Chains } from './chains.ts';
import { identityOf } from './heads.ts';
import { LogForm } from './log-line.ts';

/** What is to be checked: a SQLite file, which its key opens, or a PostgreSQL, of which the hashes need none. */
export type VerifyConfig =
  | { readonly kind: 'sqlite'; readonly path: string; readonly keys: InstallationKeys }
  | {
      readonly kind: 'postgresql';
      readonly url: string;
      readonly keys?: InstallationKeys | undefined;
    };

/** Opens a database to check it and for nothing else: it writes nothing, and no server has to run. */
export function openToVerify(config: VerifyConfig): {
  readonly chains: Chains;
  readonly storage: Pick<Storage, 'tables' | 'orm'>;
  /** Which database it is. */
  identity(): Promise<string>;
  /** What the clock is held against. */
  known(): Promise<KnownMoments>;
  close(): Promise<void>;
} {
  const chainsOf = (storage: Pick<Storage, 'tables' | 'orm'>) => ({
    storage,
    chains: chainsToRead(storage, config.keys),
    identity: () => identityOf(storage),
  });
  if (config.kind === 'sqlite') {
    const reader = openToRead({ path: config.path, key: config.keys.file });
    const orm = drizzleSqlite(reader) as unknown as Orm;
    const parts = chainsOf({ tables: defineTables(sqliteKit), orm });
    const known = () => knownMoments(parts.storage, undefined);
    return { ...parts, known, close: () => Promise.resolve(void reader.close()) };
  }
  const pool = openPool(config.url);
  const orm = drizzlePostgres(pool) as unknown as Orm;
  const parts = chainsOf({ tables: defineTables(postgresKit), orm });
  const known = () => knownMoments(parts.storage, pool);
  return { ...parts, known, close: () => pool.end() };
}

/** The chains of what is open already, to check them. */
export function chainsToRead(
  storage: Pick<Storage, 'tables' | 'orm'>,
  keys: InstallationKeys | undefined,
): Chains {
  const form = new LogForm(keys?.pseudonyms ?? Buffer.alloc(0));
  const seal = keys && new AccountSeal(keys.accounts);
  const caseKeys = keys && new CaseKeys(keys.wrapping);
  return new Chains({ ...storage, write: noWrites, form }, caseKeys, seal);
}

/** For what is only read. */
export const noWrites: Atomic = {
  atomically: () => Promise.reject(new Error('opened to verify')),
  guarded: () => Promise.reject(new Error('opened to verify')),
};
