import type { Clock } from '../clock.ts';
import { bounded } from './bounded.ts';
import type { KeptRecord } from './kept-record.ts';
import type { OutboxStore } from './outbox-store.ts';

/** Where what is not saved stands: on this device, in this tab alone, or on its way to the device. */
export type Place = 'DEVICE' | 'TAB' | 'UNSURE';

export interface CopyParts {
  readonly room: string;
  readonly writer: Uint8Array;
  readonly clock: Clock;
  /** Where it stands may be another place now. */
  readonly changed: () => void;
}

/**
 * The copy of one outbox on this device. Writes one state after the other; while one is being written the newer
 * ones become one. Without a store there is no copy: then it stands in this tab alone, and that is said.
 */
export class KeptCopy {
  readonly #parts: CopyParts;
  #store: OutboxStore | undefined;
  #next: KeptRecord | undefined;
  /** The newest, for a store that comes later. */
  #newest: KeptRecord | undefined;
  #writing: Promise<void> | undefined;
  #isKept: boolean;
  #place: Place;

  /** @param isKept whether there is something of this writer already */
  constructor(parts: CopyParts, store: OutboxStore | undefined, isKept: boolean) {
    this.#parts = parts;
    this.#store = store;
    this.#isKept = isKept;
    this.#place = store === undefined ? 'TAB' : 'DEVICE';
  }

  /** Where all of the newest stands. */
  get place(): Place {
    return this.#place;
  }

  /** The device can keep it by now. */
  moveTo(store: OutboxStore): void {
    if (this.#store !== undefined) return;
    this.#store = store;
    if (this.#newest !== undefined) this.keep(this.#newest);
  }

  /** This is what has to outlive the page from now on; nothing at all when nothing waits in it. */
  keep(record: KeptRecord): void {
    this.#newest = record;
    if (this.#store === undefined) return;
    if (record.outbox.waiting.length > 0 && this.#place === 'DEVICE') this.#place = 'UNSURE';
    this.#next = record;
    this.#writing ??= this.#writeOn(this.#store);
  }

  /** Fulfilled when nothing is being written any more. Tells whether the device has all of it. */
  async settled(): Promise<boolean> {
    await this.#writing;
    return this.#place === 'DEVICE';
  }

  async #writeOn(store: OutboxStore): Promise<void> {
    // All changes of this turn are one.
    await Promise.resolve();
    while (this.#next !== undefined) {
      const record = this.#next;
      this.#next = undefined;
      const place = await this.#write(store, record);
      // What failed is tried again with the next change; what is newer by now is on its way.
      this.#stands(this.#next === undefined || place === 'TAB' ? place : 'UNSURE');
    }
    this.#writing = undefined;
  }

  /** A device that cannot keep it, or does not answer: the text is still in the page, and on its way to the server. */
  #write(store: OutboxStore, record: KeptRecord): Promise<Place> {
    const { room, writer, clock } = this.#parts;
    const isWaiting = record.outbox.waiting.length > 0;
    if (!isWaiting && !this.#isKept) return Promise.resolve('DEVICE');
    this.#isKept = true;
    const written = isWaiting ? store.write(room, record) : store.remove(room, writer);
    return bounded<Place>(
      written.then(() => {
        this.#isKept = isWaiting;
        return 'DEVICE';
      }),
      clock,
      {
        otherwise: 'TAB',
        late: () => {
          if (this.#newest === record) this.#stands('DEVICE');
        },
      },
    );
  }

  #stands(place: Place): void {
    if (place === this.#place) return;
    this.#place = place;
    this.#parts.changed();
  }
}
