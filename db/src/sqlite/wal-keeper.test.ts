import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder, testKeys } from '../testing/sample-rooms.ts';
import { openToRead, openToWrite, walPages, type Connection } from './connection.ts';
import { fileName, openSqlite } from './open-sqlite.ts';
import { StandingFiles } from './standing-files.ts';
import { WalKeeper } from './wal-keeper.ts';

const never = 2 ** 30;
const many = 1_100;

let folder: ReturnType<typeof temporaryFolder>;
let opened: { close(): unknown }[];

beforeEach(() => {
  folder = temporaryFolder();
  opened = [];
});

afterEach(async () => {
  for (const one of opened.toReversed()) await one.close();
  folder[Symbol.dispose]();
});

/** A database with so many pages in its WAL, and somebody who keeps that short. */
function written(pages: number): { keeper: WalKeeper; reader: Connection; writer: Connection } {
  const file = { path: join(folder.path, fileName), key: testKeys.file };
  const writer = openToWrite(file);
  writer.exec('CREATE TABLE thing (id INTEGER PRIMARY KEY, body BLOB)');
  for (let page = 0; page < pages; page += 1) addPage(writer);
  const reader = openToRead(file);
  const files = new StandingFiles(file.path);
  const keeper = new WalKeeper({ reader, file, files, lookEveryMs: never });
  opened.push(writer, reader, keeper);
  return { keeper, reader, writer };
}

function addPage(writer: Connection): void {
  writer.exec('INSERT INTO thing (body) VALUES (zeroblob(4000))');
}

describe('the WAL of SQLite', () => {
  it('ST420 is put into the file apart when it is long, and begins anew', async () => {
    const { keeper, reader, writer } = written(many);
    expect(walPages(reader).checkpointed).toBe(0);
    keeper.look();
    await keeper.settled();
    const { log, checkpointed } = walPages(reader);
    expect(checkpointed).toBe(log);
    expect(log).toBeGreaterThan(many);
    addPage(writer);
    expect(walPages(reader).log).toBeLessThan(10);
  });

  it('ST420 is left alone while it is short', async () => {
    const { keeper, reader } = written(10);
    keeper.look();
    await keeper.settled();
    expect(walPages(reader).checkpointed).toBe(0);
  });

  it('ST420 is only read while somebody reads what is in it, and put into the file after', async () => {
    const { keeper, reader, writer } = written(many);
    const slow = openToRead({ path: join(folder.path, fileName), key: testKeys.file });
    opened.push(slow);
    slow.exec('BEGIN');
    slow.prepare('SELECT count(*) FROM thing').get();
    addPage(writer);
    keeper.look();
    await keeper.settled();
    expect(walPages(reader).checkpointed).toBeLessThan(walPages(reader).log);
    slow.exec('COMMIT');
    for (let page = 0; page < many; page += 1) addPage(writer);
    keeper.look();
    await keeper.settled();
    expect(walPages(reader).checkpointed).toBe(walPages(reader).log);
  });

  it('ST420 of a file that went away hinders nobody', async () => {
    const { keeper, reader } = written(many);
    const file = { path: join(folder.path, 'elsewhere.db'), key: testKeys.file };
    const lookEveryMs = never;
    const lost = new WalKeeper({ reader, file, files: { areThere: true }, lookEveryMs });
    opened.push(lost);
    lost.look();
    await lost.settled();
    expect(walPages(reader).checkpointed).toBe(0);
    keeper.look();
    await keeper.settled();
    expect(walPages(reader).checkpointed).toBeGreaterThan(many);
  });

  it('ST420 of the database that the product opens is kept short by itself', async () => {
    const onFatal = (error: Error) => {
      throw error;
    };
    const database = await openSqlite({
      ...{ dataDir: folder.path, keys: testKeys, writer: 'main', onFatal, walLookMs: 5 },
    });
    const file = { path: join(folder.path, fileName), key: testKeys.file };
    const [reader, beside] = [openToRead(file), openToWrite(file)];
    opened.push(database, reader, beside);
    beside.exec('CREATE TABLE thing (id INTEGER PRIMARY KEY, body BLOB)');
    for (let page = 0; page < many; page += 1) addPage(beside);
    await expect
      .poll(() => walPages(reader).checkpointed, { timeout: 30_000 })
      .toBeGreaterThan(many);
  });
});
