import { startPostgres, type TestPostgres } from '@overlegtafel/db/testing/start-postgres';
import { openDatabase } from '@overlegtafel/db';
import { instant, type PersonId } from '@overlegtafel/domain';
import type { RoomName } from '@overlegtafel/protocol';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readConfiguration } from '../configuration/configuration.ts';
import { openStorage } from '../lifecycle/open-storage.ts';
import { backup, listBackups } from './backup.ts';
import { bringBeside } from './bring-beside.fixture.ts';
import { keysOf } from './keys-of.ts';
import { restore } from './restore.ts';
import { verify } from './verify.ts';

const log = { failure: () => undefined, event: () => undefined };
const room: RoomName = 'item:aaaaaaaaaaaaaaaaaaaaaaaaaa';
const canary = 'kanariegeelwoord';
const person = 'vt-worker' as PersonId;
let folder: string;
let postgres: TestPostgres;

beforeAll(async () => {
  postgres = await startPostgres();
});

afterAll(() => postgres.stop());

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'overlegtafel-backup-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const kinds = ['sqlite', 'postgresql'] as const;
const now = () => instant(Date.now());
const keyFile = () => join(folder, 'sleutel');
const secrets = () => ({
  DATA_KEY_FILE: keyFile(),
  CHECKPOINT_KEY_FILE: join(folder, 'controlepunten.pem'),
});

async function settings(kind: (typeof kinds)[number], name: string) {
  const url = kind === 'postgresql' ? await postgres.newDatabase() : undefined;
  const env = { DATA_DIR: join(folder, name), ...secrets() };
  return readConfiguration(url ? { ...env, DATABASE_URL: url } : env, '/');
}

type Settings = Awaited<ReturnType<typeof settings>>;

const opened = async (from: Settings) => (await openStorage(from, log)).database;

/** A room with rows, a session and a closed room: a trigger refuses rows of closed rooms. */
async function fill(from: Settings) {
  const database = await opened(from);
  const closed: RoomName = 'item:bbbbbbbbbbbbbbbbbbbbbbbbbb';
  await database.roomGate.create([room, closed].map((one) => ({ room: one, schemaVersion: 1 })));
  const entry = (of: RoomName, n: number) => ({
    ...{ room: of, person, writer: 'w'.repeat(22), n, clientIds: [n], atMs: 1_000 + n },
    update: Buffer.from(`${canary} ${n}`),
  });
  await database.roomLog.append([entry(room, 1), entry(room, 2), entry(closed, 1)]);
  const hold = { holder: 'h'.repeat(32), nowMs: now(), untilMs: now() + 60_000 };
  await database.roomGate.hold([closed], hold);
  expect(await database.roomGate.close(new Map([[closed, 1]]), hold.holder)).toBe(true);
  await database.sessions.add({
    ...{ tokenHash: 'a'.repeat(64), person, startedAt: now(), usedAt: now() },
    endsAt: instant(now() + 1e9),
  });
  return database;
}

const rowsIn = async (database: Awaited<ReturnType<typeof opened>>) =>
  (await database.roomLog.read(room, 0))?.rows.map(({ update }) => Buffer.from(update).toString());

