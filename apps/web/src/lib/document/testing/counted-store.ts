import type { OutboxStore } from '../keeping/outbox-store.ts';

/** A store that knows whether it is busy, so that a test can wait for it without a clock. */
export class CountedStore implements OutboxStore {
  readonly #store: OutboxStore;
  #running = 0;

  constructor(store: OutboxStore) {
    this.#store = store;
  }

  get isBusy(): boolean {
    return this.#running > 0;
  }

  read: OutboxStore['read'] = (...given) => this.#count(this.#store.read(...given));
  readAll: OutboxStore['readAll'] = () => this.#count(this.#store.readAll());
  isEmpty: OutboxStore['isEmpty'] = () => this.#count(this.#store.isEmpty());
  write: OutboxStore['write'] = (...given) => this.#count(this.#store.write(...given));
  remove: OutboxStore['remove'] = (...given) => this.#count(this.#store.remove(...given));
  clear: OutboxStore['clear'] = () => this.#count(this.#store.clear());

  async #count<T>(running: Promise<T>): Promise<T> {
    this.#running += 1;
    try {
      return await running;
    } finally {
      this.#running -= 1;
    }
  }
}
