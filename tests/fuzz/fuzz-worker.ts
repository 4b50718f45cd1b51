import { parentPort, workerData } from 'node:worker_threads';
import { emptyTally, addTally, playRun } from './run.ts';

/** Plays its share of a run in portions, so that whoever started it can say how far it is. */
const { seed, from, to } = workerData as { seed: number; from: number; to: number };
const portion = 1000;
const total = emptyTally();
for (let at = from; at < to; at += portion) {
  const part = playRun(seed, { from: at, to: Math.min(at + portion, to) });
  addTally(total, part);
  parentPort?.postMessage({ played: part.histories });
}
parentPort?.postMessage({ played: 0, tally: total });
