import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { changeFile } from '@overlegtafel/db/testing/change-file';
import { type Ids, instant, readId } from '@overlegtafel/domain';
import { readRecordFile } from '@overlegtafel/usecases';
import { readConfiguration } from '../configuration/configuration.ts';
import { openStorage } from '../lifecycle/open-storage.ts';
import { practiceTable } from '../practice/seed/people-rows.ts';
import { did } from '../practice/seed/practice-stage.ts';
import { playPractice } from '../practice/seed/seed-practice.ts';
import { acceptRestore } from './accept-restore.ts';
import { verify } from './verify.ts';

const log = { failure: () => undefined, event: () => undefined };
const room = 'item:aaaaaaaaaaaaaaaaaaaaaaaaaa';
const otherRoom = 'item:bbbbbbbbbbbbbbbbbbbbbbbbbb';
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'overlegtafel-verify-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const configuration = () => readConfiguration({ DATA_DIR: folder }, '/');
const opened = async () => (await openStorage(configuration(), log)).database;
function idOf<K extends keyof Ids>(kind: K, text: string): Ids[K] {
  const read = readId(kind, text, 'test');
  if (!read.ok) throw new Error(text);
  return read.value;
}
const database = () => join(folder, 'overlegtafel.db');

async function startAndStop(): Promise<void> {
  const storage = await opened();
  await storage.roomGate.create([{ room, schemaVersion: 1 }]);
  await storage.close();
}

describe('npm run verify', () => {
  it('AU34 says of every chain in Dutch that it is right, and prints the last checkpoint', async () => {
    await startAndStop();
    const { isSound, lines } = await verify(folder, {});
    expect(isSound).toBe(true);
    expect(lines).toContainEqual(`Document ${room}: in orde, 0 regels`);
    expect(lines).toContainEqual(expect.stringMatching(/^Controlepunten checkpoints-.*in orde/));
    expect(lines.at(-2)).toMatch(/^Laatste controlepunt: .*Z, vingerafdruk [0-9a-f]{64}$/);
    expect(lines.at(-1)).toBe('Alles klopt.');
  });

  it('AU141, AU143 a place that was changed past the server is named in Dutch, refused and told', async () => {
    const storage = await opened();
    const organisation = idOf('OrganisationId', 'veilig-thuis');
    const row = { id: 'm-1', person: idOf('PersonId', 'police'), role: 'police' } as const;
    const table = idOf('TableId', 'oefentafel');
    const membership = { ...row, organisation, table, from: instant(Date.UTC(2026, 0, 1)) };
    await storage.ledger.commit({
      guards: [],
      changes: [{ put: 'membership', row: membership }],
      lines: [],
    });
    await storage.close();
    expect((await verify(folder, {})).lines).toContainEqual(
      'Plekken, personen en accounts: in orde, 1 regel',
    );
    const change = `UPDATE membership SET role = 'chair' WHERE id = 'm-1'`;
    changeFile(folder, join(folder, 'practice.key'), change);
    const { isSound, lines } = await verify(folder, {});
    expect(isSound).toBe(false);
    expect(lines).toContainEqual(
      'Plek m-1: NIET IN ORDE, regel 1 is niet wat er is vastgelegd, of staat op een andere plaats',
    );
    const events: string[] = [];
    const event = (what: string, about: object) =>
      void events.push(`${what} ${JSON.stringify(about)}`);
    const again = (await openStorage(configuration(), { ...log, event })).database;
    for (let times = 1; times <= 3; times++)
      expect(await again.stores.membershipsAt(table)).toEqual([]);
    const told = { of: 'MEMBERSHIP', key: 'm-1', damage: 'CHANGED' };
    expect(events).toEqual([`account refused ${JSON.stringify(told)}`]);
    const refused: unknown[] = [];
    const period = { from: instant(Date.UTC(2026, 0, 1)), until: instant(Date.now() + 60_000) };
    await expect
      .poll(async () => {
        for await (const page of again.audit.refusedIn(period)) refused.push(...page);
        return refused.length;
      })
      .toBeGreaterThan(0);
    expect(refused[0]).toMatchObject({
      event: 'account-refused',
      result: 'REFUSED',
      reason: 'CHANGED',
      objectKind: 'membership',
      object: 'm-1',
    });
    await again.close();
  });

  it('AU34 says that there is nothing, or that the key does not fit', async () => {
    await expect(verify(undefined, {})).rejects.toThrow('npm run verify');
    await expect(verify(folder, {})).rejects.toThrow('geen database');
    await startAndStop();
    await rm(join(folder, 'practice.key'));
    await expect(verify(folder, {})).rejects.toThrow('opent deze gegevens niet');
  });

  it('AU71 a sealed list taken out as a file is checked without a database, and one changed letter is found', async () => {
    const stage = await playPractice(instant(Date.UTC(2026, 10, 24, 9, 30)));
    const { rows } = await stage.world.stores.recordsOf(practiceTable);
    const record = rows[0]?.id ?? '';
    const taken = await did(readRecordFile({ record }, stage.as('chair'), stage.world));
    const path = join(folder, 'lijst.json');
    const check = async (file: object) => {
      await writeFile(path, JSON.stringify(file));
      return verify(path, {});
    };
    const { isSound, lines } = await check(taken);
    expect([isSound, lines[1]]).toEqual([true, `Vingerafdruk: ${rows[0]?.fingerprint ?? ''}`]);
    expect(lines.at(-1)).toContain('Van 2 van de 2 staat de tekst');
    const bodies = taken.bodies.map((body) => body?.replace('Casus', 'casus') ?? null);
    expect((await check({ ...taken, bodies })).lines.at(-1)).toContain('de tekst van casus 1');
    const manifest = { ...taken.manifest, number: 99 };
    expect((await check({ ...taken, manifest })).isSound).toBe(false);
    await expect(check({ lijst: 'iets anders' })).rejects.toThrow('geen bestand');
  });

  it('AU32, AU21, AU24 a lost WAL is found by the check and refused by the start, until the restore is accepted', async () => {
    await startAndStop();
    const storage = await opened();
    await storage.roomGate.create([{ room: otherRoom, schemaVersion: 1 }]);
    const withoutWal = join(folder, 'without-wal.db');
    await copyFile(database(), withoutWal);
    await storage.close();
    await copyFile(withoutWal, database());
    const { isSound, lines } = await verify(folder, {});
    expect(isSound).toBe(false);
    expect(lines.join('\n')).toContain('belooft regels die niet in de database staan');
    await expect(opened()).rejects.toThrow(
      /ouder dan het controlepunt van .*npm run accept-restore/s,
    );
    expect(await acceptRestore(configuration(), log)).toContain('geldt vanaf nu');
    const again = await opened();
    await again.close();
    expect((await verify(folder, {})).isSound).toBe(true);
  });
});
