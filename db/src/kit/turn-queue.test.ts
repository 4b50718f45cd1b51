import { describe, expect, it } from 'vitest';
import { FatalStorageError, StorageFullError, StorageUnavailableError } from '../errors.ts';
import { entry } from '../testing/sample-rooms.ts';
import type { Failure, Job, JobResult } from './jobs.ts';
import { TurnQueue } from './turn-queue.ts';

/** A place that waits until the test lets a commit end. */
class SlowPlace {
  readonly turns: (readonly Job[])[] = [];
  readonly #ends: (() => void)[] = [];
  failure: Failure | undefined;
  isClosed = false;

  async commit(jobs: readonly Job[]): Promise<JobResult[]> {
    this.turns.push(jobs);
    await new Promise<void>((resolve) => this.#ends.push(resolve));
    const { failure } = this;
    if (failure) return jobs.map(() => ({ kind: 'failed', failure }));
    return jobs.map(() => ({ kind: 'appended', outcomes: [{ kind: 'appended', seq: 1 }] }));
  }

  endCommit(): void {
    this.#ends.shift()?.();
  }

  close(): Promise<void> {
    this.isClosed = true;
    return Promise.resolve();
  }
}

function made() {
  const place = new SlowPlace();
  const fatal: FatalStorageError[] = [];
  return { place, fatal, queue: new TurnQueue(place, (error) => fatal.push(error)) };
}

const turnEnds = () => new Promise((resolve) => setImmediate(resolve));

describe('one commit at a time', () => {
  it('ST2 what is asked together goes together, what comes meanwhile goes into the next', async () => {
    const { place, queue } = made();
    const asked = [queue.append([entry(1)]), queue.append([entry(2)])];
    await turnEnds();
    asked.push(queue.append([entry(3)]), queue.append([entry(4)]), queue.append([entry(5)]));
    await turnEnds();
    expect(place.turns.map((jobs) => jobs.length)).toEqual([2]);
    place.endCommit();
    await turnEnds();
    expect(place.turns.map((jobs) => jobs.length)).toEqual([2, 3]);
    place.endCommit();
    expect(await Promise.all(asked)).toHaveLength(5);
  });

  it('ST1 nothing is answered before the commit has ended', async () => {
    const { place, queue } = made();
    let isAnswered = false;
    const asked = queue.append([entry(1)]).then(() => (isAnswered = true));
    await turnEnds();
    expect(isAnswered).toBe(false);
    place.endCommit();
    await asked;
  });

  it('closing waits for the commit and refuses what comes after', async () => {
    const { place, queue } = made();
    const asked = queue.append([entry(1)]);
    const closed = queue.close();
    await expect(queue.append([entry(2)])).rejects.toThrow(StorageUnavailableError);
    expect(place.isClosed).toBe(false);
    await turnEnds();
    place.endCommit();
    await Promise.all([asked, closed]);
    expect(place.isClosed).toBe(true);
  });
});

describe('failures', () => {
  it('ST5 a full disk fails the turn, and the next may succeed', async () => {
    const { place, queue, fatal } = made();
    place.failure = { why: 'full', message: 'SQLITE_FULL' };
    const asked = queue.append([entry(1)]);
    await turnEnds();
    place.endCommit();
    await expect(asked).rejects.toThrow(StorageFullError);
    place.failure = undefined;
    const again = queue.append([entry(1)]);
    await turnEnds();
    place.endCommit();
    expect(await again).toEqual([{ kind: 'appended', seq: 1 }]);
    expect(fatal).toEqual([]);
    expect(queue.isSound).toBe(true);
  });

  it('ST6 after a broken disk nothing is taken any more, and it is told once', async () => {
    const { place, queue, fatal } = made();
    place.failure = { why: 'fatal', message: 'SQLITE_IOERR_FSYNC' };
    const first = queue.append([entry(1)]);
    await turnEnds();
    const meanwhile = queue.append([entry(2)]);
    const both = Promise.allSettled([first, meanwhile]);
    place.endCommit();
    expect((await both).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await expect(queue.append([entry(3)])).rejects.toThrow(FatalStorageError);
    expect(place.turns).toHaveLength(1);
    expect(fatal.map(({ exitCode }) => exitCode)).toEqual([75]);
    expect(queue.isSound).toBe(false);
  });

  it('ST6 a place that throws counts as broken', async () => {
    const fatal: FatalStorageError[] = [];
    const place = {
      commit: () => Promise.reject(new Error('the thread that writes has ended')),
      close: () => Promise.resolve(),
    };
    const queue = new TurnQueue(place, (error) => fatal.push(error));
    await expect(queue.append([entry(1)])).rejects.toThrow('has ended');
    expect(fatal).toHaveLength(1);
  });
});
