import type { KeptRecord } from './kept-record.ts';
import type { OutboxStore } from './outbox-store.ts';

/**
 * The copy of one outbox on this device. Writes one state after the other; while one is being written the newer
 * ones become one.
 */
export class KeptCopy {
  readonly #store: OutboxStore;
  readonly #room: string;
  readonly #writer: Uint8Array;
  #next: KeptRecord | undefined;
  #writing: Promise<void> | undefined;
  #isKept: boolean;
  #hasFailed = false;

  /** @param isKept whether there is something of this writer already */
  constructor(at: { store: OutboxStore; room: string; writer: Uint8Array; isKept: boolean }) {
    this.#store = at.store;
    this.#room = at.room;
    this.#writer = at.writer;
    this.#isKept = at.isKept;
  }

  /** This is what has to outlive the page from now on; nothing at all when nothing waits in it. */
  keep(record: KeptRecord): void {
    this.#next = record;
    this.#writing ??= this.#writeOn();
  }

  /** Fulfilled when nothing is being written any more. Tells whether the device has all of it. */
  async settled(): Promise<boolean> {
    await this.#writing;
    return !this.#hasFailed;
  }

  async #writeOn(): Promise<void> {
    // All changes of this turn are one.
    await Promise.resolve();
    while (this.#next !== undefined) {
      const record = this.#next;
      this.#next = undefined;
      try {
        await this.#write(record);
        this.#hasFailed = false;
      } catch {
        // A device that cannot keep it: the text is still in the page, and on its way to the server.
        this.#hasFailed = true;
      }
    }
    this.#writing = undefined;
  }

  async #write(record: KeptRecord): Promise<void> {
    if (record.outbox.waiting.length > 0) {
      this.#isKept = true;
      await this.#store.write(this.#room, record);
    } else if (this.#isKept) {
      await this.#store.remove(this.#room, this.#writer);
      this.#isKept = false;
    }
  }
}
