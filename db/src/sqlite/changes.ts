// edge: rows as SQLite gives them
import type { RoomName } from '@overlegtafel/protocol';
import { Listeners, type Changes } from '../log/changes.ts';
import type { Connection } from './connection.ts';

interface Seen {
  readonly head: number;
  readonly state: string;
}

/**
 * News between processes on one SQLite file. One server process is the rule there; this is for the
 * tool that closes or repairs beside it. SQLite tells only that something was written, so the heads
 * are compared then.
 */
export class SqliteChanges implements Changes {
  readonly #listeners = new Listeners();
  readonly #version;
  readonly #rooms;
  readonly #pollMs: number;
  #lastVersion: unknown;
  #seen = new Map<RoomName, Seen>();
  #timer: NodeJS.Timeout | undefined;

  constructor(connection: Connection, pollMs: number) {
    this.#version = connection.prepare('PRAGMA data_version').pluck();
    this.#rooms = connection.prepare('SELECT id, head, state FROM room');
    this.#pollMs = pollMs;
  }

  watch(listener: (room: RoomName) => void): () => void {
    this.#start();
    const stop = this.#listeners.add(listener);
    return () => {
      stop();
      if (this.#listeners.isEmpty) this.#stop();
    };
  }

  appended(heads: ReadonlyMap<RoomName, number>): void {
    if (!this.#timer) return;
    for (const [room, head] of heads) this.#seen.set(room, { head, state: 'open' });
  }

  changed(rooms: readonly RoomName[]): void {
    this.#listeners.tell(rooms);
  }

  close(): Promise<void> {
    this.#stop();
    return Promise.resolve();
  }

  #start(): void {
    if (this.#timer) return;
    this.#lastVersion = this.#version.get();
    this.#seen = this.#readRooms();
    this.#timer = setInterval(() => this.#pollQuietly(), this.#pollMs);
    this.#timer.unref();
  }

  #stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  /** Hints may be lost. What is wrong with the file is said by whoever reads or writes. */
  #pollQuietly(): void {
    try {
      this.#poll();
    } catch {
      this.#stop();
    }
  }

  #poll(): void {
    const version = this.#version.get();
    if (version === this.#lastVersion) return;
    this.#lastVersion = version;
    const before = this.#seen;
    this.#seen = this.#readRooms();
    this.#listeners.tell([...this.#seen].filter(isNews(before)).map(([room]) => room));
    this.#listeners.tell([...before.keys()].filter((room) => !this.#seen.has(room)));
  }

  #readRooms(): Map<RoomName, Seen> {
    const rows = this.#rooms.all() as (Seen & { id: RoomName })[];
    return new Map(rows.map(({ id, head, state }) => [id, { head, state }]));
  }
}

/** A room that is further, or shut, since it was seen. New empty rooms are no news. */
function isNews(before: ReadonlyMap<RoomName, Seen>) {
  return ([room, now]: [RoomName, Seen]) => {
    const then = before.get(room) ?? { head: 0, state: 'open' };
    return now.head > then.head || now.state !== then.state;
  };
}
