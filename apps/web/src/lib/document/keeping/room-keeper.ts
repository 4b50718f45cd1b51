import { writerBytes, type KeptOutbox } from '@overlegtafel/protocol';
import type { Clock } from '../clock.ts';
import { bounded } from './bounded.ts';
import type { Device, Shelf } from './device.ts';
import { KeptCopy } from './kept-copy.ts';
import type { KeptRecord } from './kept-record.ts';

export interface KeeperParts {
  readonly room: string;
  readonly device: Device;
  readonly clock: Clock;
  /** So many random bytes. */
  readonly random: (count: number) => Uint8Array;
  /** Where what is not saved stands may be another place now. */
  readonly changed: () => void;
}

/** The writer that this page goes on with. */
export interface OwnWriter {
  /** Fresh, or what an earlier page left. */
  readonly kept: KeptOutbox;
  readonly copy: KeptCopy;
}

/** This often a page looks for what a tab that is gone has left. */
export const lookMs = 15_000;

/**
 * What is kept of one room on this device, and which of it is this page's. Other open tabs keep theirs. Nothing here
 * waits for the device without an end: what comes late is taken into use when it comes.
 */
export class RoomKeeper {
  readonly #parts: KeeperParts;
  readonly #releases = new Map<string, () => void>();
  readonly #watched = new Set<string>();
  readonly #closing = new AbortController();
  #shelf: Shelf | undefined;
  #own: OwnWriter | undefined;
  #stopWaiting: () => void = () => undefined;
  #stopLooking: () => void = () => undefined;

  constructor(parts: KeeperParts) {
    this.#parts = parts;
  }

  /**
   * Finds what pages that are gone have left.
   *
   * @returns the writer to go on with, and what other writers left: to take over, or to show when it was refused
   */
  async open(): Promise<{ own: OwnWriter; left: readonly KeptRecord[] }> {
    this.#shelf = await this.#parts.device.soon();
    const free = await this.#takeFree();
    const going = free.find(({ refused }) => refused === undefined);
    if (going === undefined) return { own: await this.fresh(), left: free };
    const left = free.filter((record) => record !== going);
    return { own: this.#begin(going.outbox, true), left };
  }

  /** A writer of its own, for a new document. */
  async fresh(): Promise<OwnWriter> {
    const writer = this.#parts.random(writerBytes);
    await this.#take(writer, 'ours');
    return this.#begin({ writer, epoch: 0, next: 1, waiting: [] }, false);
  }

  /** Tells from now on of what other tabs leave, when they are closed before their work was saved. */
  follow(leaves: (record: KeptRecord) => void): void {
    this.#stopWaiting = this.#parts.device.whenThere((shelf) => {
      void this.#useLate(shelf, leaves);
    });
    this.#lookLater(leaves);
  }

  /** Tells of what was left by tabs that are gone. */
  async look(leaves: (record: KeptRecord) => void): Promise<void> {
    const free = await this.#takeFree();
    for (const record of free) if (!this.#closing.signal.aborted) leaves(record);
    for (const { outbox } of await this.#read()) this.#watch(outbox.writer, leaves);
  }

  /** There is a server: where there was no key for the device there may be one now. */
  askAgain(): void {
    if (this.#shelf === undefined) this.#parts.device.askAgain();
  }

  /** What this writer left is safe elsewhere, or was seen by its author: it is kept no longer. */
  async forget(writer: Uint8Array): Promise<void> {
    const { room, clock } = this.#parts;
    const removed = this.#shelf?.store.remove(room, writer);
    if (removed !== undefined) await bounded(removed, clock, { otherwise: undefined });
    this.#release(writer);
  }

  /** Leaves a record for whoever comes next. */
  leave(writer: Uint8Array): void {
    this.#release(writer);
  }

  /** Lets go of everything, as when the page is gone. */
  close(): void {
    this.#closing.abort();
    this.#stopWaiting();
    this.#stopLooking();
    for (const release of this.#releases.values()) release();
    this.#releases.clear();
  }

  /** The device answers after all: what is written here goes there too, and what stands there is brought on. */
  async #useLate(shelf: Shelf, leaves: (record: KeptRecord) => void): Promise<void> {
    if (this.#shelf === undefined) {
      this.#shelf = shelf;
      if (this.#own !== undefined) await this.#take(this.#own.kept.writer, 'ours');
      this.#own?.copy.moveTo(shelf.store);
    }
    await this.look(leaves);
  }

  #lookLater(leaves: (record: KeptRecord) => void): void {
    this.#stopLooking = this.#parts.clock.after(lookMs, () => {
      void this.look(leaves).then(() => {
        if (!this.#closing.signal.aborted) this.#lookLater(leaves);
      });
    });
  }

  /** Another tab has this writer: when it is closed, what it leaves is brought on at once. */
  #watch(writer: Uint8Array, leaves: (record: KeptRecord) => void): void {
    const key = writer.join();
    const { signal } = this.#closing;
    if (this.#shelf === undefined || this.#releases.has(key) || this.#watched.has(key)) return;
    this.#watched.add(key);
    void this.#shelf.locks.waitFor(writer, signal).then(async (release) => {
      this.#watched.delete(key);
      if (release === undefined) return;
      this.#releases.set(key, release);
      const left = await this.#recordOf(key);
      if (left === undefined || signal.aborted) this.#release(writer);
      else leaves(left);
    });
  }

  /** The records of writers that no page has; they are ours from now on. */
  async #takeFree(): Promise<readonly KeptRecord[]> {
    const mine = new Set(this.#releases.keys());
    for (const { outbox } of await this.#read()) await this.#take(outbox.writer);
    const taken = [...this.#releases.keys()].filter((key) => !mine.has(key));
    const free: KeptRecord[] = [];
    for (const key of taken) {
      // Read again: whoever let go of a writer just now may have written last.
      const record = await this.#recordOf(key);
      if (record === undefined) this.#letGo(key);
      else free.push(record);
    }
    return free;
  }

  async #recordOf(key: string): Promise<KeptRecord | undefined> {
    return (await this.#read()).find(({ outbox: { writer } }) => writer.join() === key);
  }

  /** A device that cannot be read, or does not answer, is no reason not to write on. */
  async #read(): Promise<readonly KeptRecord[]> {
    const { room, clock } = this.#parts;
    if (this.#shelf === undefined) return [];
    return bounded(this.#shelf.store.read(room), clock, { otherwise: [] });
  }

  #begin(kept: KeptOutbox, isKept: boolean): OwnWriter {
    const { room, clock, changed } = this.#parts;
    const { writer } = kept;
    const copy = new KeptCopy({ room, writer, clock, changed }, this.#shelf?.store, isKept);
    this.#own = { kept, copy };
    return this.#own;
  }

  /** @param whose ours: a lock that comes late is kept, for nobody else has this writer */
  async #take(writer: Uint8Array, whose: 'ours' | 'left' = 'left'): Promise<void> {
    const key = writer.join();
    if (this.#shelf === undefined || this.#releases.has(key)) return;
    const keep = (release: (() => void) | undefined) => {
      if (release === undefined) return;
      if (this.#closing.signal.aborted) release();
      else this.#releases.set(key, release);
    };
    const release = await bounded(this.#shelf.locks.take(writer), this.#parts.clock, {
      otherwise: undefined,
      late: (came) => {
        if (whose === 'ours') keep(came);
        else came?.();
      },
    });
    keep(release);
  }

  #release(writer: Uint8Array): void {
    this.#letGo(writer.join());
  }

  #letGo(key: string): void {
    this.#releases.get(key)?.();
    this.#releases.delete(key);
  }
}
