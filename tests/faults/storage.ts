/**
 * What lies on disk, opened with the packages of the server while the server itself is down: rooms
 * are made before it starts and their logs are read after it ended.
 */
import { openSqlite, readOrMakeKeyFile, type Database } from '@overlegtafel/db';
import { newDocument, schemaVersion } from '@overlegtafel/documents';
import { readId } from '@overlegtafel/domain';
import { parseRoomName, type RoomName } from '@overlegtafel/protocol';
import { join } from 'node:path';
import * as Y from 'yjs';
import { contentHash, editIn } from './content.ts';
import type { FinalLog, LoggedRow } from './history.ts';

/** Where practice mode keeps the key that it makes. */
const keyName = 'practice.key';

/** Opens the storage of a server that is not running, and closes it again. */
export async function withStorage<T>(
  dataFolder: string,
  use: (database: Database) => Promise<T>,
): Promise<T> {
  const database = await openSqlite({
    dataDir: dataFolder,
    keys: readOrMakeKeyFile(join(dataFolder, keyName)),
    writer: 'main',
    onFatal: (error) => {
      throw error;
    },
  });
  try {
    return await use(database);
  } finally {
    await database.close();
  }
}

/** So many rooms that stand on no agenda: everybody of the practice table may write in them. */
export function roomNames(count: number): RoomName[] {
  return Array.from({ length: count }, (_, i): RoomName => `item:oefen-${i}`);
}

/**
 * The first row of every room of a test: an update without content. Reading from after row 1 never
 * starts with a snapshot, so that all other rows can be read one by one.
 */
const firstRow = {
  seq: 1,
  writer: 'chair/made-by-the-test',
  n: 1,
  update: Y.encodeStateAsUpdate(new Y.Doc()),
};

export async function createRooms(dataFolder: string, rooms: readonly RoomName[]): Promise<void> {
  const chair = readId('PersonId', 'chair', 'person');
  if (!chair.ok) throw new Error('the practice table has a chair');
  const { writer, n, update } = firstRow;
  const entry = { writer, n, update, person: chair.value, clientIds: [], atMs: Date.now() };
  await withStorage(dataFolder, async ({ roomGate, roomLog }) => {
    await roomGate.create(rooms.map((room) => ({ room, schemaVersion })));
    await roomLog.append(rooms.map((room) => ({ ...entry, room })));
  });
}

export interface StoredRoom extends FinalLog {
  /** What verifying the chain said; empty when it holds. */
  readonly complaints: readonly string[];
}

/** The log of a room as the checker wants it, with the verdict on its chain. */
export async function readStoredRoom(
  database: Database,
  room: RoomName,
  at: number,
): Promise<StoredRoom> {
  const record = await database.roomLog.read(room, firstRow.seq);
  if (record === undefined) throw new Error(`${room} is gone`);
  const verdict = await database.verifyRoom(room);
  const rows = [firstRow, ...record.rows].map(({ seq, writer, n, update }): LoggedRow => ({
    seq,
    writer,
    n,
    ...editIn(update),
  }));
  const complaints = verdict?.kind === 'broken' ? [`row ${verdict.seq}: ${verdict.what}`] : [];
  const updates = record.rows.map((row) => row.update);
  return { kind: 'log', at, room, rows, replayed: replayedHash(room, updates), complaints };
}

function replayedHash(room: RoomName, updates: readonly Uint8Array[]): string {
  const doc = newDocument(parseRoomName(room)?.kind ?? 'item', { gc: true });
  doc.transact(() => {
    for (const update of updates) Y.applyUpdate(doc, update);
  });
  return contentHash(doc);
}
