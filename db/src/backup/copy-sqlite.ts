import { readMigrationFiles } from 'drizzle-orm/migrator';
import {
  chmodSync,
  closeSync,
  copyFileSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { ChainVerdict } from '../audit/chain-verdict.ts';
import { identityOf, readHeads } from '../audit/heads.ts';
import { openToVerify, type VerifyConfig } from '../audit/open-to-verify.ts';
import type { InstallationKeys } from '../keys/key-file.ts';
import { migrationsFolder, refuseUnknownMigrations } from '../kit/migrations.ts';
import { openToRead, openToWrite } from '../sqlite/connection.ts';
import { appliedIn, migrateSqlite } from '../sqlite/migrate.ts';
import { fileName } from '../sqlite/open-sqlite.ts';
import { copyNames, type DatabaseCopy } from './backup-form.ts';
import { checkCopy, type PutBack, refuseBrokenCopy } from './check-copy.ts';

type SqliteTarget = Extract<VerifyConfig, { readonly kind: 'sqlite' }>;

/**
 * Copies the database of a folder as it is at one moment. The copy is encrypted with the same key; whoever writes
 * meanwhile does not wait.
 */
export async function copySqlite(
  { dataDir, keys }: { readonly dataDir: string; readonly keys: InstallationKeys },
  folder: string,
): Promise<DatabaseCopy> {
  const file = copyNames.sqlite;
  const path = join(folder, file);
  const source = openToRead({ path: join(dataDir, fileName), key: keys.file });
  closeSync(openSync(path, 'wx', 0o600));
  try {
    // Writes the copy only, but SQLite counts that as writing.
    source.pragma('query_only = 0');
    source.prepare('VACUUM INTO ?').run(path);
  } finally {
    source.close();
  }
  syncPath(path);
  const copy = openToVerify({ kind: 'sqlite', path, keys });
  try {
    await refuseBrokenCopy(copy.chains);
    const heads = await readHeads(copy.storage);
    const database = await identityOf(copy.storage);
    return { kind: 'sqlite', file, database, migrations: migrationsIn(path, keys), heads };
  } finally {
    await copy.close();
  }
}

/** Puts a copy back beside its place, checks it there, and only then gives it its name. */
export async function putSqliteBack(
  put: PutBack,
  { path, keys }: SqliteTarget,
): Promise<readonly ChainVerdict[]> {
  const staged = `${path}.terugzetten`;
  copyFileSync(put.path, staged);
  try {
    chmodSync(staged, 0o600);
    syncPath(staged);
    bringUpToDate(staged, keys);
    const opened = openToVerify({ kind: 'sqlite', path: staged, keys });
    try {
      const verdicts = await checkCopy(opened.storage, opened.chains, put);
      renameSync(staged, path);
      syncPath(dirname(path));
      return verdicts;
    } finally {
      await opened.close();
    }
  } finally {
    rmSync(staged, { force: true });
  }
}

/** A copy that an older version wrote gets the tables of today before it is checked, as at a start. */
function bringUpToDate(path: string, keys: InstallationKeys): void {
  const known = readMigrationFiles({ migrationsFolder: migrationsFolder('sqlite') });
  if (migrationsIn(path, keys) === known.length) return;
  const connection = openToWrite({ path, key: keys.file });
  try {
    migrateSqlite(connection);
    // Everything in the one file that gets the name.
    connection.pragma('journal_mode = DELETE');
  } finally {
    connection.close();
  }
}

/** Throws when this program does not know all of them. */
function migrationsIn(path: string, keys: InstallationKeys): number {
  const connection = openToRead({ path, key: keys.file });
  try {
    const applied = appliedIn(connection);
    refuseUnknownMigrations(applied, migrationsFolder('sqlite'));
    return applied.length;
  } finally {
    connection.close();
  }
}

/** On disk when it returns: a file, or the names in a folder. */
function syncPath(path: string): void {
  const file = openSync(path, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
