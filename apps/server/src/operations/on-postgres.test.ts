import { startPostgres, type TestPostgres } from '@overlegtafel/db/testing/start-postgres';
import type { RoomName } from '@overlegtafel/protocol';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readConfiguration } from '../configuration/configuration.ts';
import { openStorage } from '../lifecycle/open-storage.ts';
import { doctor, lineOf } from './doctor.ts';
import { verify } from './verify.ts';

const log = { failure: () => undefined, event: () => undefined };
const room: RoomName = 'item:aaaaaaaaaaaaaaaaaaaaaaaaaa';
let folder: string;
let postgres: TestPostgres;
let env: { readonly DATA_DIR: string; readonly DATABASE_URL: string };

beforeAll(async () => {
  postgres = await startPostgres();
  folder = await mkdtemp(join(tmpdir(), 'overlegtafel-postgres-'));
  env = { DATA_DIR: join(folder, 'data'), DATABASE_URL: await postgres.newDatabase() };
}, 240_000);
afterAll(async () => {
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
}, 240_000);

const machine = {
  nodeVersion: 'v24.21.0',
  nowMs: () => Date.now(),
  steadyMs: () => performance.now(),
  pause: () => Promise.resolve(),
  fsyncMs: () => 1,
  freeBytes: () => 1e12,
};

async function told() {
  const { findings, isSound } = await doctor(env, '/', machine);
  const bad = findings.filter(({ kind }) => kind !== 'GOOD').map(lineOf);
  return { isSound, bad: bad.join('\n') };
}

it('OP15 doctor and verify find a PostgreSQL sound, and name what was changed in it or is gone', async () => {
  const opened = () => openStorage(readConfiguration(env, '/'), log);
  const { database: before } = await opened();
  await before.roomGate.create([{ room, schemaVersion: 1 }]);
  const entry = { room, person: 'chair' as never, writer: 'w'.repeat(22), clientIds: [1] };
  const update = Buffer.from('x');
  for (const n of [1, 2]) await before.roomLog.append([{ ...entry, n, atMs: Date.now(), update }]);
  // The last checkpoint is taken at the end.
  await before.close();
  expect(await verify(env.DATABASE_URL, env)).toMatchObject({ isSound: true });
  expect(await told()).toEqual({ isSound: true, bad: '' });
  const { database } = await opened();
  // The database itself refuses this; whoever owns the machine can switch that off.
  const change = async (statement: string) => {
    await database.pool?.query(
      `BEGIN; SET LOCAL session_replication_role = replica; ${statement}; COMMIT`,
    );
    const { isSound, lines } = await verify(env.DATABASE_URL, env);
    return { isSound, names: lines.join('\n').includes(room) };
  };
  const cutOff = `DELETE FROM room_update WHERE seq = 2; UPDATE room SET head = 1,
    head_hash = (SELECT hash FROM room_update WHERE seq = 1)`;
  expect(await change(cutOff)).toEqual({ isSound: false, names: true });
  const changed = `UPDATE room_update SET person = 'police' WHERE seq = 1`;
  expect(await change(changed)).toEqual({ isSound: false, names: true });
  expect((await told()).isSound).toBe(false);
  await database.close();
}, 120_000);
