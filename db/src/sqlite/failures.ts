import Database from 'better-sqlite3';
import { UnloggedError } from '../errors.ts';
import type { Failure } from '../kit/jobs.ts';

const busy = /^SQLITE_(BUSY|LOCKED|INTERRUPT)/;
/** A statement broke a rule of the tables. That says nothing about the disk. */
const ruleBroken = /^SQLITE_(CONSTRAINT|ERROR|MISMATCH|RANGE|TOOBIG)/;

/**
 * Sorts an error by what the caller can do about it. Everything that SQLite says and that is not
 * known to be harmless (IOERR, CORRUPT, NOTADB, …) means that the file cannot be trusted any more.
 */
export function failureOf(error: unknown): Failure {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof UnloggedError) return { why: 'unlogged', message };
  if (!(error instanceof Database.SqliteError)) return { why: 'refused', message };
  const text = `${error.code}: ${message}`;
  if (error.code === 'SQLITE_FULL') return { why: 'full', message: text };
  if (busy.test(error.code)) return { why: 'locked', message: text };
  if (ruleBroken.test(error.code)) return { why: 'refused', message: text };
  return { why: 'fatal', message: text };
}
