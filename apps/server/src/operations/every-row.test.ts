import { copyFile, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type KeyedDatabase, openToVerify } from '@overlegtafel/db';
import { startPostgres, type TestPostgres } from '@overlegtafel/db/testing/start-postgres';
import { instant } from '@overlegtafel/domain';
import { apiContract } from '@overlegtafel/protocol/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Configuration, readConfiguration } from '../configuration/configuration.ts';
import { openStorage } from '../lifecycle/open-storage.ts';
import { practiceTable } from '../practice/seed/people-rows.ts';
import { backup, listBackups } from './backup.ts';
import { bringBeside } from './bring-beside.fixture.ts';
import { fillEveryTable } from './every-row.fixture.ts';
import { keysOf } from './keys-of.ts';
import { restore } from './restore.ts';
import { serve } from './served.fixture.ts';
import { verify } from './verify.ts';

const log = { failure: () => undefined, event: () => undefined };
const patienceMs = 120_000;
const now = instant(Date.UTC(2026, 10, 24, 9, 30));

function databaseOf(configuration: Configuration): KeyedDatabase {
  const { database, dataFolder } = configuration;
  const keys = keysOf(configuration);
  return database.kind === 'postgresql'
    ? { kind: 'postgresql', url: database.url, keys }
    : { kind: 'sqlite', path: join(dataFolder, 'overlegtafel.db'), keys };
}

/** Every row of every table, as text: a row that came back otherwise is another one. */
async function rowsOf(configuration: Configuration): Promise<Record<string, readonly string[]>> {
  const opened = openToVerify(databaseOf(configuration));
  try {
    const { orm, tables } = opened.storage;
    const all: Record<string, readonly string[]> = {};
    for (const [name, table] of Object.entries(tables)) {
      const rows: readonly object[] = await orm.select().from(table);
      all[name] = rows.map((row) => JSON.stringify(row)).toSorted();
    }
    return all;
  } finally {
    await opened.close();
  }
}

/** What a restore changes on purpose: epochs rise, cases get a new key, and nobody is signed in. */
const changedOnPurpose = new Set(['room', 'caseKey', 'session']);

describe.each(['sqlite', 'postgresql'] as const)('a backup of everything on %s', (kind) => {
  let folder: string;
  let postgres: TestPostgres | undefined;
  let from: Configuration;
  let to: Configuration;

  async function settings(name: string): Promise<Configuration> {
    const databaseUrl = await postgres?.newDatabase();
    const env = { DATA_DIR: join(folder, name), ...(databaseUrl && { DATABASE_URL: databaseUrl }) };
    return readConfiguration(env, '/');
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'overlegtafel-every-row-'));
    postgres = kind === 'postgresql' ? await startPostgres() : undefined;
    from = await settings('from');
    to = await settings('to');
    await mkdir(from.dataFolder, { recursive: true });
    const { database } = await openStorage(from, log);
    const beside = openToVerify(databaseOf(from));
    await fillEveryTable(database, beside.storage, now);
    await beside.close();
    await database.close();
    await mkdir(to.dataFolder, { recursive: true });
    await bringBeside(from.dataFolder, to.dataFolder);
  }, patienceMs);

  afterAll(async () => {
    await postgres?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it(
    'OP220, OP7 there is a row of every table, and each comes back as it was',
    async () => {
      const saved = await rowsOf(from);
      const empty = Object.entries(saved).filter(([, rows]) => rows.length === 0);
      expect(empty.map(([name]) => name)).toEqual([]);
      await backup(join(folder, 'backups'), from, () => now);
      const [listed] = listBackups(join(folder, 'backups'), keysOf(from));
      await restore([listed?.folder, to.dataFolder], { configuration: to }, log);
      const back = await rowsOf(to);
      expect(Object.keys(back)).toEqual(Object.keys(saved));
      for (const [name, rows] of Object.entries(back))
        if (!changedOnPurpose.has(name)) expect([name, rows]).toEqual([name, saved[name]]);
      expect(back['caseKey']).toEqual(expect.arrayContaining([...(saved['caseKey'] ?? [])]));
      const withoutEpoch = (rows: readonly string[] = []) =>
        rows.map((row) => row.replace(/"epoch":\d+/, '"epoch":0')).toSorted();
      expect(withoutEpoch(back['room'])).toEqual(withoutEpoch(saved['room']));
      expect(back['session']).toEqual([]);
      const place = to.database.kind === 'postgresql' ? to.database.url : to.dataFolder;
      const { isSound, lines } = await verify(place, { DATA_DIR: to.dataFolder });
      expect([isSound, lines.filter((line) => line.includes('NIET'))]).toEqual([true, []]);
    },
    patienceMs,
  );

  it('OP223 it goes into no other kind of database', async () => {
    const [listed] = listBackups(join(folder, 'backups'), keysOf(from));
    const other = join(folder, 'other');
    await mkdir(other);
    await copyFile(join(from.dataFolder, 'practice.key'), join(other, 'practice.key'));
    const url = kind === 'sqlite' ? { DATABASE_URL: 'postgres://127.0.0.1:1/none' } : {};
    const configuration = readConfiguration({ DATA_DIR: other, ...url }, '/');
    await expect(
      restore([listed?.folder, other], { configuration: configuration }, log),
    ).rejects.toThrow('een ander soort database');
    expect(await readdir(other)).toEqual(['practice.key']);
  });

  it(
    'OP221, OP7 a server starts on it, is healthy, and shows a sealed record',
    async () => {
      const server = await serve(to);
      try {
        expect(await server.get('/health')).toMatchObject({ status: 200 });
        const { body } = await server.get(`/tables/${practiceTable}/records`);
        const { records } = apiContract.records.answer.parse(body);
        expect(records.length).toBeGreaterThan(0);
        const sealed = await server.get(`/records/${records[0]?.id}`);
        const { items } = apiContract.record.answer.parse(sealed.body);
        expect(items.length).toBe(records[0]?.items);
      } finally {
        await server.stop();
      }
    },
    patienceMs,
  );
});
