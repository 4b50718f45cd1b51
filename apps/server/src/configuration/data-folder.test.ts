import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { prepareDataFolder } from './data-folder.ts';

describe('prepareDataFolder', () => {
  let place = '';

  beforeEach(async () => {
    place = await mkdtemp(join(tmpdir(), 'overlegtafel-data-'));
  });

  afterEach(() => rm(place, { recursive: true, force: true }));

  it('makes the folder and leaves nothing behind in it', async () => {
    const folder = join(place, 'een', 'twee');
    await prepareDataFolder(folder);
    expect(await readdir(folder)).toEqual([]);
  });

  it('keeps what is there', async () => {
    await writeFile(join(place, 'tafel.db'), 'inhoud');
    await prepareDataFolder(place);
    expect(await readdir(place)).toEqual(['tafel.db']);
  });

  it.each([
    ['a file', ''],
    ['inside a file', 'data'],
  ])('refuses a folder that is %s, in a sentence that names it', async (_, below) => {
    const file = join(place, 'bestand');
    await writeFile(file, '');
    const folder = join(file, below);
    await expect(prepareDataFolder(folder)).rejects.toThrow(
      `De server kan niet schrijven in de map ${folder}`,
    );
  });
});
