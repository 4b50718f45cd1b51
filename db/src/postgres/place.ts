// edge: rows as PostgreSQL gives them
import pg from 'pg';
import type { Streams } from '../audit/line-chain.ts';
import type { CaseKeys } from '../keys/case-keys.ts';
import {
  isOneJobsFault,
  type AppendJob,
  type CommitPlace,
  type GuardedJob,
  type Job,
  type JobResult,
} from '../kit/jobs.ts';
import type { Guarded, Row } from '../kit/statement.ts';
import { appendRows } from './append.ts';
import { failureOf } from './failures.ts';
import { writeLines } from './log-lines.ts';

/**
 * Commits in PostgreSQL. The appends of a turn share a transaction, and so does what is only recorded;
 * guarded writes have one each, because a lock of one must not make the others wait.
 */
export function commitInPostgres(pool: pg.Pool, keys: CaseKeys, streams: Streams): CommitPlace {
  return {
    async commit(jobs) {
      const appends = jobs.filter((job) => job.kind === 'append');
      const records = jobs.filter(isOnlyRecorded);
      const appended = commitAppends(pool, keys, appends);
      const recorded = commitRecords(pool, streams, records);
      const resultOf = async (job: Job) => {
        if (job.kind === 'append') return (await appended)[appends.indexOf(job)];
        if (isOnlyRecorded(job)) return (await recorded)[records.indexOf(job)];
        return commitGuarded(pool, streams, job);
      };
      const results = await Promise.all(jobs.map(resultOf));
      return results.filter((result) => result !== undefined);
    },
    close: () => Promise.resolve(),
  };
}

function isOnlyRecorded(job: Job): job is GuardedJob {
  return job.kind === 'guarded' && job.conditions.length + job.statements.length === 0;
}

/** The lines of everything that is only read or refused, in one commit. */
async function commitRecords(
  pool: pg.Pool,
  streams: Streams,
  jobs: readonly GuardedJob[],
): Promise<JobResult[]> {
  if (jobs.length === 0) return [];
  const lines = jobs.flatMap((job) => job.lines);
  const result = await commitGuarded(pool, streams, { ...noWrite, lines });
  if (result.kind !== 'failed' || !isOneJobsFault(result.failure) || jobs.length === 1)
    return jobs.map(() => result);
  const alone: JobResult[] = [];
  for (const job of jobs) alone.push(await commitGuarded(pool, streams, job));
  return alone;
}

const noWrite = { kind: 'guarded', conditions: [], statements: [] } as const;

/** All appends in one commit; when one of them breaks a rule, each in its own. */
async function commitAppends(
  pool: pg.Pool,
  keys: CaseKeys,
  jobs: readonly AppendJob[],
): Promise<JobResult[]> {
  if (jobs.length === 0) return [];
  const entries = jobs.flatMap((job) => job.entries);
  try {
    const outcomes = await inTransaction(pool, (client) => appendRows(client, entries, keys));
    let from = 0;
    return jobs.map((job) => {
      const mine = outcomes.slice(from, (from += job.entries.length));
      return { kind: 'appended', outcomes: mine };
    });
  } catch (error) {
    const failure = failureOf(error);
    if (failure.why !== 'refused' || jobs.length === 1)
      return jobs.map(() => ({ kind: 'failed', failure }));
    const alone: JobResult[] = [];
    for (const job of jobs) alone.push(...(await commitAppends(pool, keys, [job])));
    return alone;
  }
}

async function commitGuarded(pool: pg.Pool, streams: Streams, job: GuardedJob): Promise<JobResult> {
  try {
    const guarded = await inTransaction(pool, async (client) => {
      const done = await runGuarded(client, job);
      await writeLines(client, job.lines, streams);
      return done;
    });
    return { kind: 'guarded', guarded };
  } catch (error) {
    if (error instanceof ConditionFailed)
      return { kind: 'guarded', guarded: { kind: 'refused', condition: error.condition } };
    return { kind: 'failed', failure: failureOf(error) };
  }
}

async function runGuarded(
  client: pg.PoolClient,
  { conditions, statements }: GuardedJob,
): Promise<Guarded> {
  const matched: Row[][] = [];
  for (const { sql, params } of conditions) {
    const { rows } = await client.query<Row>(sql, [...params]);
    if (rows.length === 0) throw new ConditionFailed(matched.length);
    matched.push(rows);
  }
  for (const { sql, params } of statements) await client.query(sql, [...params]);
  return { kind: 'done', matched };
}

/** Undoes a guarded write from the inside. */
class ConditionFailed extends Error {
  readonly condition: number;

  constructor(condition: number) {
    super(`condition ${condition} matched nothing`);
    this.condition = condition;
  }
}

/** Two transactions waited for each other, or saw each other's writes: the loser starts again. */
const collision = /^40(001|P01)$/;
const mostTries = 5;

async function inTransaction<T>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await tryTransaction(pool, work);
    } catch (error) {
      const isCollision = error instanceof pg.DatabaseError && collision.test(error.code ?? '');
      if (!isCollision || tries === mostTries) throw error;
    }
  }
}

async function tryTransaction<T>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    client.release();
    return result;
  } catch (error) {
    const isUndone = await client.query('ROLLBACK').then(
      () => true,
      () => false,
    );
    // A connection that cannot even roll back is thrown away.
    client.release(!isUndone);
    throw error;
  }
}
