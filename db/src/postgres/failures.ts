import pg from 'pg';
import { UnloggedError } from '../errors.ts';
import type { Failure } from '../kit/jobs.ts';

/** A rule of the tables, the trigger or the statement: the fault of one job. */
const ruleBroken = /^(22|23|42)/;
const full = /^53100$/;
/** PostgreSQL found its own files damaged. */
const damaged = /^XX00[12]$/;

/**
 * Sorts an error of PostgreSQL by what the caller can do about it. A lost connection, a restart or
 * a lock that was taken too long says nothing about what was stored: the caller asks again.
 */
export function failureOf(error: unknown): Failure {
  const cause = causeOf(error);
  const message = cause instanceof Error ? cause.message : String(cause);
  if (cause instanceof UnloggedError) return { why: 'unlogged', message };
  if (!(cause instanceof pg.DatabaseError)) return { why: whyOf(cause), message };
  const code = cause.code ?? '';
  const text = `${code}: ${message}`;
  if (full.test(code)) return { why: 'full', message: text };
  if (damaged.test(code)) return { why: 'fatal', message: text };
  return { why: ruleBroken.test(code) ? 'refused' : 'unavailable', message: text };
}

/** What did not come from the server: a system error of the connection, or a mistake of ours. */
function whyOf(error: unknown): Failure['why'] {
  const isMistake = error instanceof TypeError || error instanceof RangeError;
  return isMistake || isOwnError(error) ? 'refused' : 'unavailable';
}

function isOwnError(error: unknown): boolean {
  return error instanceof Error && 'retry' in error && error.retry === false;
}

/** The query builder wraps what the driver said. */
function causeOf(error: unknown): unknown {
  return error instanceof Error && error.cause !== undefined ? error.cause : error;
}
