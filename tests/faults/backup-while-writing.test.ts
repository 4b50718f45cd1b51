import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, cpSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findCanaries } from './canaries.ts';
import { ServerUnderTest, workspaceFolder } from './server-under-test.ts';
import { Stage } from './stage.ts';
import { readStoredRoom, withStorage } from './storage.ts';

const typists = 5;
const everyMs = 20;
const patienceMs = 20_000;
const commands = 'apps/server/src/operations';
let stage: Stage;
let target: string;

beforeEach(async () => {
  stage = await Stage.open({ seed: 20_261_122 });
  target = join(stage.dataFolder, '..', 'backups');
});

afterEach(async () => {
  await stage.close();
});

function run(command: string, ...args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [`${commands}/${command}-command.ts`, ...args], {
    cwd: workspaceFolder,
    env: { ...process.env, DATA_DIR: stage.dataFolder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function ran(command: string, ...args: readonly string[]) {
  const child = run(command, ...args);
  let said = '';
  child.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  await once(child, 'close');
  return { code: child.exitCode, said };
}

const backups = () => (existsSync(target) ? readdirSync(target) : []);

async function typing(): Promise<() => void> {
  await stage.start();
  const clients = await stage.seat({ count: typists, kind: 'own' });
  clients[0]?.write(stage.canary);
  return stage.keepTyping(clients, everyMs);
}

async function rowsOf(dataFolder: string): Promise<readonly string[]> {
  const [room = 'item:none'] = stage.rooms;
  return withStorage(dataFolder, async (database) => {
    const { rows, complaints } = await readStoredRoom(database, room, 0);
    expect(complaints).toEqual([]);
    return rows.map(({ seq, writer, n, spans }) => JSON.stringify([seq, writer, n, spans]));
  });
}

it('OP1, OP4, OP6 a backup that was made while five people typed is what stood there then, and starts', async () => {
  const stopTyping = await typing();
  const letters = () => stage.recorder.events.filter(({ kind }) => kind === 'typed').length;
  expect(await stage.until(() => letters() > 50, patienceMs)).toBe(true);
  expect(await ran('backup', target)).toMatchObject({ code: 0 });
  const then = letters();
  expect(await stage.until(() => letters() > then + 50, patienceMs)).toBe(true);
  stopTyping();
  expect((await stage.finish()).findings).toEqual([]);

  const [name = ''] = backups();
  expect(name).toMatch(/^overlegtafel-/);
  expect(findCanaries([stage.canary], join(target, name), '').hits).toEqual([]);
  const restored = join(target, '..', 'restored');
  mkdirSync(restored);
  for (const key of ['practice.key', 'checkpoint.key'])
    copyFileSync(join(stage.dataFolder, key), join(restored, key));
  // No backup counts for what was destroyed: the list beside the checkpoints does.
  cpSync(join(stage.dataFolder, 'checkpoints'), join(restored, 'checkpoints'), {
    recursive: true,
    filter: (path) => path.endsWith('checkpoints') || path.includes('/destructions-'),
  });
  const { code, said } = await ran('restore', join(target, name), restored);
  expect([code, said]).toEqual([0, expect.stringContaining('alles klopt')]);
  const [saved, all] = [await rowsOf(restored), await rowsOf(stage.dataFolder)];
  expect(saved.length).toBeGreaterThan(50);
  expect(saved.length).toBeLessThan(all.length);
  expect(saved).toEqual(all.slice(0, saved.length));

  const server = await ServerUnderTest.start({ dataFolder: restored });
  expect((await fetch(`${server.url}/api/v1/health`)).status).toBe(200);
  expect((await server.stop()).code).toBe(0);
  expect(await ran('verify', restored)).toMatchObject({ code: 0 });
});

it('OP2 a backup that is killed halfway is never listed', async () => {
  const stopTyping = await typing();
  const child = run('backup', target);
  const ended = once(child, 'close');
  const isAtWork = () => backups().some((name) => name.startsWith('.bezig-'));
  expect(await stage.until(isAtWork, patienceMs)).toBe(true);
  child.kill('SIGKILL');
  await ended;
  stopTyping();
  const { said } = await ran('backup', '--list', target);
  expect(said).toContain('geen back-ups');
  expect(backups().filter((name) => name.startsWith('overlegtafel-'))).toEqual([]);
});
