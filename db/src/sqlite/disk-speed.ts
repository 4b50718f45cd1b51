import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';

const times = 40;
const longestMs = 400;

/**
 * Where turns are committed: on the thread that serves people, or in a worker. The measurement
 * behind the border is in docs/decisions/0030-where-the-commit-runs.md.
 */
export type Writer = 'main' | 'worker';

/** Above this many milliseconds for one fsync the worker wins. */
export const slowestForMainMs = 0.5;

/** Chooses for the start by what one fsync costs on the disk of the data. */
export function chooseWriter(fsyncMs: number): Writer {
  return fsyncMs <= slowestForMainMs ? 'main' : 'worker';
}

/** The median time of an fsync in this folder, of 40, or of as many as fit in 0.4 seconds. */
export function measureFsyncMs(folder: string): number {
  const path = join(folder, `.fsync-${randomBytes(6).toString('hex')}`);
  const page = randomBytes(4096);
  const file = openSync(path, 'wx', 0o600);
  const taken: number[] = [];
  try {
    const start = performance.now();
    while (taken.length < times && performance.now() - start < longestMs) {
      writeSync(file, page);
      const before = performance.now();
      fsyncSync(file);
      taken.push(performance.now() - before);
    }
  } finally {
    closeSync(file);
    rmSync(path, { force: true });
  }
  return taken.toSorted((a, b) => a - b)[Math.floor(taken.length / 2)] ?? Infinity;
}