describe.each(kinds)('npm run backup and npm run restore on %s', (kind) => {
  it('OP1, OP3, OP6, OP7 what is put back equals what was saved, with a higher epoch and nobody signed in', async () => {
    const from = await settings(kind, 'from');
    const database = await fill(from);
    const said = await backup(join(folder, 'backups'), from, Date.now);
    expect(said.join('\n')).toContain('Het sleutelbestand zit er niet in');
    const [listed] = listBackups(join(folder, 'backups'), keysOf(from));
    expect(listed?.manifest.checkpoint?.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(listed?.manifest.copy.heads.rooms[room]?.[0]).toBe(2);
    const saved = await rowsIn(database);
    await database.roomLog.append([
      {
        room,
        person,
        writer: 'x'.repeat(22),
        n: 1,
        clientIds: [9],
        atMs: 1,
        update: Buffer.from('later'),
      },
    ]);
    await database.close();
    const to = await settings(kind, 'to');
    await bringBeside(from.dataFolder, to.dataFolder);
    const told = await restore([listed?.folder, to.dataFolder], { configuration: to }, log);
    expect(told.join('\n')).toMatch(/teruggezet.*Niemand is meer ingelogd.*nieuw tijdperk/s);
    const again = await opened(to);
    expect(await rowsIn(again)).toEqual(saved);
    expect((await again.roomLog.read(room, 0))?.epoch).toBeGreaterThan(1);
    expect(await again.sessions.find('a'.repeat(64))).toBeUndefined();
    await again.close();
    const place = to.database.kind === 'postgresql' ? to.database.url : to.dataFolder;
    const env = { DATA_DIR: to.dataFolder, ...secrets() };
    expect(await verify(place, env)).toMatchObject({ isSound: true });
  });

  it('OP4, OP7 nothing that was written stands in a backup, and no key', async () => {
    const from = await settings(kind, 'from');
    await (await fill(from)).close();
    await backup(join(folder, 'backups'), from, Date.now);
    const [listed] = listBackups(join(folder, 'backups'), keysOf(from));
    const names = await readdir(listed?.folder ?? '', { recursive: true, withFileTypes: true });
    const files = names.filter((entry) => entry.isFile());
    expect(files.map(({ name }) => name).toSorted()).toEqual(
      expect.arrayContaining(['manifest.json', listed?.manifest.copy.file]),
    );
    const key = (await readFile(keyFile(), 'utf8')).trim();
    for (const { parentPath, name } of files) {
      const bytes = await readFile(join(parentPath, name));
      expect([canary, 'vt-worker', key].filter((word) => bytes.includes(word))).toEqual([]);
      expect(name).not.toContain('key');
    }
  });

  it('OP5, OP7 one changed byte of any file is refused, and nothing of it stays', async () => {
    const from = await settings(kind, 'from');
    await (await fill(from)).close();
    await backup(join(folder, 'backups'), from, Date.now);
    const [listed] = listBackups(join(folder, 'backups'), keysOf(from));
    if (!listed) throw new Error('no backup');
    const names = [...listed.manifest.files.map(({ name }) => name), 'manifest.json'];
    for (const name of names) {
      const path = join(listed.folder, name);
      const whole = await readFile(path);
      const bytes = Buffer.from(whole);
      bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
      await writeFile(path, bytes);
      const to = await settings(kind, 'to');
      await expect(
        restore([listed.folder, to.dataFolder], { configuration: to }, log),
      ).rejects.toThrow('teruggezet');
      await expect(readdir(to.dataFolder)).rejects.toThrow('ENOENT');
      await writeFile(path, whole);
    }
  });

  it('OP5, OP7 a backup goes over nothing', async () => {
    const from = await settings(kind, 'from');
    await (await fill(from)).close();
    await backup(join(folder, 'backups'), from, Date.now);
    const [listed] = listBackups(join(folder, 'backups'), keysOf(from));
    await expect(
      restore([listed?.folder, from.dataFolder], { configuration: from }, log),
    ).rejects.toThrow('niet leeg');
    if (from.database.kind !== 'postgresql') return;
    const elsewhere = join(folder, 'elsewhere');
    await bringBeside(from.dataFolder, elsewhere);
    await expect(
      restore([listed?.folder, elsewhere], { configuration: from }, log),
    ).rejects.toThrow('niet leeg');
  });
});

describe('npm run backup', () => {
  it('OP2 what was cut short is not listed, not put back, and cleared away a day later', async () => {
    const from = await settings('sqlite', 'from');
    await (await fill(from)).close();
    const target = join(folder, 'backups');
    const half = join(target, '.bezig-0123456789abcdef');
    await mkdir(half, { recursive: true });
    await copyFile(join(from.dataFolder, 'overlegtafel.db'), join(half, 'overlegtafel.db'));
    expect(listBackups(target, keysOf(from))).toEqual([]);
    const to = await settings('sqlite', 'to');
    await expect(restore([half, to.dataFolder], { configuration: to }, log)).rejects.toThrow(
      'geen hele back-up',
    );
    await backup(target, from, () => Date.now() + 2 * 86_400_000);
    expect(await readdir(target)).toEqual([expect.stringMatching(/^overlegtafel-/)]);
  });

  it('OP3, OP5 a list that another key sealed is no list', async () => {
    const from = await settings('sqlite', 'from');
    await (await fill(from)).close();
    const target = join(folder, 'backups');
    await backup(target, from, Date.now);
    const [listed] = listBackups(target, keysOf(from));
    const other = join(folder, 'other');
    await (
      await openDatabase({ mode: 'practice', dataDir: other, onFatal: () => undefined })
    ).close();
    const to = readConfiguration(
      { DATA_DIR: join(folder, 'to'), DATA_KEY_FILE: join(other, 'practice.key') },
      '/',
    );
    await expect(
      restore([listed?.folder, to.dataFolder], { configuration: to }, log),
    ).rejects.toThrow('bij dit sleutelbestand');
  });

  it('OP2 without a place or a database it says what is missing', async () => {
    const from = await settings('sqlite', 'from');
    await expect(backup(undefined, from, Date.now)).rejects.toThrow('npm run backup -- <map>');
    await (await fill(from)).close();
    await rm(join(from.dataFolder, 'overlegtafel.db'));
    await expect(backup(join(folder, 'b'), from, Date.now)).rejects.toThrow('De database is weg');
  });
});
