import { writerBytes, type KeptOutbox } from '@overlegtafel/protocol';
import { KeptCopy } from './kept-copy.ts';
import type { KeptRecord } from './kept-record.ts';
import type { OutboxStore } from './outbox-store.ts';
import type { WriterLocks } from './writer-locks.ts';

export interface KeeperParts {
  readonly room: string;
  readonly store: OutboxStore;
  readonly locks: WriterLocks;
  /** So many random bytes. */
  readonly random: (count: number) => Uint8Array;
}

/** The writer that this page goes on with. */
export interface OwnWriter {
  /** Fresh, or what an earlier page left. */
  readonly kept: KeptOutbox;
  readonly copy: KeptCopy;
}

/** What is kept of one room on this device, and which of it is this page's. Other open tabs keep theirs. */
export class RoomKeeper {
  readonly #parts: KeeperParts;
  readonly #releases = new Map<string, () => void>();
  readonly #closing = new AbortController();

  constructor(parts: KeeperParts) {
    this.#parts = parts;
  }

  /**
   * Finds what pages that are gone have left.
   *
   * @returns the writer to go on with, and what other writers left: to take over, or to show when it was refused
   */
  async open(): Promise<{ own: OwnWriter; left: readonly KeptRecord[] }> {
    for (const { outbox } of await this.#read()) await this.#take(outbox.writer);
    // Read again: whoever let go of a writer just now may have written last.
    const free = (await this.#read()).filter(({ outbox }) => this.#has(outbox.writer));
    const going = free.find(({ refused }) => refused === undefined);
    if (going === undefined) return { own: await this.fresh(), left: free };
    const { outbox } = going;
    return { own: this.#own(outbox, true), left: free.filter((record) => record !== going) };
  }

  /** A writer of its own, for a new document. */
  async fresh(): Promise<OwnWriter> {
    const writer = this.#parts.random(writerBytes);
    await this.#take(writer);
    return this.#own({ writer, epoch: 0, next: 1, waiting: [] }, false);
  }

  /** Tells of what other tabs leave, when they are closed before their work was saved. */
  async watch(leaves: (record: KeptRecord) => void): Promise<void> {
    const { locks } = this.#parts;
    const others = (await this.#read()).filter(({ outbox }) => !this.#has(outbox.writer));
    await Promise.all(
      others.map(async ({ outbox: { writer } }) => {
        const release = await locks.waitFor(writer, this.#closing.signal);
        if (release === undefined) return;
        this.#releases.set(writer.join(), release);
        const left = (await this.#read()).find(({ outbox }) => isSame(outbox.writer, writer));
        if (left === undefined || this.#closing.signal.aborted) this.#release(writer);
        else leaves(left);
      }),
    );
  }

  /** What this writer left is safe elsewhere, or was seen by its author: it is kept no longer. */
  async forget(writer: Uint8Array): Promise<void> {
    const { room, store } = this.#parts;
    await store.remove(room, writer);
    this.#release(writer);
  }

  /** Lets go of everything, as when the page is gone. */
  close(): void {
    this.#closing.abort();
    for (const release of this.#releases.values()) release();
    this.#releases.clear();
  }

  /** A device that cannot be read is no reason not to write on. */
  async #read(): Promise<readonly KeptRecord[]> {
    const { room, store } = this.#parts;
    try {
      return await store.read(room);
    } catch {
      return [];
    }
  }

  #own(kept: KeptOutbox, isKept: boolean): OwnWriter {
    const { room, store } = this.#parts;
    return { kept, copy: new KeptCopy({ store, room, writer: kept.writer, isKept }) };
  }

  async #take(writer: Uint8Array): Promise<void> {
    if (this.#has(writer)) return;
    const release = await this.#parts.locks.take(writer);
    if (release !== undefined) this.#releases.set(writer.join(), release);
  }

  #has(writer: Uint8Array): boolean {
    return this.#releases.has(writer.join());
  }

  #release(writer: Uint8Array): void {
    this.#releases.get(writer.join())?.();
    this.#releases.delete(writer.join());
  }
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.join() === b.join();
}
