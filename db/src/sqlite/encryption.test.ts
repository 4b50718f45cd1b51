import Database from 'better-sqlite3';
import { copyFileSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UnsupportedVersionError, WrongKeyError } from '../errors.ts';
import {
  entries,
  entry,
  openTestSqlite,
  otherKeys,
  otherRoom,
  room,
  temporaryFolder,
  testKeys,
} from '../testing/sample-rooms.ts';
import { openToRead, openToWrite } from './connection.ts';
import { openSqlite } from './open-sqlite.ts';

const fileOf = (folder: string) => ({ path: join(folder, 'overlegtafel.db'), key: testKeys.file });
const onFatal = () => undefined;

describe('the file', () => {
  it('ST30 nothing that was written stands in any file, while it is open and after', async () => {
    using folder = temporaryFolder();
    const database = await openTestSqlite(folder.path);
    await database.roomLog.append(entries(50));
    const state = Buffer.from('canary in the state');
    await database.roomLog.saveSnapshot(room, { upTo: 50, state, stateVector: state });
    const foundIn = () =>
      readdirSync(folder.path).filter((name) => {
        const bytes = readFileSync(join(folder.path, name)).toString('latin1');
        return ['canary', 'wijkagent', room, 'SQLite format', 'room_update'].some((word) =>
          bytes.includes(word),
        );
      });
    expect(readdirSync(folder.path)).toContain('overlegtafel.db-wal');
    expect(foundIn()).toEqual([]);
    await database.close();
    expect(foundIn()).toEqual([]);
  });

  it('ST30 only its owner can open any of the files', async () => {
    using folder = temporaryFolder();
    const database = await openTestSqlite(folder.path);
    await database.roomLog.append([entry(1)]);
    const rights = readdirSync(folder.path).map((name) => statSync(join(folder.path, name)).mode);
    expect(rights.map((mode) => mode & 0o077)).toEqual(rights.map(() => 0));
    await database.close();
  });

  it('ST31 who has the key of the file still does not read the words', async () => {
    using folder = temporaryFolder();
    const database = await openTestSqlite(folder.path);
    await database.roomLog.append(entries(5));
    await database.close();
    const connection = openToRead(fileOf(folder.path));
    const rows = JSON.stringify(
      connection.prepare('SELECT hex(body) AS body, writer FROM room_update').all(),
    );
    connection.close();
    expect(rows).toContain('canary-writer');
    expect(rows).not.toContain(Buffer.from('canary').toString('hex').toUpperCase());
  });

  it('ST32 another key is refused, and changes nothing', async () => {
    using folder = temporaryFolder();
    const database = await openTestSqlite(folder.path);
    await database.roomLog.append([entry(1)]);
    await database.close();
    const before = readFileSync(fileOf(folder.path).path);
    const opening = openSqlite({ dataDir: folder.path, keys: otherKeys, onFatal });
    await expect(opening).rejects.toThrow(WrongKeyError);
    expect(readFileSync(fileOf(folder.path).path).equals(before)).toBe(true);
  });

  it('ST32 the right file key with another key of the cases is refused', async () => {
    using folder = temporaryFolder();
    await (await openTestSqlite(folder.path)).close();
    const keys = { ...testKeys, wrapping: otherKeys.wrapping };
    await expect(openSqlite({ dataDir: folder.path, keys, onFatal })).rejects.toThrow(
      WrongKeyError,
    );
  });

  it('ST31 a body that is moved to another row does not open, even when the chain is made to fit', async () => {
    using folder = temporaryFolder();
    const database = await openTestSqlite(folder.path);
    await database.roomGate.create([{ room: otherRoom, schemaVersion: 1, caseId: room }]);
    await database.roomLog.append([entry(1), entry(1, { room: otherRoom })]);
    await database.close();
    const connection = openToWrite(fileOf(folder.path));
    connection.exec(`DROP TRIGGER room_update_never_changes;
      UPDATE room_update SET body = (SELECT body FROM room_update WHERE room = '${otherRoom}')
      WHERE room = '${room}'`);
    connection.close();
    const again = await openTestSqlite(folder.path);
    await expect(again.roomLog.read(room, 0)).rejects.toThrow('row 1');
    expect((await again.roomLog.read(otherRoom, 0))?.rows).toHaveLength(1);
    await again.close();
  });
});

describe('the start', () => {
  it('ST1 the writing connection syncs every commit', () => {
    using folder = temporaryFolder();
    const connection = openToWrite(fileOf(folder.path));
    const pragma = (name: string): unknown => connection.pragma(name, { simple: true });
    expect(pragma('synchronous')).toBe(2);
    expect(pragma('journal_mode')).toBe('wal');
    expect(pragma('foreign_keys')).toBe(1);
    expect(pragma('trusted_schema')).toBe(0);
    expect(pragma('cell_size_check')).toBe(1);
    expect(pragma('mmap_size')).toBe(0);
    connection.close();
  });

  it('ST41 a database of a newer version is refused and left as it is', async () => {
    using folder = temporaryFolder();
    await (await openTestSqlite(folder.path)).close();
    const connection = openToWrite(fileOf(folder.path));
    connection.exec(`INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('new', 9e15)`);
    connection.close();
    const before = readFileSync(fileOf(folder.path).path);
    const opening = openSqlite({ dataDir: folder.path, keys: testKeys, onFatal });
    await expect(opening).rejects.toThrow(UnsupportedVersionError);
    expect(readFileSync(fileOf(folder.path).path).equals(before)).toBe(true);
  });

  it('ST42 the build of SQLite is new enough', () => {
    const memory = new Database(':memory:');
    const version = String(memory.prepare('SELECT sqlite_version()').pluck().get());
    memory.close();
    expect(version.localeCompare('3.51.3', 'en', { numeric: true })).toBeGreaterThanOrEqual(0);
  });

  it('ST21 a flipped byte anywhere in the file is found at the start or named by the check', async () => {
    using folder = temporaryFolder();
    const database = await openTestSqlite(folder.path);
    await database.roomLog.append(entries(400));
    await database.close();
    const whole = readFileSync(fileOf(folder.path).path);
    const pages = whole.length / 4096;
    let found = 0;
    for (let page = 0; page < pages; page++) {
      using copy = temporaryFolder();
      const damaged = Buffer.from(whole);
      const at = page * 4096 + ((page * 997) % 4096);
      damaged[at] = (damaged[at] ?? 0) ^ 0x40;
      copyFileSync(fileOf(folder.path).path, fileOf(copy.path).path);
      writeFileSync(fileOf(copy.path).path, damaged);
      const opened = await openTestSqlite(copy.path).catch((error: unknown) => error);
      if (opened instanceof Error)
        found += /damaged|malformed|not a database/.test(opened.message) ? 1 : 0;
      else await (opened as typeof database).close();
    }
    expect(found).toBe(pages);
  });
});
