import { setTimeout } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Streams } from '../audit/line-chain.ts';
import { CaseKeys } from '../keys/case-keys.ts';
import type { InstallationKeys } from '../keys/key-file.ts';
import type { Job, JobResult } from '../kit/jobs.ts';
import { openToWrite, type SqliteFile } from './connection.ts';
import type { Writer } from './disk-speed.ts';
import type { TimedCommit, TimedPlace } from './moving-place.ts';
import { StandingFiles } from './standing-files.ts';
import { SqliteTurn } from './turn.ts';
import type { FromWorker, WorkerStart } from './commit-worker.ts';

/** What a place needs to open its connection. */
export interface WriterConfig {
  readonly file: SqliteFile;
  readonly wrapping: InstallationKeys['wrapping'];
  /** The chains of this process: both places go on with the same ones. */
  readonly streams: Streams;
  /** Between two tries while another process has the lock; a timer when absent. */
  readonly pause?: ((ms: number) => Promise<unknown>) | undefined;
}

/** Waiting for a lock inside SQLite would stop everybody on this thread, readers too. */
const noPatience = 0;
const betweenTriesMs = 25;
/** Five seconds in all, as long as a worker waits. */
const mostTries = 200;

const wait: NonNullable<WriterConfig['pause']> = (ms) => setTimeout(ms);

/** Another process has the lock: nothing of the turn was begun. */
function isLocked([first]: readonly JobResult[]): boolean {
  return first?.kind === 'failed' && first.failure.why === 'locked';
}

/** Opens the place to commit. */
export function openPlace(writer: Writer, config: WriterConfig): Promise<TimedPlace> {
  return writer === 'main' ? Promise.resolve(commitHere(config)) : commitInWorker(config);
}

/** Commits on this thread: fastest while the disk is, because nothing is handed over. */
function commitHere({ file, wrapping, streams, pause = wait }: WriterConfig): TimedPlace {
  const connection = openToWrite(file, noPatience);
  const files = new StandingFiles(file.path);
  const turn = new SqliteTurn(connection, { keys: new CaseKeys(wrapping), streams, files });
  return {
    async commit(jobs) {
      let results = turn.commit(jobs);
      for (let tries = 1; isLocked(results) && tries < mostTries; tries += 1) {
        await pause(betweenTriesMs);
        results = turn.commit(jobs);
      }
      return { results, commitMs: turn.commitMs };
    },
    close: () => Promise.resolve(void connection.close()),
  };
}

/** Commits in a worker: a slow disk then stops the worker and not the people who type. */
async function commitInWorker(config: WriterConfig): Promise<TimedPlace> {
  const { file, wrapping, streams } = config;
  const start: WorkerStart = { file, wrapping, streams };
  const worker = new Worker(new URL('./commit-worker.ts', import.meta.url), { workerData: start });
  const place = new WorkerPlace(worker);
  await place.ready();
  return place;
}

interface Asked {
  resolve(answer: FromWorker): void;
  reject(error: Error): void;
}

/** One question at a time, as the queue asks them. */
class WorkerPlace implements TimedPlace {
  readonly #worker: Worker;
  #asked: Asked | undefined;
  #gone: Error | undefined;

  constructor(worker: Worker) {
    this.#worker = worker;
    worker.on('message', (answer: FromWorker) => {
      const asked = this.#asked;
      this.#asked = undefined;
      asked?.resolve(answer);
    });
    worker.on('error', (error) => this.#end(error instanceof Error ? error : new Error('worker')));
    worker.on('exit', () => this.#end(new Error('the thread that writes has ended')));
  }

  /** Resolves once the connection is open in the worker. */
  async ready(): Promise<void> {
    const answer = await this.#answer();
    if (answer.kind === 'failed') throw new Error(answer.message);
  }

  async commit(jobs: readonly Job[]): Promise<TimedCommit> {
    const answer = this.#answer();
    this.#worker.postMessage(jobs);
    const settled = await answer;
    return settled.kind === 'committed' ? settled : { results: [], commitMs: 0 };
  }

  async close(): Promise<void> {
    if (this.#gone) return;
    const ended = new Promise((resolve) => this.#worker.once('exit', resolve));
    this.#worker.postMessage('close');
    await ended;
  }

  #answer(): Promise<FromWorker> {
    if (this.#gone) return Promise.reject(this.#gone);
    return new Promise((resolve, reject) => (this.#asked = { resolve, reject }));
  }

  #end(error: Error): void {
    this.#gone ??= error;
    this.#asked?.reject(this.#gone);
    this.#asked = undefined;
  }
}
