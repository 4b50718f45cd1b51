import type { AppendOutcome, LogEntry } from '@overlegtafel/rooms';
import { FatalStorageError } from '../errors.ts';
import {
  errorOf,
  type CommitPlace,
  type GuardedJob,
  type Job,
  type JobResult,
  type OnTrouble,
  type StorageTrouble,
} from './jobs.ts';
import type { LogLine } from '../audit/log-line.ts';
import { plain, type Atomic, type Guarded, type Statement } from './statement.ts';

interface Waiting {
  readonly job: Job;
  settle(result: JobResult): void;
}

/**
 * One commit for everything that is asked at once, on whatever place commits. While a commit runs, what comes in waits for the next one: a slow disk makes larger
 * groups by itself, and there is no delay that somebody has to choose.
 */
export class TurnQueue implements Atomic {
  readonly #place: CommitPlace;
  readonly #onFatal: (error: FatalStorageError) => void;
  readonly #onTrouble: OnTrouble;
  #trouble: StorageTrouble | undefined;
  #waiting: Waiting[] = [];
  #running: Promise<void> | undefined;
  #broken: FatalStorageError | undefined;
  #isClosed = false;

  constructor(
    place: CommitPlace,
    onFatal: (error: FatalStorageError) => void,
    onTrouble: OnTrouble = () => undefined,
  ) {
    this.#place = place;
    this.#onFatal = onFatal;
    this.#onTrouble = onTrouble;
  }

  append(entries: readonly LogEntry[]): Promise<readonly AppendOutcome[]> {
    if (entries.length === 0) return Promise.resolve([]);
    return this.#run({ kind: 'append', entries }, (result) =>
      result.kind === 'appended' ? result.outcomes : undefined,
    );
  }

  async atomically(statements: readonly Statement[]): Promise<void> {
    await this.guarded([], statements);
  }

  guarded(
    conditions: readonly Statement[],
    statements: readonly Statement[],
    lines: readonly LogLine[] = [],
  ): Promise<Guarded> {
    return this.#runGuarded({
      kind: 'guarded',
      conditions: plain(conditions),
      statements: plain(statements),
      lines,
    });
  }

  /** True until the disk or the file turned out to be broken. */
  get isSound(): boolean {
    return this.#broken === undefined;
  }

  /** Why the last commit stored nothing, as long as trying again may help. */
  get trouble(): StorageTrouble | undefined {
    return this.#trouble;
  }

  /** Commits what was asked, then lets go of the place. Later calls are refused. */
  async close(): Promise<void> {
    this.#isClosed = true;
    while (this.#running) await this.#running;
    await this.#place.close();
  }

  #tellTrouble(trouble: StorageTrouble | undefined): void {
    if (trouble === this.#trouble) return;
    this.#trouble = trouble;
    this.#onTrouble(trouble);
  }

  #runGuarded(job: GuardedJob): Promise<Guarded> {
    return this.#run(job, (result) => (result.kind === 'guarded' ? result.guarded : undefined));
  }

  #run<T>(job: Job, pick: (result: JobResult) => T | undefined): Promise<T> {
    if (this.#broken) return Promise.reject(this.#broken);
    if (this.#isClosed)
      return Promise.reject(errorOf({ why: 'unavailable', message: 'the database is closing' }));
    return new Promise((resolve, reject) => {
      const settle = (result: JobResult) => {
        if (result.kind === 'failed') return reject(errorOf(result.failure));
        const answer = pick(result);
        if (answer === undefined) reject(new Error(`a ${job.kind} job was answered otherwise`));
        else resolve(answer);
      };
      this.#waiting.push({ job, settle });
      this.#running ??= this.#runTurns();
    });
  }

  /**
   * Commits until nothing waits any more. Starts when the code that asks has run to its end, and
   * not later: the rooms ask once, at the end of a turn, and a second wait would be for nothing.
   */
  async #runTurns(): Promise<void> {
    await Promise.resolve();
    while (this.#waiting.length > 0) {
      const turn = this.#waiting;
      this.#waiting = [];
      await this.#commit(turn);
    }
    this.#running = undefined;
  }

  async #commit(turn: readonly Waiting[]): Promise<void> {
    const results = this.#broken
      ? [failed('fatal', this.#broken.message)]
      : await this.#place.commit(turn.map(({ job }) => job)).catch(unexpected);
    const fatal = results.find(isFatal);
    if (fatal && !this.#broken) {
      this.#broken = new FatalStorageError(fatal.failure.message);
      this.#onFatal(this.#broken);
    }
    this.#tellTrouble(troubleIn(results));
    const missing = results[0]?.kind === 'failed' ? results[0] : failed('fatal', 'no answer');
    turn.forEach((waiting, i) => waiting.settle(results[i] ?? missing));
  }
}

function troubleIn([first]: readonly JobResult[]): StorageTrouble | undefined {
  if (first?.kind !== 'failed') return undefined;
  const { why } = first.failure;
  return why === 'fatal' || why === 'refused' || why === 'unlogged' ? undefined : why;
}

type FailedResult = Extract<JobResult, { kind: 'failed' }>;

function failed(why: 'fatal' | 'unavailable', message: string): FailedResult {
  return { kind: 'failed', failure: { why, message } };
}

function isFatal(result: JobResult): result is FailedResult {
  return result.kind === 'failed' && result.failure.why === 'fatal';
}

/** A place that throws is broken in a way that nobody foresaw. */
function unexpected(error: unknown): readonly JobResult[] {
  return [failed('fatal', error instanceof Error ? error.message : String(error))];
}
