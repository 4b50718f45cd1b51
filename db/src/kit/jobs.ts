import type { AppendOutcome, LogEntry } from '@overlegtafel/rooms';
import {
  FatalStorageError,
  StorageFullError,
  StorageRefusedError,
  StorageUnavailableError,
  UnloggedError,
} from '../errors.ts';
import type { LogLine } from '../audit/log-line.ts';
import type { Guarded, PlainStatement } from './statement.ts';

/** Something to be written. Jobs of one turn share a transaction; each succeeds or fails alone. */
export type Job = AppendJob | GuardedJob;

export interface AppendJob {
  readonly kind: 'append';
  readonly entries: readonly LogEntry[];
}

export interface GuardedJob {
  readonly kind: 'guarded';
  readonly conditions: readonly PlainStatement[];
  readonly statements: readonly PlainStatement[];
  /** Lines of the logs: stored with the rest or not at all, numbered and chained where they are committed. */
  readonly lines: readonly LogLine[];
}

/** What became of a job: plain data, so that it can come from another thread. */
export type JobResult =
  | { readonly kind: 'appended'; readonly outcomes: readonly AppendOutcome[] }
  | { readonly kind: 'guarded'; readonly guarded: Guarded }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** Why nothing of a job was stored. */
export interface Failure {
  readonly why:
    | 'full'
    /** Another process keeps the lock. */
    | 'locked'
    /** The file of the database is not in its place any more: what is written would go nowhere. */
    | 'missing'
    | 'unavailable'
    | 'fatal'
    | 'refused'
    | 'unlogged';
  readonly message: string;
}

/** Why nothing is stored for the moment. */
export type StorageTrouble = Exclude<Failure['why'], 'fatal' | 'refused' | 'unlogged'>;

/** Called when storing gets into trouble, and with nothing when it is fine again. */
export type OnTrouble = (trouble: StorageTrouble | undefined) => void;

/** The place where a turn's jobs are committed together: this thread, a worker, PostgreSQL. */
export interface CommitPlace {
  /** One result for each job, in order. Throws never: what went wrong is a result. */
  commit(jobs: readonly Job[]): Promise<readonly JobResult[]>;
  close(): Promise<void>;
}

/** True when one job is at fault and the others of its turn can be committed without it. */
export function isOneJobsFault({ why }: Failure): boolean {
  return why === 'refused' || why === 'unlogged';
}

/** The error that a caller gets for a failure. */
export function errorOf({ why, message }: Failure): Error {
  switch (why) {
    case 'full':
      return new StorageFullError(message);
    case 'locked':
    case 'missing':
    case 'unavailable':
      return new StorageUnavailableError(message);
    case 'fatal':
      return new FatalStorageError(message);
    case 'refused':
      return new StorageRefusedError(message);
    case 'unlogged':
      return new UnloggedError(message);
  }
}
