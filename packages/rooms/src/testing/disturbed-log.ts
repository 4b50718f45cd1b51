import type { PersonId } from '@overlegtafel/domain';
import type { RoomName } from '@overlegtafel/protocol';
import type {
  AppendOutcome,
  ClientClaim,
  LogEntry,
  RoomLog,
  RoomRecord,
  RoomSnapshot,
} from '../room-log.ts';

/** What goes wrong next. Empty: nothing. */
export type Disturbance =
  /** Not stored. */
  | 'fails'
  /** Stored, but nobody is told. */
  | 'answer-lost';

/** A log that does what a test tells it. Counts what it was asked. */
export class DisturbedLog implements RoomLog {
  readonly #log: RoomLog;
  /** One for each append that is to go wrong. */
  readonly appends: Disturbance[] = [];
  /** One for each read that is to fail. */
  readonly reads: Disturbance[] = [];
  /** While set, appends wait for it before they store. */
  barrier: Promise<void> | undefined;
  /** Entries of each append, as they were asked for. */
  readonly batches: (readonly LogEntry[])[] = [];
  /** Told how many rows a reading gave. */
  wasRead: (rows: number) => void = () => undefined;
  isDeaf = false;

  constructor(log: RoomLog) {
    this.#log = log;
  }

  async read(room: RoomName, after: number, atMost?: number): Promise<RoomRecord | undefined> {
    if (this.reads.shift()) throw new Error('no answer');
    const record = await this.#log.read(room, after, atMost);
    this.wasRead(record?.rows.length ?? 0);
    return record;
  }

  async append(entries: readonly LogEntry[]): Promise<readonly AppendOutcome[]> {
    this.batches.push(entries);
    await this.barrier;
    const disturbance = this.appends.shift();
    if (disturbance === 'fails') throw new Error('not stored');
    const outcomes = await this.#log.append(entries);
    if (disturbance === 'answer-lost') throw new Error('answer lost');
    return outcomes;
  }

  claim(claims: readonly ClientClaim[]): Promise<readonly PersonId[]> {
    return this.#log.claim(claims);
  }

  saveSnapshot(room: RoomName, snapshot: RoomSnapshot): Promise<void> {
    return this.#log.saveSnapshot(room, snapshot);
  }

  watch(listener: (room: RoomName) => void): () => void {
    return this.#log.watch((room) => {
      if (!this.isDeaf) listener(room);
    });
  }
}
