import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readConfiguration } from '../configuration/configuration.ts';
import { acceptClockAs } from './accept-clock.ts';

const log = { failure: () => undefined, event: () => undefined };
const said = { '--naam': 'Joke van den Berg', '--functie': 'teamleider', '--namens': 'K. Oudijk' };
const args = [...Object.entries(said).flat(), '--reden', 'Verhuisd', '--vandaag', '1-12-2026'];

it('CL303 confirming makes no database where there is none', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'overlegtafel-accept-clock-'));
  try {
    const configuration = readConfiguration({ DATA_DIR: folder }, '/');
    const around = { log, now: () => Date.UTC(2026, 11, 1, 12) };
    await expect(acceptClockAs(args, configuration, around)).rejects.toThrow('geen database');
    expect(await readdir(folder)).toEqual([]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
