import type { RoomName } from '@overlegtafel/protocol';

/** How news of a room goes round between the processes on one database. Hints, and nothing more. */
export interface Changes {
  watch(listener: (room: RoomName) => void): () => void;
  /** This process added rows, up to these heads: the others have to read on. */
  appended(heads: ReadonlyMap<RoomName, number>): void;
  /** Rooms were released, closed or destroyed: everybody has to read, this process too. */
  changed(rooms: readonly RoomName[]): void;
  close(): Promise<void>;
}

/** Those who want to hear of changes in this process. */
export class Listeners {
  readonly #listeners = new Set<(room: RoomName) => void>();

  add(listener: (room: RoomName) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  get isEmpty(): boolean {
    return this.#listeners.size === 0;
  }

  tell(rooms: Iterable<RoomName>): void {
    for (const room of rooms) for (const listener of this.#listeners) listener(room);
  }
}
