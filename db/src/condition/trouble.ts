// edge: errors as SQLite, PostgreSQL and the file system give them
import Database from 'better-sqlite3';
import pg from 'pg';
import {
  BrokenChainError,
  BrokenSealError,
  FatalStorageError,
  StorageFullError,
  StorageUnavailableError,
  UnsafeSettingsError,
  UnsupportedVersionError,
  WrongKeyError,
} from '../errors.ts';

/** Why a database cannot be used as it stands there, whoever wants to: a start, a check, a backup, a restore. */
export type Trouble =
  /** Its key does not open it, or its very beginning is damaged: from outside these look the same. */
  | 'WRONG_KEY'
  | 'DAMAGED'
  /** Written by a newer version of this program. */
  | 'NEWER'
  /** Set or built so that it keeps no promises. */
  | 'UNSAFE_SETTINGS'
  /** Another process keeps it for itself. */
  | 'LOCKED'
  | 'FULL'
  /** The file or its folder may not be read or written. */
  | 'NO_ACCESS'
  | 'UNREACHABLE';

/** What an error says about the database; nothing when it says nothing about it. */
export function troubleOf(error: unknown): Trouble | undefined {
  return (
    ofOurs(error) ??
    ofSqlite(error) ??
    ofPostgres(error) ??
    ofSystem(error) ??
    (error instanceof Error && error.cause !== undefined ? troubleOf(error.cause) : undefined)
  );
}

function ofOurs(error: unknown): Trouble | undefined {
  if (error instanceof WrongKeyError) return 'WRONG_KEY';
  if (error instanceof UnsupportedVersionError) return 'NEWER';
  if (error instanceof UnsafeSettingsError) return 'UNSAFE_SETTINGS';
  if (error instanceof StorageFullError) return 'FULL';
  if (error instanceof StorageUnavailableError) return 'UNREACHABLE';
  const isDamage = [FatalStorageError, BrokenChainError, BrokenSealError].some(
    (kind) => error instanceof kind,
  );
  return isDamage ? 'DAMAGED' : undefined;
}

const sqliteCodes: readonly (readonly [RegExp, Trouble])[] = [
  [/^SQLITE_(BUSY|LOCKED)/, 'LOCKED'],
  [/^SQLITE_FULL/, 'FULL'],
  [/^SQLITE_(CANTOPEN|READONLY|PERM|AUTH)/, 'NO_ACCESS'],
  // Whatever else SQLite says while it only reads what we wrote: the file is not that any more.
  [/^SQLITE_/, 'DAMAGED'],
];

function ofSqlite(error: unknown): Trouble | undefined {
  if (!(error instanceof Database.SqliteError)) return undefined;
  return sqliteCodes.find(([code]) => code.test(error.code))?.[1];
}

const postgresCodes: readonly (readonly [RegExp, Trouble])[] = [
  [/^(08|28|3D|57)/, 'UNREACHABLE'],
  [/^55P03$/, 'LOCKED'],
  [/^53100$/, 'FULL'],
  [/^53/, 'UNREACHABLE'],
  [/^42501$/, 'NO_ACCESS'],
  [/^(XX|42P01|42703)/, 'DAMAGED'],
];

function ofPostgres(error: unknown): Trouble | undefined {
  if (!(error instanceof pg.DatabaseError)) return undefined;
  return postgresCodes.find(([code]) => code.test(error.code ?? ''))?.[1];
}

const systemCodes: Readonly<Record<string, Trouble>> = {
  ENOSPC: 'FULL',
  EDQUOT: 'FULL',
  EACCES: 'NO_ACCESS',
  EPERM: 'NO_ACCESS',
  EROFS: 'NO_ACCESS',
  ENOTDIR: 'NO_ACCESS',
  EISDIR: 'NO_ACCESS',
  EEXIST: 'NO_ACCESS',
  ENOENT: 'NO_ACCESS',
  EIO: 'DAMAGED',
  ECONNREFUSED: 'UNREACHABLE',
  ECONNRESET: 'UNREACHABLE',
  EHOSTUNREACH: 'UNREACHABLE',
  ENETUNREACH: 'UNREACHABLE',
  ENOTFOUND: 'UNREACHABLE',
  EAI_AGAIN: 'UNREACHABLE',
  ETIMEDOUT: 'UNREACHABLE',
};

function ofSystem(error: unknown): Trouble | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? systemCodes[error.code] : undefined;
}
