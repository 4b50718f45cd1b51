import { execPath } from 'node:process';
import { cp, lstat, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { productionSettings } from './support/production-settings.ts';
import { runToEnd } from './support/run-to-end.ts';
import { serverEnvironment, startServer } from './support/start-server.ts';

const workspace = fileURLToPath(new URL('../../', import.meta.url));
const mostBytes = 320e6;
const patienceMs = 180_000;
const lockFile = z.looseObject({
  packages: z.record(z.string(), z.looseObject({ dev: z.boolean().optional() })),
});

/** Nothing of npm, and no register, can be reached from here. */
const offline = { PATH: '/nowhere', npm_config_registry: 'http://127.0.0.1:9/' };

/** What `npm ci`, `npm run build` and `npm prune --omit=dev` leave, made of what this workspace has. */
async function install(root: string): Promise<void> {
  const sources = ['apps', 'packages', 'db', 'tests', 'package.json', 'package-lock.json'];
  for (const name of sources) await copy(root, name, (path) => !path.includes('node_modules'));
  const installed = lockFile.parse(
    JSON.parse(await readFile(join(workspace, 'node_modules', '.package-lock.json'), 'utf8')),
  );
  const entries = Object.entries(installed.packages).filter(([, { dev }]) => dev !== true);
  for (const [path] of entries.filter(([path]) => path.includes('node_modules')))
    await copy(root, path, (inside) => !inside.slice(path.length).includes('node_modules'));
  await copy(root, 'node_modules/.bin/node', () => true);
  const packages = Object.fromEntries(entries);
  await writeFile(
    join(root, 'node_modules', '.package-lock.json'),
    JSON.stringify({ ...installed, packages }),
  );
}

async function copy(root: string, path: string, isWanted: (path: string) => boolean) {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await cp(join(workspace, path), join(root, path), {
    recursive: true,
    verbatimSymlinks: true,
    filter: (source) => isWanted(relative(workspace, source)),
  });
}

/** Every name with its size and when it was last changed. */
async function picture(root: string): Promise<readonly string[]> {
  const names = await readdir(root, { recursive: true });
  const lines = names.map(async (name) => {
    const { size, mtimeMs } = await lstat(join(root, name));
    return `${name} ${size} ${mtimeMs}`;
  });
  return (await Promise.all(lines)).toSorted();
}

async function bytesOf(root: string): Promise<number> {
  const files = (await readdir(root, { recursive: true, withFileTypes: true })).filter((entry) =>
    entry.isFile(),
  );
  const sizes = files.map(
    async ({ parentPath, name }) => (await lstat(join(parentPath, name))).size,
  );
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

describe('npm start on an installation without what only development needs', () => {
  let root = '';
  let production: Awaited<ReturnType<typeof productionSettings>>;
  const start = () => join(root, 'apps', 'server', 'launch', 'start.cjs');

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'overlegtafel-install-'));
    production = await productionSettings();
    await install(root);
  }, patienceMs);

  afterAll(async () => {
    await production.remove();
    await rm(root, { recursive: true, force: true });
  });

  it('OP225 is less than 320 MB with its pages', async () => {
    expect(await bytesOf(root)).toBeLessThan(mostBytes);
  });

  it.each(['production', 'practice'])(
    'OP225 a %s server starts on it as it is, shows its pages, and writes nothing in it',
    async (mode) => {
      const before = await picture(root);
      const settings = mode === 'production' ? production.settings : {};
      const server = await startServer({
        settings: { ...offline, ...settings },
        command: [execPath, start()],
      });
      try {
        expect((await fetch(`${server.address}/api/v1/health`)).status).toBe(200);
        const page = await fetch(server.address);
        expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('<html')]);
      } finally {
        await server.stop();
      }
      expect(await picture(root)).toEqual(before);
    },
    patienceMs,
  );

  it(
    'OP224 when something is missing a start says what, and neither installs nor removes',
    async () => {
      await rm(join(root, 'node_modules', 'express'), { recursive: true });
      const before = await picture(root);
      const settings = { ...offline, ...production.settings, DATA_DIR: join(root, '..', 'none') };
      const ending = await runToEnd([execPath, start()], serverEnvironment(settings));
      expect(ending.code).toBe(1);
      expect(ending.standardError).toMatch(/^Van de onderdelen .*express.* installeert een start/);
      expect(ending.standardError.trim().split('\n')).toHaveLength(1);
      expect(await picture(root)).toEqual(before);
    },
    patienceMs,
  );
});
