// edge: what other processes tell
import type { RoomName } from '@overlegtafel/protocol';
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { Listeners, type Changes } from '../log/changes.ts';
import { settingsFor } from './connections.ts';

const channel = 'overlegtafel_rooms';
const retryMs = 1_000;
/** A notification carries at most 8,000 bytes. */
const roomsPerNotice = 100;

/**
 * News between processes on one PostgreSQL. Told after the commit and not in it: `NOTIFY` inside a
 * transaction makes all commits of the database wait for each other.
 */
export class PostgresChanges implements Changes {
  readonly #listeners = new Listeners();
  readonly #pool: pg.Pool;
  readonly #url: string;
  readonly #me = randomBytes(9).toString('base64url');
  #client: pg.Client | undefined;
  #retry: NodeJS.Timeout | undefined;
  #isClosed = false;
  #waiting = new Set<RoomName>();
  #telling: Promise<void> | undefined;

  constructor(pool: pg.Pool, url: string) {
    this.#pool = pool;
    this.#url = url;
  }

  /** Resolves when it listens. A connection that is lost later is made again by itself. */
  async listen(): Promise<void> {
    const client = new pg.Client(settingsFor(this.#url));
    client.on('error', () => this.#lost(client));
    client.on('end', () => this.#lost(client));
    client.on('notification', ({ payload }) => this.#hear(payload ?? ''));
    this.#client = client;
    await client.connect();
    await client.query(`LISTEN ${channel}`);
  }

  watch(listener: (room: RoomName) => void): () => void {
    return this.#listeners.add(listener);
  }

  appended(heads: ReadonlyMap<RoomName, number>): void {
    this.#tellOthers(heads.keys());
  }

  changed(rooms: readonly RoomName[]): void {
    this.#listeners.tell(rooms);
    this.#tellOthers(rooms);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#retry);
    await this.#telling;
    await this.#client?.end().catch(() => undefined);
  }

  /** One notice at a time: what comes in meanwhile goes into the next. */
  #tellOthers(rooms: Iterable<RoomName>): void {
    for (const room of rooms) this.#waiting.add(room);
    this.#telling ??= this.#tellWaiting();
  }

  async #tellWaiting(): Promise<void> {
    while (this.#waiting.size > 0) {
      const rooms = [...this.#waiting].slice(0, roomsPerNotice);
      for (const room of rooms) this.#waiting.delete(room);
      const notice = [this.#me, ...rooms].join(' ');
      // A notice may be lost: every room also reads on by itself.
      await this.#pool.query('SELECT pg_notify($1, $2)', [channel, notice]).catch(() => undefined);
    }
    this.#telling = undefined;
  }

  #hear(notice: string): void {
    const [from, ...rooms] = notice.split(' ');
    if (from !== this.#me) this.#listeners.tell(rooms as RoomName[]);
  }

  #lost(client: pg.Client): void {
    if (this.#isClosed || this.#client !== client) return;
    this.#client = undefined;
    this.#retry = setTimeout(() => {
      this.listen().catch(() => this.#lost(this.#client ?? client));
    }, retryMs);
    this.#retry.unref();
  }
}
