import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { noteLeft } from './left-hint.ts';
import { decodeRecord, encodeRecord, type KeptRecord } from './kept-record.ts';
import type { Safe } from './safe.ts';

/** Where the outboxes of one person outlive a page. */
export interface OutboxStore {
  /** Everything that is kept for a room, the records of other open pages included. */
  read(room: string): Promise<readonly KeptRecord[]>;
  /** Everything of this person, of every room. */
  readAll(): Promise<readonly KeptRecord[]>;
  /** Keeps a record in the place of the one of the same writer. */
  write(room: string, record: KeptRecord): Promise<void>;
  /** Whether nothing of anybody is kept on this device. */
  isEmpty(): Promise<boolean>;
  remove(room: string, writer: Uint8Array): Promise<void>;
  /** Forgets everything of this person: after signing out nothing stays behind. */
  clear(): Promise<void>;
}

interface Drawers extends DBSchema {
  outboxes: { key: string; value: Uint8Array };
}

const databaseName = 'overlegtafel';
const drawer = 'outboxes';

/** Outboxes in IndexedDB. Neither what is kept nor for whom and for which room can be read there. */
export async function indexedDbStore(safe: Safe): Promise<OutboxStore> {
  const database = await openDB<Drawers>(databaseName, 1, {
    upgrade(opened) {
      opened.createObjectStore(drawer);
    },
  });
  const owner = await safe.nameOf('owner');
  const placeOf = async (room: string, writer?: Uint8Array) => {
    const place = `${owner}.${await safe.nameOf(`room ${room}`)}.`;
    return writer === undefined ? place : place + (await safe.nameOf(`writer ${writer.join()}`));
  };
  return {
    async read(room) {
      return openAll(safe, await allUnder(database, await placeOf(room)));
    },
    async readAll() {
      return openAll(safe, await allUnder(database, `${owner}.`));
    },
    async write(room, record) {
      const key = await placeOf(room, record.outbox.writer);
      const closed = await safe.close(encodeRecord(room, record), key);
      // Before, for the page may end meanwhile; and after, for another page may have found nothing yet.
      noteLeft();
      await database.put(drawer, closed, key);
      noteLeft();
    },
    async isEmpty() {
      return (await database.count(drawer)) === 0;
    },
    async remove(room, writer) {
      await database.delete(drawer, await placeOf(room, writer));
    },
    async clear() {
      await database.delete(drawer, under(`${owner}.`));
    },
  };
}

function under(place: string): IDBKeyRange {
  return IDBKeyRange.bound(place, `${place}\uffff`);
}

type Closed = readonly (readonly [key: string, closed: Uint8Array])[];

async function allUnder(database: IDBPDatabase<Drawers>, place: string): Promise<Closed> {
  const reading = database.transaction(drawer);
  const [keys, values] = await Promise.all([
    reading.store.getAllKeys(under(place)),
    reading.store.getAll(under(place)),
  ]);
  return keys.flatMap((key, i) => {
    const value = values[i];
    return value === undefined ? [] : [[key, value] as const];
  });
}

/** A record that cannot be opened is left where it is: it may be readable for the program that wrote it. */
async function openAll(safe: Safe, closed: Closed): Promise<KeptRecord[]> {
  const opened = await Promise.all(closed.map(([key, value]) => safe.open(value, key)));
  return opened.flatMap((bytes) => {
    const record = bytes === undefined ? undefined : decodeRecord(bytes);
    return record === undefined ? [] : [record];
  });
}
