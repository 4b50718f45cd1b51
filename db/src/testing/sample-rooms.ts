// edge: made-up people and rooms
import type { PersonId } from '@overlegtafel/domain';
import type { RoomName } from '@overlegtafel/protocol';
import type { LogEntry } from '@overlegtafel/rooms';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '../database.ts';
import { deriveKeys } from '../keys/key-file.ts';
import { openSqlite, type SqliteConfig } from '../sqlite/open-sqlite.ts';

/** The keys that the tests use, and the ones of somebody else. */
export const testKeys = deriveKeys(Buffer.alloc(32, 7));
export const otherKeys = deriveKeys(Buffer.alloc(32, 8));

export const room: RoomName = 'item:aaaaaaaaaaaaaaaaaaaaaaaaaa';
export const otherRoom: RoomName = 'meeting:bbbbbbbbbbbbbbbbbbbbbbbbbb';
const person = 'wijkagent' as PersonId;

/** An update of a writer. The words are what nobody may find on the disk. */
export function entry(n: number, change: Partial<LogEntry> = {}): LogEntry {
  const update = Buffer.from(`canary in update ${n}`);
  const writer = 'wijkagent/canary-writer';
  return {
    room,
    writer,
    n,
    person,
    clientIds: [4_000_000 + n],
    atMs: 1_000 + n,
    update,
    ...change,
  };
}

/** Entries 1 up to and including a number. */
export function entries(upTo: number, change: Partial<LogEntry> = {}): LogEntry[] {
  return Array.from({ length: upTo }, (_, i) => entry(i + 1, change));
}

/** A folder that is removed with `using`. */
export function temporaryFolder(): Disposable & { readonly path: string } {
  const path = mkdtempSync(join(tmpdir(), 'overlegtafel-db-'));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

/** Opens SQLite in a folder, on the main thread unless told otherwise, with one empty room. */
export async function openTestSqlite(
  dataDir: string,
  change: Partial<SqliteConfig> = {},
): Promise<Database> {
  const onFatal = () => undefined;
  const database = await openSqlite({
    dataDir,
    keys: testKeys,
    writer: 'main',
    onFatal,
    ...change,
  });
  await database.roomGate.create([{ room, schemaVersion: 1 }]);
  return database;
}
