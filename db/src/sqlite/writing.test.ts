import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { newStreams } from '../audit/line-chain.ts';
import { StorageUnavailableError } from '../errors.ts';
import { CaseKeys } from '../keys/case-keys.ts';
import {
  entries,
  openTestSqlite,
  room,
  temporaryFolder,
  testKeys,
} from '../testing/sample-rooms.ts';
import { type Connection, openToWrite } from './connection.ts';
import { chooseWriter, measureFsyncMs, slowestForMainMs } from './disk-speed.ts';
import { failureOf } from './failures.ts';
import { SqliteTurn } from './turn.ts';

const fileOf = (folder: string) => ({ path: join(folder, 'overlegtafel.db'), key: testKeys.file });

const keys = new CaseKeys(testKeys.wrapping);
const turnOn = (connection: Connection, files = { areThere: true }) =>
  new SqliteTurn(connection, { keys, streams: newStreams(), files });

/** Large updates, so that few of them fill what is left. */
const large = (upTo: number) => entries(upTo, { update: Buffer.alloc(50_000, 1) });

describe('a full disk', () => {
  it('ST5 stores nothing of the turn, keeps all before it, and goes on when there is room', async () => {
    using folder = temporaryFolder();
    const database = await openTestSqlite(folder.path);
    await database.roomLog.append(entries(3));
    const connection = openToWrite(fileOf(folder.path));
    const turn = turnOn(connection);
    const pages = Number(connection.pragma('page_count', { simple: true }));
    connection.pragma(`max_page_count = ${pages + 20}`);
    const jobs = [
      { kind: 'append', entries: large(5).slice(3) } as const,
      { kind: 'append', entries: large(9).slice(5) } as const,
    ];
    const results = turn.commit(jobs);
    expect(results.map((result) => result.kind === 'failed' && result.failure.why)).toEqual([
      'full',
      'full',
    ]);
    expect(await database.verifyRoom(room)).toMatchObject({ kind: 'sound', rows: 3 });
    connection.pragma(`max_page_count = ${pages + 2_000}`);
    expect(turn.commit(jobs).map(({ kind }) => kind)).toEqual(['appended', 'appended']);
    expect(await database.verifyRoom(room)).toMatchObject({ kind: 'sound', rows: 9 });
    connection.close();
    await database.close();
  });
});

describe('a lock of another process', () => {
  it.each(['main', 'worker'] as const)(
    'ST260 holds back what is written, and nobody else (%s)',
    async (writer) => {
      using folder = temporaryFolder();
      const troubles: unknown[] = [];
      const database = await openTestSqlite(folder.path, {
        writer,
        onTrouble: (trouble) => troubles.push(trouble),
      });
      await database.roomLog.append(entries(1));
      const beside = openToWrite(fileOf(folder.path));
      beside.exec('BEGIN EXCLUSIVE');
      const writing = database.roomLog.append(entries(2).slice(1));
      const read = await database.verifyRoom(room);
      expect(read).toMatchObject({ kind: 'sound', rows: 1 });
      beside.exec('COMMIT');
      expect((await writing).map(({ kind }) => kind)).toEqual(['appended']);
      beside.close();
      await database.close();
    },
  );

  it('ST260 a lock that is never given back is said, and what waited is refused to be tried again', async () => {
    using folder = temporaryFolder();
    const troubles: unknown[] = [];
    const pauses: number[] = [];
    const database = await openTestSqlite(folder.path, {
      onTrouble: (trouble) => troubles.push(trouble),
      pause: (ms) => Promise.resolve(pauses.push(ms)),
    });
    const beside = openToWrite(fileOf(folder.path));
    beside.exec('BEGIN EXCLUSIVE');
    await expect(database.roomLog.append(entries(1))).rejects.toThrow(StorageUnavailableError);
    expect(troubles).toEqual(['locked']);
    expect(pauses.reduce((sum, ms) => sum + ms, 0)).toBeGreaterThan(4_900);
    expect((await database.health()).status).toBe('trouble');
    beside.exec('COMMIT');
    await database.roomLog.append(entries(1));
    expect(troubles).toEqual(['locked', undefined]);
    expect((await database.health()).status).toBe('ok');
    beside.close();
    await database.close();
  });
});

