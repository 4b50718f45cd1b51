import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { newStreams } from '../audit/line-chain.ts';
import { CaseKeys } from '../keys/case-keys.ts';
import {
  entries,
  openTestSqlite,
  room,
  temporaryFolder,
  testKeys,
} from '../testing/sample-rooms.ts';
import { openToWrite } from './connection.ts';
import { chooseWriter, measureFsyncMs, slowestForMainMs } from './disk-speed.ts';
import { failureOf } from './failures.ts';
import { SqliteTurn } from './turn.ts';

const fileOf = (folder: string) => ({ path: join(folder, 'overlegtafel.db'), key: testKeys.file });

/** Large updates, so that few of them fill what is left. */
const large = (upTo: number) => entries(upTo, { update: Buffer.alloc(50_000, 1) });

describe('a full disk', () => {
  it('ST5 stores nothing of the turn, keeps all before it, and goes on when there is room', async () => {
    using folder = temporaryFolder();
    const database = await openTestSqlite(folder.path);
    await database.roomLog.append(entries(3));
    const connection = openToWrite(fileOf(folder.path));
    const turn = new SqliteTurn(connection, new CaseKeys(testKeys.wrapping), newStreams());
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
