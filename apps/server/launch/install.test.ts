import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

/** What this test needs of install.mjs, which is plain JavaScript for any Node. */
interface Installer {
  readonly everythingIsInstalled: (root: string) => boolean;
  readonly installWhatIsMissing: (options: {
    root: string;
    say?: (sentence: string) => void;
    again?: string;
  }) => Promise<boolean>;
}

function isInstaller(module: unknown): module is Installer {
  return (
    typeof module === 'object' &&
    module !== null &&
    'everythingIsInstalled' in module &&
    'installWhatIsMissing' in module
  );
}

const module: unknown = await import(new URL('./install.mjs', import.meta.url).href);
if (!isInstaller(module)) throw new TypeError('install.mjs does not export what it should');
const { everythingIsInstalled, installWhatIsMissing } = module;

const wanted = {
  '': { version: '0.1.0' },
  'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
  'node_modules/other-platform': { version: '1.0.0', optional: true },
};
const { 'node_modules/other-platform': _skipped, ...present } = wanted;

describe('what is installed', () => {
  let root = '';

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'overlegtafel-install-'));
    await mkdir(join(root, 'node_modules', '.bin'), { recursive: true });
    await mkdir(join(root, 'node_modules', 'a'));
    await writeFile(join(root, 'node_modules', '.bin', 'node'), '');
    await write('package-lock.json', wanted);
    await write('node_modules/.package-lock.json', present);
  });

  afterEach(() => rm(root, { recursive: true, force: true }));

  function write(file: string, packages: object): Promise<void> {
    return writeFile(join(root, file), JSON.stringify({ lockfileVersion: 3, packages }));
  }

  it('is everything when npm left the list that the lock file asks for', async () => {
    expect(everythingIsInstalled(root)).toBe(true);
    expect(await installWhatIsMissing({ root })).toBe(false);
  });

  it('is not everything without node_modules', async () => {
    await rm(join(root, 'node_modules'), { recursive: true });
    expect(everythingIsInstalled(root)).toBe(false);
  });

  it('is not everything when a package has another version', async () => {
    const asked = { ...wanted, 'node_modules/a': { version: '1.0.1', integrity: 'sha512-b' } };
    await write('package-lock.json', asked);
    expect(everythingIsInstalled(root)).toBe(false);
  });

  it('is not everything when a package was added', async () => {
    await write('package-lock.json', { ...wanted, 'node_modules/b': { version: '1.0.0' } });
    expect(everythingIsInstalled(root)).toBe(false);
  });

  it('is not everything when the folder of a package is gone', async () => {
    await rm(join(root, 'node_modules', 'a'), { recursive: true });
    expect(everythingIsInstalled(root)).toBe(false);
  });

  it('says in words that the project is damaged without a lock file', async () => {
    await rm(join(root, 'package-lock.json'));
    expect(() => everythingIsInstalled(root)).toThrow('Haal het project opnieuw op.');
  });

  it('says in words when installing fails, and which command to repeat', async () => {
    await write('package-lock.json', { ...wanted, 'node_modules/b': { version: '1.0.0' } });
    const said: string[] = [];
    const installing = installWhatIsMissing({
      root,
      say: (sentence) => said.push(sentence),
      again: 'npm test',
    });
    await expect(installing).rejects.toThrow(/^Installeren is niet gelukt\. .+: npm test$/);
    expect(said).toHaveLength(1);
  });
});
