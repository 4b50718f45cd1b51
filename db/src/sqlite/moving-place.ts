import type { CommitPlace, Job, JobResult } from '../kit/jobs.ts';
import { slowestForMainMs, type Writer } from './disk-speed.ts';

/** What a commit gave, and how long the disk took for it. */
export interface TimedCommit {
  readonly results: readonly JobResult[];
  /** The time of the COMMIT alone, in milliseconds: one fsync and what is written before it. */
  readonly commitMs: number;
}

/** A place that tells how long its commits take. */
export interface TimedPlace {
  commit(jobs: readonly Job[]): Promise<TimedCommit>;
  close(): Promise<void>;
}

interface Places {
  readonly first: Writer;
  readonly mayMove: boolean;
  /** Opens a place the first time that it is needed. */
  readonly open: (writer: Writer) => Promise<TimedPlace>;
}

/** So many commits are looked at before moving: one slow fsync says nothing about a disk. */
const commitsLookedAt = 64;
/** A move costs little, going back and forth for nothing would cost more. */
const worseThanMainMs = 2 * slowestForMainMs;

/**
 * Commits on the main thread while the disk is fast and in a worker while it is slow, and goes by
 * what the commits themselves take: the moment of the start may have been an unlucky one, and a
 * disk that others use too changes. One commit at a time, as the queue asks, so there is one writer
 * at any moment although both places may be open.
 */
export class MovingPlace implements CommitPlace {
  readonly #open: Places['open'];
  readonly #mayMove: boolean;
  readonly #places = new Map<Writer, TimedPlace>();
  #at: Writer;
  #taken: number[] = [];
  #opening: Promise<void> | undefined;

  private constructor({ first, open, mayMove }: Places, place: TimedPlace) {
    this.#open = open;
    this.#mayMove = mayMove;
    this.#at = first;
    this.#places.set(first, place);
  }

  static async start(places: Places): Promise<MovingPlace> {
    return new MovingPlace(places, await places.open(places.first));
  }

  /** Where the next commit runs. */
  get writer(): Writer {
    return this.#at;
  }

  async commit(jobs: readonly Job[]): Promise<readonly JobResult[]> {
    const { results, commitMs } = await this.#place(this.#at).commit(jobs);
    if (this.#mayMove) this.#taken.push(commitMs);
    if (this.#taken.length >= commitsLookedAt) this.#lookBack();
    return results;
  }

  async close(): Promise<void> {
    await this.#opening;
    for (const place of this.#places.values()) await place.close();
  }

  #place(writer: Writer): TimedPlace {
    const place = this.#places.get(writer);
    if (!place) throw new Error(`the ${writer} is not open`);
    return place;
  }

  #lookBack(): void {
    const half = this.#taken.length >> 1;
    const medianMs = this.#taken.toSorted((a, b) => a - b)[half] ?? 0;
    this.#taken = [];
    if (this.#at === 'main' && medianMs > worseThanMainMs) this.#move('worker');
    else if (this.#at === 'worker' && medianMs <= slowestForMainMs) this.#move('main');
  }

  /** The next commits go there as soon as it is open; until then, and if it never is, all stays. */
  #move(to: Writer): void {
    if (this.#places.has(to)) this.#at = to;
    else this.#opening ??= this.#openAndMove(to);
  }

  async #openAndMove(to: Writer): Promise<void> {
    try {
      this.#places.set(to, await this.#open(to));
      this.#at = to;
    } catch {
      // No thread to be had: commits go on where they are, and the next look back tries again.
    } finally {
      this.#opening = undefined;
    }
  }
}
