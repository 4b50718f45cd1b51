// edge: rows as SQLite gives them
import type Database from 'better-sqlite3';
import type { Streams } from '../audit/line-chain.ts';
import type { CaseKeys } from '../keys/case-keys.ts';
import { isOneJobsFault, type GuardedJob, type Job, type JobResult } from '../kit/jobs.ts';
import type { Row } from '../kit/statement.ts';
import { SqliteAppend } from './append.ts';
import type { Connection } from './connection.ts';
import { failureOf } from './failures.ts';
import { SqliteLogLines } from './log-lines.ts';
import type { StandingFiles } from './standing-files.ts';

/** What a turn needs besides its connection. */
export interface TurnParts {
  readonly keys: CaseKeys;
  readonly streams: Streams;
  readonly files: Pick<StandingFiles, 'areThere'>;
}

function gone(why: 'missing' | 'fatal'): JobResult {
  const message = 'the file of the database is not in its place';
  return { kind: 'failed', failure: { why, message } };
}

/**
 * Commits the jobs of a turn in one transaction on the one connection that writes. It does not know
 * on which thread it stands.
 */
export class SqliteTurn {
  readonly #connection: Connection;
  readonly #log: SqliteAppend;
  readonly #lines: SqliteLogLines;
  readonly #prepared = new Map<string, Database.Statement<unknown[]>>();
  readonly #begin;
  readonly #commit;
  readonly #mark;
  readonly #backToMark;
  readonly #dropMark;
  readonly #files: Pick<StandingFiles, 'areThere'>;
  #commitMs = 0;

  constructor(connection: Connection, { keys, streams, files }: TurnParts) {
    this.#connection = connection;
    this.#files = files;
    this.#log = new SqliteAppend(connection, keys);
    this.#lines = new SqliteLogLines(connection, streams);
    this.#begin = connection.prepare('BEGIN IMMEDIATE');
    this.#commit = connection.prepare('COMMIT');
    this.#mark = connection.prepare('SAVEPOINT job');
    this.#backToMark = connection.prepare('ROLLBACK TO job');
    this.#dropMark = connection.prepare('RELEASE job');
  }

  /** How long the last COMMIT took, in milliseconds. */
  get commitMs(): number {
    return this.#commitMs;
  }

  /**
   * One result for each job. When the commit itself fails, nothing of the turn is stored; when one
   * job broke a rule, the others are committed without it.
   */
  commit(jobs: readonly Job[]): JobResult[] {
    if (!this.#files.areThere) return jobs.map(() => gone('missing'));
    const results = this.#commitInPlace(jobs);
    // Moved away in the very moment of the commit: nobody is told that this is safe.
    return this.#files.areThere ? results : jobs.map(() => gone('fatal'));
  }

  #commitInPlace(jobs: readonly Job[]): JobResult[] {
    const results = this.#commitTogether(jobs);
    const [first] = results;
    const isAlone = first?.kind === 'failed' && isOneJobsFault(first.failure);
    if (!isAlone || jobs.length === 1) return results;
    return jobs.flatMap((job) => this.#commitTogether([job]));
  }

  #commitTogether(jobs: readonly Job[]): JobResult[] {
    try {
      this.#begin.run();
      const results = jobs.map((job) => this.#runJob(job));
      this.#log.finish();
      const from = performance.now();
      this.#commit.run();
      this.#commitMs = performance.now() - from;
      return results;
    } catch (error) {
      const failure = failureOf(error);
      this.#undo();
      return jobs.map(() => ({ kind: 'failed', failure }));
    }
  }

  #runJob(job: Job): JobResult {
    if (job.kind === 'append') return { kind: 'appended', outcomes: this.#log.append(job.entries) };
    this.#log.finish();
    this.#mark.run();
    const result = this.#runGuarded(job);
    this.#dropMark.run();
    return result;
  }

  #runGuarded({ conditions, statements, lines }: GuardedJob): JobResult {
    const matched: Row[][] = [];
    for (const { sql, params } of conditions) {
      const rows = this.#prepare(sql).all(...params) as Row[];
      if (rows.length === 0) {
        this.#backToMark.run();
        return { kind: 'guarded', guarded: { kind: 'refused', condition: matched.length } };
      }
      matched.push(rows);
    }
    for (const { sql, params } of statements) this.#prepare(sql).run(...params);
    this.#lines.write(lines);
    return { kind: 'guarded', guarded: { kind: 'done', matched } };
  }

  #prepare(sql: string): Database.Statement<unknown[]> {
    const known = this.#prepared.get(sql);
    if (known) return known;
    if (this.#prepared.size >= 500) this.#prepared.clear();
    const made = this.#connection.prepare<unknown[]>(sql);
    this.#prepared.set(sql, made);
    return made;
  }

  #undo(): void {
    this.#log.forget();
    if (this.#connection.inTransaction) this.#connection.exec('ROLLBACK');
  }
}
