import { existsSync, statSync } from 'node:fs';
import type { KeyObject } from 'node:crypto';
import { type BrokenPromise, brokenPromiseOf } from '../audit/broken-promise.ts';
import {
  promisedBy,
  readCheckpointFiles,
  CheckpointFolderError,
} from '../audit/checkpoint-files.ts';
import { openToVerify, type VerifyConfig } from '../audit/open-to-verify.ts';
import { inspectDatabase, type Inspection } from '../inspect/inspect-database.ts';
import { type Trouble, troubleOf } from './trouble.ts';

/** How a database stands there, before anybody goes by what is in it. */
export type Condition =
  | { readonly kind: 'SOUND'; readonly found: Inspection }
  /** There is no database, and none was promised: the first start makes it. */
  | { readonly kind: 'NOTHING_YET' }
  | { readonly kind: 'TROUBLE'; readonly trouble: Trouble }
  /** It is not what its checkpoints promise. `at` is when, UTC; empty when no promise is left. */
  | { readonly kind: 'BROKEN_PROMISE'; readonly at: string; readonly promise: BrokenPromise }
  /** Its tables are those of an older version: the next start brings them up to date. */
  | { readonly kind: 'OUTDATED'; readonly migrationsBehind: number }
  /** The folder of checkpoints is none, or is closed to us. */
  | { readonly kind: 'UNREADABLE_PROMISES' };

/** What may be the matter with it. */
export type Ailment = Exclude<Condition, { readonly kind: 'SOUND' }>;

/** Where its checkpoints are, and with which key they are checked. */
interface PromisedIn {
  readonly folder: string;
  /** Absent: their signatures are not looked at. */
  readonly key?: KeyObject | undefined;
}

/**
 * Looks at all that has to be right before a database can be relied on: that it is there, its key, every page of its
 * file, its migrations, and that it is as far as its checkpoints promise. The chains themselves are left to whoever
 * asks. Writes nothing.
 *
 * @throws what says nothing about the database: a mistake of this program
 */
export async function conditionOf(of: VerifyConfig, promised: PromisedIn): Promise<Condition> {
  try {
    const nothing =
      of.kind === 'sqlite' ? await conditionWhereNothingIs(of.path, promised) : undefined;
    if (nothing) return nothing;
    const found = await inspectDatabase(of);
    const { had, known } = found.migrations;
    const isThere = had > 0;
    if (isThere && had < known) return { kind: 'OUTDATED', migrationsBehind: known - had };
    const broken = await brokenPromise(isThere ? of : undefined, promised);
    if (broken) return { kind: 'BROKEN_PROMISE', ...broken };
    return isThere ? { kind: 'SOUND', found } : { kind: 'NOTHING_YET' };
  } catch (error) {
    return conditionAfter(error);
  }
}

/**
 * The same where the file of a SQLite is not there or has no bytes, which needs no key; nothing where it has some.
 * SQLite would take such a file for a new one.
 */
export async function conditionWhereNothingIs(
  path: string,
  promised: PromisedIn,
): Promise<Ailment | undefined> {
  if (!isNothing(path)) return undefined;
  try {
    const broken = await brokenPromise(undefined, promised);
    return broken ? { kind: 'BROKEN_PROMISE', ...broken } : { kind: 'NOTHING_YET' };
  } catch (error) {
    return conditionAfter(error);
  }
}

/**
 * What an error says about the condition of a database.
 *
 * @throws the error itself when it says nothing about that
 */
export function conditionAfter(error: unknown): Ailment {
  if (error instanceof CheckpointFolderError) return { kind: 'UNREADABLE_PROMISES' };
  const trouble = troubleOf(error);
  if (trouble === undefined) throw error;
  return { kind: 'TROUBLE', trouble };
}

function isNothing(path: string): boolean {
  return !existsSync(path) || statSync(path).size === 0;
}

async function brokenPromise(
  of: VerifyConfig | undefined,
  { folder, key }: PromisedIn,
): Promise<{ readonly at: string; readonly promise: BrokenPromise } | undefined> {
  const promised = promisedBy(readCheckpointFiles(folder));
  const opened = of && openToVerify(of);
  try {
    const held = { key, mustBePromised: of?.kind === 'sqlite' };
    const promise = await brokenPromiseOf(opened?.storage, promised, held);
    return promise && { at: promised?.at ?? '', promise };
  } finally {
    await opened?.close();
  }
}
