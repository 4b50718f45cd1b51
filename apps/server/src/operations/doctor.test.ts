import { changeFile } from '@overlegtafel/db/testing/change-file';
import type { RoomName } from '@overlegtafel/protocol';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readConfiguration } from '../configuration/configuration.ts';
import { openStorage } from '../lifecycle/open-storage.ts';
import { doctor, lineOf } from './doctor.ts';
import { checkTimeZones, type Machine } from './doctor-checks.ts';

const log = { failure: () => undefined, event: () => undefined };
const room: RoomName = 'item:aaaaaaaaaaaaaaaaaaaaaaaaaa';
let folder: string;
let data: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'overlegtafel-doctor-'));
  data = join(folder, 'data');
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const healthy: Machine = {
  nodeVersion: 'v24.21.0',
  nowMs: () => Date.now(),
  steadyMs: () => performance.now(),
  pause: () => Promise.resolve(),
  fsyncMs: () => 1,
  freeBytes: () => 1e12,
};

async function startAndStop(): Promise<void> {
  const { database } = await openStorage(readConfiguration({ DATA_DIR: data }, '/'), log);
  await database.roomGate.create([{ room, schemaVersion: 1 }]);
  const entry = { room, person: 'chair' as never, writer: 'w'.repeat(22), n: 1, clientIds: [1] };
  await database.roomLog.append([{ ...entry, atMs: Date.now(), update: Buffer.from('x') }]);
  await database.close();
}

const change = (statements: string) => changeFile(data, join(data, 'practice.key'), statements);

async function told(machine: Partial<Machine> = {}, env: NodeJS.ProcessEnv = {}) {
  const { findings, isSound } = await doctor({ DATA_DIR: data, ...env }, '/', {
    ...healthy,
    ...machine,
  });
  const bad = findings.filter(({ kind }) => kind !== 'GOOD').map(lineOf);
  return { isSound, bad: bad.join('\n'), lines: findings.map(lineOf) };
}