describe('a database that is not in its place any more', () => {
  const moves = [
    ['moved away', (path: string) => renameSync(path, `${path}.elders`)],
    ['removed', (path: string) => rmSync(path)],
    ['without its WAL', (path: string) => rmSync(`${path}-wal`)],
    [
      'replaced by another',
      (path: string) => {
        renameSync(path, `${path}.elders`);
        openToWrite({ path, key: testKeys.file }).close();
      },
    ],
  ] as const;

  it.each(
    moves.flatMap(([what, move]) =>
      (['main', 'worker'] as const).map((writer) => [what, writer, move] as const),
    ),
  )(
    'ST261 %s (%s): nothing is acknowledged into nowhere, and reading goes on',
    async (_what, writer, move) => {
      using folder = temporaryFolder();
      const troubles: unknown[] = [];
      const onTrouble = (trouble: unknown) => troubles.push(trouble);
      const database = await openTestSqlite(folder.path, { writer, onTrouble });
      await database.roomLog.append(entries(1));
      move(fileOf(folder.path).path);
      await expect(database.roomLog.append(entries(2).slice(1))).rejects.toThrow(
        StorageUnavailableError,
      );
      expect(troubles).toEqual(['missing']);
      expect((await database.health()).status).toBe('trouble');
      expect(await database.verifyRoom(room)).toMatchObject({ kind: 'sound', rows: 1 });
      await database.close();
    },
  );

  it('ST261 once it is back in its place what waits is stored', async () => {
    using folder = temporaryFolder();
    const database = await openTestSqlite(folder.path);
    const { path } = fileOf(folder.path);
    renameSync(path, `${path}.elders`);
    await expect(database.roomLog.append(entries(1))).rejects.toThrow(StorageUnavailableError);
    renameSync(`${path}.elders`, path);
    expect((await database.roomLog.append(entries(1))).map(({ kind }) => kind)).toEqual([
      'appended',
    ]);
    expect((await database.health()).status).toBe('ok');
    await database.close();
  });

  it('ST262 moved in the very moment of a commit, nobody is told that it is safe', async () => {
    using folder = temporaryFolder();
    const database = await openTestSqlite(folder.path);
    const connection = openToWrite(fileOf(folder.path));
    const looks = [true, false];
    const turn = turnOn(connection, {
      get areThere() {
        return looks.shift() ?? false;
      },
    });
    const [result] = turn.commit([{ kind: 'append', entries: entries(1) }]);
    expect(result).toMatchObject({ kind: 'failed', failure: { why: 'fatal' } });
    connection.close();
    await database.close();
  });
});

describe('sorting what SQLite says', () => {
  it('ST6 a mistake in a statement is refused and does not end the server', () => {
    using folder = temporaryFolder();
    const connection = openToWrite(fileOf(folder.path));
    const turn = () => connection.prepare('SELECT * FROM no_table').all();
    expect(failureOf(catching(turn)).why).toBe('refused');
    expect(failureOf(new TypeError('wrong')).why).toBe('refused');
    connection.close();
  });
});

function catching(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}

describe('where the commit runs', () => {
  it('ST7 on the main thread while the disk is fast, else in a worker', () => {
    expect(chooseWriter(0.05)).toBe('main');
    expect(chooseWriter(slowestForMainMs)).toBe('main');
    expect(chooseWriter(4)).toBe('worker');
    expect(chooseWriter(Infinity)).toBe('worker');
  });

  it('ST7 the disk of the data is measured, and nothing is left behind', () => {
    using folder = temporaryFolder();
    expect(measureFsyncMs(folder.path)).toBeGreaterThan(0);
    expect(readdirSync(folder.path)).toEqual([]);
    expect(() => measureFsyncMs(join(folder.path, 'nowhere'))).toThrow();
    expect(existsSync(join(folder.path, 'nowhere'))).toBe(false);
  });

  it('ST7 the start says where it commits', async () => {
    using folder = temporaryFolder();
    for (const writer of ['main', 'worker'] as const) {
      const database = await openTestSqlite(folder.path, { writer });
      expect((await database.health()).detail).toBe(`commits on ${writer}`);
      await database.close();
    }
  });
});
