/** The thread that owns the one connection that writes. Started by `commitInWorker`. */
// edge: messages between threads
import { parentPort, workerData } from 'node:worker_threads';
import type { Streams } from '../audit/line-chain.ts';
import { CaseKeys } from '../keys/case-keys.ts';
import type { Job, JobResult } from '../kit/jobs.ts';
import { openToWrite, type SqliteFile } from './connection.ts';
import { StandingFiles } from './standing-files.ts';
import { SqliteTurn } from './turn.ts';

/** What the thread is started with. Bytes arrive as plain arrays and become buffers again. */
export interface WorkerStart {
  readonly file: SqliteFile;
  readonly wrapping: Uint8Array;
  readonly streams: Streams;
}

export type FromWorker =
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly message: string }
  | {
      readonly kind: 'committed';
      readonly results: readonly JobResult[];
      readonly commitMs: number;
    };

const port = parentPort;
if (!port) throw new Error('commit-worker.ts is started as a thread');
const tell = (message: FromWorker) => port.postMessage(message);

const { file, wrapping, streams } = workerData as WorkerStart;
const connection = openToWrite({ ...file, key: Buffer.from(file.key) });
const turn = new SqliteTurn(connection, {
  keys: new CaseKeys(Buffer.from(wrapping)),
  streams,
  files: new StandingFiles(file.path),
});

port.on('message', (message: readonly Job[] | 'close') => {
  if (message === 'close') {
    connection.close();
    port.close();
    return;
  }
  const results = turn.commit(message);
  tell({ kind: 'committed', results, commitMs: turn.commitMs });
});
tell({ kind: 'ready' });
