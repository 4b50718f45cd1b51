// edge: what SQLite says of itself
import Database from 'better-sqlite3';
import { closeSync, openSync } from 'node:fs';
import { z } from 'zod';
import { UnsafeSettingsError, WrongKeyError } from '../errors.ts';

export type Connection = Database.Database;

export interface SqliteFile {
  readonly path: string;
  /** The raw 256-bit key of the whole file. */
  readonly key: Buffer;
  /** Only the check of the fault harness sets this otherwise: NORMAL loses acknowledged rows. */
  readonly synchronous?: 'FULL' | 'NORMAL';
}

/** Below this the WAL could lose commits (a race of a checkpoint with a write). */
const oldestVersion = [3, 51, 3];
/** How long a command beside the server waits for a lock. It has nothing else to do. */
const patientMs = 5_000;
const levels = { NORMAL: 1, FULL: 2 };
/** The writer puts so many pages into the file itself when nobody did it before: 32 MB of WAL. */
const pagesAtMost = 8_000;

/**
 * Opens the connection that writes. Makes the file when there is none.
 *
 * @param busyMs how long a statement waits for a lock of another process, standing still
 */
export function openToWrite(file: SqliteFile, busyMs = patientMs): Connection {
  makeForOwnerOnly(file.path);
  const connection = openEncrypted(file, { mustExist: false, busyMs });
  connection.pragma('journal_mode = WAL');
  setAndCheck(connection, {
    synchronous: levels[file.synchronous ?? 'FULL'],
    journal_mode: 'wal',
    secure_delete: 1,
    wal_autocheckpoint: pagesAtMost,
  });
  return connection;
}

/** Opens a connection that cannot write, for everything that is only read. */
export function openToRead(file: SqliteFile, busyMs = patientMs): Connection {
  const connection = openEncrypted(file, { mustExist: true, busyMs });
  setAndCheck(connection, { query_only: 1 });
  return connection;
}

/** Opens a connection that only puts what others committed into the file, and syncs it as they do. */
export function openToCheckpoint(file: SqliteFile): Connection {
  const connection = openEncrypted(file, { mustExist: true, busyMs: patientMs });
  setAndCheck(connection, { synchronous: levels[file.synchronous ?? 'FULL'], query_only: 1 });
  return connection;
}

const pagesOf = z.tuple([z.object({ log: z.number(), checkpointed: z.number() })]);

/** How many pages the WAL has, and how many of them the file has too. Changes nothing. */
export function walPages(connection: Connection): { log: number; checkpointed: number } {
  return pagesOf.parse(connection.pragma('wal_checkpoint(NOOP)'))[0];
}

/** Goes through all pages: what a damaged file has to say is said at the start. */
export function quickCheck(connection: Connection): string | undefined {
  const found: unknown = connection.pragma('quick_check(1)', { simple: true });
  return found === 'ok' ? undefined : String(found);
}

/** SQLite gives the WAL the rights of the file, and the file those that are there before it. */
function makeForOwnerOnly(path: string): void {
  closeSync(openSync(path, 'a', 0o600));
}

function openEncrypted(
  { path, key }: SqliteFile,
  { mustExist, busyMs }: { readonly mustExist: boolean; readonly busyMs: number },
): Connection {
  const connection = new Database(path, { fileMustExist: mustExist, timeout: busyMs });
  try {
    useKey(connection, key);
    checkKey(connection, path);
    checkVersion(connection);
    setAndCheck(connection, {
      foreign_keys: 1,
      cell_size_check: 1,
      trusted_schema: 0,
      mmap_size: 0,
      busy_timeout: busyMs,
    });
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

/** Says how the file is encrypted, and with which key; nothing is read yet. */
export function useKey(connection: Connection, key: Buffer): void {
  connection.pragma("cipher = 'sqlcipher'");
  connection.pragma(`key = "x'${key.toString('hex')}'"`);
}

/** The first page is the first thing that a wrong key cannot read. */
function checkKey(connection: Connection, path: string): void {
  try {
    connection.prepare('SELECT count(*) FROM sqlite_schema').get();
  } catch (error) {
    if (!(error instanceof Database.SqliteError) || error.code !== 'SQLITE_NOTADB') throw error;
    throw new WrongKeyError(`${path} does not open: another key, or its first page is damaged`);
  }
}

/** The version of SQLite itself. */
export function sqliteVersion(connection: Connection): string {
  return String(connection.prepare('SELECT sqlite_version()').pluck().get());
}

function checkVersion(connection: Connection): void {
  const version = sqliteVersion(connection);
  const isOlder = version.localeCompare(oldestVersion.join('.'), 'en', { numeric: true }) < 0;
  if (isOlder)
    throw new UnsafeSettingsError(`SQLite ${version} is older than ${oldestVersion.join('.')}`);
}

/** Sets each pragma and reads it back: SQLite ignores what it does not know or cannot do. */
function setAndCheck(connection: Connection, pragmas: Record<string, string | number>): void {
  for (const [name, wanted] of Object.entries(pragmas)) {
    connection.pragma(`${name} = ${wanted}`);
    const got: unknown = connection.pragma(name, { simple: true });
    if (got !== wanted)
      throw new UnsafeSettingsError(`PRAGMA ${name} is ${String(got)} and not ${wanted}`);
  }
}