describe('npm run doctor', () => {
  it('OP10, OP14 finds nothing wrong with a server that just ran, and changes nothing', async () => {
    await startAndStop();
    const before = await readdir(data);
    const { isSound, bad, lines } = await told();
    expect([isSound, bad]).toEqual([true, '']);
    expect(lines).toContainEqual(
      expect.stringMatching(/ketens van de laatste dag kloppen \([1-9]/),
    );
    expect((await readdir(data)).filter((name) => !/-(wal|shm)$/.test(name))).toEqual(before);
  });

  it('OP10 before the first start there is nothing wrong either', async () => {
    const { isSound, bad } = await told();
    expect(isSound).toBe(true);
    expect(bad).toContain('De eerste start maakt');
  });

  it('OP11 names every wrong setting', async () => {
    const { isSound, bad } = await told({}, { PORT: 'x', ORIGIN: 'tafel' });
    expect(isSound).toBe(false);
    expect(bad).toMatch(/fout {4}De instelling PORT.*\nfout {4}De instelling ORIGIN/);
  });

  it.each([
    [{ nodeVersion: 'v20.1.0' }, 'fout    Node v20.1.0 is te oud'],
    [{ freeBytes: () => 1e8 }, 'fout    100 MB vrij'],
    [{ freeBytes: () => 1e9 }, 'let op  1000 MB vrij'],
    [{ fsyncMs: () => 25 }, 'dat is traag'],
    [{ fsyncMs: () => 0.01 }, 'waarschijnlijk niet echt'],
  ])('OP11 names what the machine lacks: %o', async (machine, words) => {
    await startAndStop();
    expect((await told(machine)).bad).toContain(words);
  });

  it('OP11 names a data folder that others can look into', async () => {
    await startAndStop();
    await chmod(data, 0o755);
    expect((await told()).bad).toContain('Zet de rechten op 700');
  });

  it('OP12 names a clock that is being set, or stands before the last checkpoint', async () => {
    await startAndStop();
    let wall = Date.now();
    expect((await told({ nowMs: () => (wall += 60_000) })).bad).toContain('De klok wordt verzet');
    const yesterday = Date.now() - 86_400_000;
    const slow = await told({ nowMs: () => yesterday, steadyMs: () => 0 });
    expect(slow.bad).toMatch(/fout {4}De klok staat op .*, vóór .*en dat is al geweest/);
    expect(slow.isSound).toBe(false);
  });

  it('OP12 names missing time zones', () => {
    expect(checkTimeZones(() => '12').kind).toBe('WRONG');
    expect(checkTimeZones().kind).toBe('GOOD');
  });

  it('OP13 names keys that others can read, that are none, and that do not fit', async () => {
    await startAndStop();
    const key = join(data, 'practice.key');
    await chmod(key, 0o644);
    expect((await told()).bad).toContain('chmod 600');
    await chmod(key, 0o600);
    await writeFile(key, 'kort');
    expect((await told()).bad).toContain('niet te gebruiken');
    await writeFile(key, 'ab'.repeat(32));
    expect((await told()).bad).toContain('past niet op de gegevens in');
    await writeFile(join(data, 'checkpoint.key'), 'geen sleutel');
    expect((await told()).bad).toContain('Ed25519');
  });

  it('OP13, ST41 names a database that is newer or out of reach; a start refuses it and leaves it', async () => {
    await startAndStop();
    change(`INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('later', 9e15)`);
    expect((await told()).bad).toMatch(/fout.*nieuwere versie van Overlegtafel geschreven/);
    await expect(startAndStop()).rejects.toThrow('nieuwere versie');
    change(`DELETE FROM __drizzle_migrations WHERE hash = 'later'`);
    expect((await told()).bad).toBe('');
    const env = { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' };
    expect((await told({}, env)).bad).toContain('De database geeft geen antwoord');
  });

  it('OP300 names a clock with which nothing may be destroyed, and one of which no days are known', async () => {
    await startAndStop();
    const at = (ms: number) => told({ nowMs: () => ms, steadyMs: () => 0 });
    const ahead = await at(Date.now() + 45 * 86_400_000);
    expect(ahead.bad).toMatch(
      /fout {4}De klok staat op .*accept-clock.*vernietigt de server niets/,
    );
    expect(ahead.isSound).toBe(false);
    expect((await at(Date.now() + 3 * 86_400_000)).bad).not.toContain('De klok');
    const late = await at(Date.UTC(2041, 5, 1));
    expect(late.bad).toContain('kent de dagen en termijnen van 2020 tot en met 2040');
  });

  it('OP301 names a list of destructions that is missing, changed, cut off or cannot be read', async () => {
    await startAndStop();
    const checkpoints = join(data, 'checkpoints');
    const [name = ''] = (await readdir(checkpoints)).filter((one) => one.startsWith('destr'));
    const list = join(checkpoints, name);
    const whole = await readFile(list, 'utf8');
    expect((await told()).lines).toContainEqual(
      expect.stringMatching(/goed {4}De lijst van wat er vernietigd is klopt \(1 regels\)/),
    );
    await writeFile(list, whole.replace('"number":1', '"number":2'));
    expect((await told()).bad).toMatch(/fout.*mist regels/);
    await writeFile(list, whole.replace('"BEGUN"', '"BEGON"'));
    expect((await told()).bad).toMatch(/fout/);
    await writeFile(list, whole.replace(/.\n$/, '\n'));
    expect((await told()).bad).toMatch(/fout.*is niet wat de server schreef/);
    await writeFile(list, `${whole}{"line":{"act`);
    const half = await told();
    expect(half.bad).toMatch(/let op.*eindigt .* met een halve regel/);
    expect(half.isSound).toBe(true);
    await rm(list);
    const missing = await told();
    expect(missing.bad).toMatch(/fout.*ontbreekt in .* of mist regels.*--lijst-kwijt/);
    expect(missing.isSound).toBe(false);
    await mkdir(list);
    expect((await told()).bad).toMatch(/fout.*controlepunten in .* zijn niet te gebruiken/);
  });

  it('OP14 names a row of today that is not what was written', async () => {
    await startAndStop();
    change(`DROP TRIGGER room_update_never_changes; UPDATE room_update SET n = 2`);
    const { isSound, bad } = await told();
    expect(isSound).toBe(false);
    expect(bad).toMatch(/1 van \d+ ketens van de laatste dag kloppen niet/);
  });
});
