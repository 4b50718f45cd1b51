import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

/** What this test needs of files that are plain JavaScript for any Node. */
interface Launcher {
  readonly isProduction: (options: { root: string; env: NodeJS.ProcessEnv }) => boolean;
  readonly refuseWhatIsMissing: (options: { root: string }) => void;
  readonly installWhatIsMissing: (options: { root: string; again: string }) => Promise<boolean>;
}

function isLauncher(module: unknown): module is Launcher {
  const names = ['isProduction', 'refuseWhatIsMissing', 'installWhatIsMissing'];
  return typeof module === 'object' && module !== null && names.every((name) => name in module);
}

const load = async (name: string): Promise<object> =>
  (await import(new URL(name, import.meta.url).href)) as object;
const module: unknown = { ...(await load('./production.mjs')), ...(await load('./install.mjs')) };
if (!isLauncher(module)) throw new TypeError('the launcher does not export what it should');
const { isProduction, refuseWhatIsMissing, installWhatIsMissing } = module;

const run = { 'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' } };
const develop = {
  'node_modules/tester': { version: '2.0.0', integrity: 'sha512-t', dev: true },
  'node_modules/builder': { version: '3.0.0', integrity: 'sha512-b', dev: true },
};
const optional = { 'node_modules/other-platform': { version: '1.0.0', optional: true } };
const wanted = { '': { version: '0.1.0' }, ...run, ...develop, ...optional };

describe('an installation to run on', () => {
  let root = '';

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'overlegtafel-production-'));
    await mkdir(join(root, 'node_modules', '.bin'), { recursive: true });
    await mkdir(join(root, 'node_modules', 'a'));
    await mkdir(join(root, 'apps', 'web', 'build'), { recursive: true });
    await writeFile(join(root, 'node_modules', '.bin', 'node'), '');
    await writeFile(join(root, 'apps', 'web', 'build', 'handler.js'), '');
    await write('package-lock.json', wanted);
    await write('node_modules/.package-lock.json', run);
  });

  afterEach(() => rm(root, { recursive: true, force: true }));

  function write(file: string, packages: object): Promise<void> {
    return writeFile(join(root, file), JSON.stringify({ lockfileVersion: 3, packages }));
  }

  const everything = async () => (await readdir(root, { recursive: true })).toSorted();

  it('OP224 is one by its settings, or because what only development needs was left out', async () => {
    expect(isProduction({ root, env: {} })).toBe(true);
    await write('node_modules/.package-lock.json', { ...run, ...develop });
    expect(isProduction({ root, env: {} })).toBe(false);
    expect(isProduction({ root, env: { OVERLEGTAFEL_MODE: 'practice' } })).toBe(false);
    expect(isProduction({ root, env: { OVERLEGTAFEL_MODE: 'production' } })).toBe(true);
    expect(isProduction({ root, env: { NODE_ENV: 'production' } })).toBe(true);
    // One of them is there: this is an installation to develop with, that lacks something.
    const [name = '', one = {}] = Object.entries(develop)[0] ?? [];
    await write('node_modules/.package-lock.json', { ...run, [name]: one });
    expect(isProduction({ root, env: {} })).toBe(false);
    await rm(join(root, 'node_modules', '.package-lock.json'));
    expect(isProduction({ root, env: {} })).toBe(false);
  });

  it('OP224 is taken as it is when everything to run on is there', () => {
    expect(() => {
      refuseWhatIsMissing({ root });
    }).not.toThrow();
  });

  const nothingThere = () => rm(join(root, 'node_modules', '.package-lock.json'));
  const packageGone = () => rm(join(root, 'node_modules', 'a'), { recursive: true });
  const otherEdition = () =>
    write('node_modules/.package-lock.json', { 'node_modules/a': { version: '0.9.0' } });
  const notBuilt = () => rm(join(root, 'apps', 'web', 'build'), { recursive: true });
  const noLock = () => rm(join(root, 'package-lock.json'));
  it.each([
    [
      'nothing is installed',
      nothingThere,
      /niet geïnstalleerd.*installeert een start niets.*npm ci/,
    ],
    ['a package is gone', packageGone, /ontbreken er hier 1.*het eerste: a\).*npm ci/],
    ['a package is another edition', otherEdition, /ontbreken er hier 1.*het eerste: a\)/],
    ['the pages are not built', notBuilt, /niet gebouwd.*bouwt een start niets.*npm run build/],
    ['there is no lock file', noLock, /Haal het project opnieuw op/],
  ])('OP224 says in one sentence or two, and changes nothing, when %s', async (_, spoil, words) => {
    await spoil();
    const before = await everything();
    expect(() => {
      refuseWhatIsMissing({ root });
    }).toThrow(words);
    expect(await everything()).toEqual(before);
  });

  it('OP224 is not emptied by a command to develop with either', async () => {
    const before = await everything();
    await expect(installWhatIsMissing({ root, again: 'npm test' })).rejects.toThrow(
      /zonder ontwikkelpakketten.*npm ci.*: npm test$/,
    );
    expect(await everything()).toEqual(before);
  });
});
