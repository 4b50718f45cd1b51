/** Rooms with a history: how one is filled, and how somebody joins it. */
import * as Y from 'yjs';
import {
  emptyStateVector,
  emptyStep2,
  kindOf,
  syncStep1,
  updateIn,
  updateMessage,
} from '../messages.ts';
import { cookieOf, roomOf, type LoadOptions } from '../options.ts';
import { connect, hasFirstSync, type Connection } from '../protocols.ts';

const patienceMs = 120_000;
const seedersAtOnce = 4;

export function historyOf(options: LoadOptions): NonNullable<LoadOptions['history']> {
  if (options.history === undefined) throw new Error('this scenario needs --history');
  return options.history;
}

/** Puts the history into so many rooms. The connections stay open: they keep the rooms in memory. */
export async function seedRooms(options: LoadOptions, count: number): Promise<Connection[]> {
  const seeders: Connection[] = [];
  let next = 0;
  const seedOneByOne = async () => {
    for (let table = next++; table < count; table = next++) {
      seeders.push(await seedRoom(options, table));
    }
  };
  await Promise.all(Array.from({ length: seedersAtOnce }, seedOneByOne));
  return seeders;
}

function seedRoom(options: LoadOptions, table: number): Promise<Connection> {
  const { state, stateVector } = historyOf(options);
  const room = roomOf(options, table);
  const isReady = hasFirstSync(options.protocol);
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error(`${room} was never seeded`));
    }, patienceMs);
    const done = (connection: Connection) => {
      clearTimeout(timer);
      resolve(connection);
    };
    let sent = false;
    const send = (connection: Connection) => {
      sent = true;
      connection.send(updateMessage(state));
    };
    connect(
      options,
      { room, cookie: cookieOf(options, table, 0) },
      {
        ready: (connection) => {
          if (isReady) connection.send(syncStep1(emptyStateVector));
          else {
            send(connection);
            done(connection);
          }
        },
        message: (connection, bytes, start) => {
          const kind = kindOf(bytes, start);
          if (kind === 'step1') connection.send(emptyStep2);
          if (kind !== 'step2') return;
          if (sent) done(connection);
          else {
            send(connection);
            // The answer to this comes after the history was taken.
            connection.send(syncStep1(stateVector));
          }
        },
        close: (error) => {
          reject(error ?? new Error(`${room} was closed while it was seeded`));
        },
      },
    );
  });
}

export interface Joined {
  readonly connection: Connection;
  readonly openMs: number;
  readonly syncMs: number;
  /** The server said "synced" before the content was there. */
  readonly isEarly: boolean;
  readonly bytes: number;
  readonly updates: readonly Uint8Array[];
}

/** Half a millisecond after the answer the other frames of the same write have come too. */
const earlyAfterMs = 0.5;

/**
 * Joins and waits for the content, not for the word "synced": some servers answer before they have
 * loaded the room. At least half of the bytes of the history have to come.
 */
export function joinOnce(
  options: LoadOptions,
  table: number,
  { keep = false, chair = 0 }: { readonly keep?: boolean; readonly chair?: number } = {},
): Promise<Joined> {
  const { state, stateVector } = historyOf(options);
  const asks = options.holdsDocument ? stateVector : emptyStateVector;
  const expected = options.holdsDocument ? 0 : state.length / 2;
  const room = roomOf(options, table);
  return new Promise((resolve, reject) => {
    const from = performance.now();
    let openMs = 0;
    let answeredMs: number | undefined;
    let isFirstAnswer = false;
    let bytes = 0;
    const updates: Uint8Array[] = [];
    const timer = setTimeout(() => {
      reject(new Error(`${room} was never synced`));
    }, patienceMs);
    const finish = (connection: Connection) => {
      clearTimeout(timer);
      const syncMs = performance.now() - from;
      const isEarly = !isFirstAnswer && syncMs - (answeredMs ?? syncMs) > earlyAfterMs;
      resolve({ connection, openMs, syncMs, isEarly, bytes, updates });
    };
    connect(
      options,
      { room, cookie: cookieOf(options, table, chair) },
      {
        ready: (connection) => {
          openMs = performance.now() - from;
          if (hasFirstSync(options.protocol)) connection.send(syncStep1(asks));
        },
        message: (connection, message, start) => {
          const kind = kindOf(message, start);
          if (kind === 'step1') connection.send(emptyStep2);
          if (kind !== 'step2' && kind !== 'update') return;
          isFirstAnswer = kind === 'step2' && answeredMs === undefined;
          if (isFirstAnswer) answeredMs = performance.now() - from;
          const update = updateIn(message, start);
          bytes += update.length;
          if (keep) updates.push(new Uint8Array(update));
          if (answeredMs !== undefined && bytes >= expected) finish(connection);
        },
        close: (error) => {
          clearTimeout(timer);
          reject(error ?? new Error(`${room} was closed before its sync`));
        },
      },
    );
  });
}

/** Joins a room of its own first, so that neither side compiles or loads code while measured. */
export async function joinForPractice(options: LoadOptions, table: number): Promise<void> {
  const light = { ...options, holdsDocument: true };
  const joined = await joinOnce(light, table);
  joined.connection.socket.close();
}

/** What the browser does with what it got. Milliseconds. */
export function applyMs(updates: readonly Uint8Array[]): number {
  const doc = new Y.Doc();
  const from = performance.now();
  for (const update of updates) Y.applyUpdate(doc, update);
  const spent = performance.now() - from;
  doc.destroy();
  return spent;
}
