import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readConfiguration } from '../configuration/configuration.ts';
import { openStorage } from '../lifecycle/open-storage.ts';
import { acceptRestore } from './accept-restore.ts';

const log = { failure: () => undefined, event: () => undefined };
const room = 'item:aaaaaaaaaaaaaaaaaaaaaaaaaa';
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'overlegtafel-restore-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const configuration = () => readConfiguration({ DATA_DIR: folder }, '/');
const problem = () => acceptRestore(configuration(), log).catch(String);

describe('accepting a restored backup', () => {
  it('ST24 raises the epoch of every room and says what it did', async () => {
    const before = await openStorage(configuration(), log);
    await before.database.roomGate.create([{ room, schemaVersion: 1 }]);
    expect((await before.database.roomLog.read(room, 0))?.epoch).toBe(1);
    await before.database.close();
    expect(await acceptRestore(configuration(), log)).toContain('geldt vanaf nu');
    const after = await openStorage(configuration(), log);
    expect((await after.database.roomLog.read(room, 0))?.epoch).toBeGreaterThan(1);
    await after.database.close();
  });

  it('ST24 is refused while a server has the file open, and changes nothing', async () => {
    const { database } = await openStorage(configuration(), log);
    await database.roomGate.create([{ room, schemaVersion: 1 }]);
    expect(await problem()).toContain('De server draait nog');
    expect((await database.roomLog.read(room, 0))?.epoch).toBe(1);
    await database.close();
  });

  it('ST24 makes no database where there is none', async () => {
    const { database } = await openStorage(configuration(), log);
    await database.close();
    await rm(join(folder, 'overlegtafel.db'));
    expect(await problem()).toContain('staat geen database');
  });
});
