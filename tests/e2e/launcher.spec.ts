import { execPath } from 'node:process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ending, runToEnd } from './support/run-to-end.ts';
import { serverEnvironment, startServer } from './support/start-server.ts';

const launchFolder = fileURLToPath(new URL('../../apps/server/launch/', import.meta.url));
const start = join(launchFolder, 'start.cjs');

/** Starts Overlegtafel as `npm start` does, expecting that it refuses. */
function launch(settings: Record<string, string>, nodeFlags: string[] = []): Promise<Ending> {
  return runToEnd([execPath, ...nodeFlags, start], serverEnvironment(settings));
}

function portOf(server: Server): number {
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the port is not known');
  return address.port;
}

/** One clear sentence after any progress, and nothing that only a programmer could read. */
function expectOneSentence(ending: Ending, sentence: string | RegExp): void {
  const lines = ending.standardError.trim().split('\n');
  const sentences = lines.filter((line) => !line.startsWith('Ik bouw'));
  expect(sentences).toHaveLength(1);
  expect(sentences[0]).toMatch(sentence);
  expect(ending.standardError).not.toMatch(/^\s+at /m);
  expect(ending.standardOutput).toBe('');
  expect(ending.code).toBe(1);
}

describe('npm start', () => {
  let place = '';

  beforeAll(async () => {
    place = await mkdtemp(join(tmpdir(), 'overlegtafel-launch-'));
  });

  afterAll(() => rm(place, { recursive: true, force: true }));

  it('prints the address as the one line of its output, and stops when asked', async () => {
    const server = await startServer({ command: [execPath, start] });
    const health = await fetch(`${server.address}/api/v1/health`);
    expect(await health.json()).toEqual({ status: 'ok', database: 'sqlite' });
    expect(server.standardOutput()).toBe(`Overlegtafel draait op ${server.address}\n`);
    await server.stop();
    await expect(fetch(server.address)).rejects.toThrow();
  });

  it('leaves no server behind when it is killed', async () => {
    const server = await startServer({ command: [execPath, start] });
    process.kill(server.pid, 'SIGKILL');
    await expect
      .poll(
        () =>
          fetch(server.address).then(
            () => 'alive',
            () => 'gone',
          ),
        { timeout: 10_000 },
      )
      .toBe('gone');
    await server.stop();
  });

  it.each(['SIGHUP', 'SIGKILL'] as const)(
    'OP160 leaves no server behind when npm ends by %s and its shell stays',
    async (signal) => {
      // As npm does it, with a shell that does not give its place to what it runs.
      const npm = `require('node:child_process').spawn('sh', ['-c', '"$0" "$1"; true', ${JSON.stringify(execPath)}, ${JSON.stringify(start)}], { stdio: 'inherit', env: { ...process.env, npm_lifecycle_event: 'start' } })`;
      const server = await startServer({ command: [execPath, '-e', npm] });
      process.kill(server.pid, signal);
      const isAnswering = () =>
        fetch(server.address).then(
          () => true,
          () => false,
        );
      await expect.poll(isAnswering, { timeout: 20_000 }).toBe(false);
      await server.stop();
    },
  );

  it('says so when the port is in use', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const port = portOf(other);
    try {
      const ending = await launch({ PORT: String(port), DATA_DIR: join(place, 'data') });
      expectOneSentence(ending, `Poort ${port} is al in gebruik. Stop het andere programma`);
    } finally {
      other.close();
    }
  });

  it('says so when the data folder cannot be written', async () => {
    const file = join(place, 'geen-map');
    await writeFile(file, '');
    const ending = await launch({ PORT: '0', DATA_DIR: file });
    expectOneSentence(ending, `De server kan niet schrijven in de map ${file}`);
  });

  it('says so when a setting is wrong', async () => {
    const ending = await launch({ PORT: 'drieduizend' });
    expectOneSentence(ending, /^De instelling PORT moet een getal .*en niet 'drieduizend'\.$/);
  });

  it('says so when Node is too old', async () => {
    const older = join(place, 'older.cjs');
    await writeFile(
      older,
      "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '12.22.9' } });",
    );
    const ending = await launch({}, ['--require', older]);
    expectOneSentence(
      ending,
      'Overlegtafel heeft Node 20 of nieuwer nodig, en dit is Node 12.22.9.',
    );
  });

  it.each(['start.cjs', 'node-version.cjs'])('%s can be read by an old Node', async (name) => {
    const code = await readFile(join(launchFolder, name), 'utf8');
    const withoutComments = code.replace(/\/\*[\s\S]*?\*\//g, '');
    expect(withoutComments).not.toMatch(/\b(const|let|class|async|await)\b|=>|`|\?\.|\?\?|\.\.\./);
  });
});
