import type { RoomName } from '@overlegtafel/protocol';
import type {
  AppendOutcome,
  ClientClaim,
  LogEntry,
  RoomLog,
  RoomRecord,
  RoomSnapshot,
} from '@overlegtafel/rooms';
import type { PersonId } from '@overlegtafel/domain';

/** Told once the rows are on disk; never throws. */
export type Written = (room: RoomName) => void;

/** A log that tells of every room in which something was written, here or by another process. */
export class ObservedLog implements RoomLog {
  readonly #log: RoomLog;
  readonly #listeners = new Set<Written>();

  constructor(log: RoomLog) {
    this.#log = log;
    log.watch((room) => {
      this.#tell(room);
    });
  }

  /** Calls the listener with rooms that changed; late, doubled or lost is possible, as with `watch`. */
  observe(listener: Written): void {
    this.#listeners.add(listener);
  }

  read(room: RoomName, after: number): Promise<RoomRecord | undefined> {
    return this.#log.read(room, after);
  }

  async append(entries: readonly LogEntry[]): Promise<readonly AppendOutcome[]> {
    const outcomes = await this.#log.append(entries);
    const rooms = new Set<RoomName>();
    outcomes.forEach(({ kind }, i) => {
      const room = entries[i]?.room;
      if (room !== undefined && kind === 'appended') rooms.add(room);
    });
    for (const room of rooms) this.#tell(room);
    return outcomes;
  }

  claim(claims: readonly ClientClaim[]): Promise<readonly PersonId[]> {
    return this.#log.claim(claims);
  }

  saveSnapshot(room: RoomName, snapshot: RoomSnapshot): Promise<void> {
    return this.#log.saveSnapshot(room, snapshot);
  }

  watch(listener: (room: RoomName) => void): () => void {
    return this.#log.watch(listener);
  }

  #tell(room: RoomName): void {
    for (const listener of this.#listeners) listener(room);
  }
}
