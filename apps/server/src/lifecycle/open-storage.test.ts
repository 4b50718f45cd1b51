import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readConfiguration } from '../configuration/configuration.ts';
import { StartupProblem } from '../startup-problem.ts';
import { openStorage } from './open-storage.ts';

const log = { failure: () => undefined, event: () => undefined };
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'overlegtafel-storage-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

function open(settings: Record<string, string> = {}) {
  return openStorage(readConfiguration({ DATA_DIR: folder, ...settings }, '/'), log);
}

describe('opening the storage', () => {
  it('gives the same secret for sessions after a restart', async () => {
    const first = await open();
    await first.database.close();
    const second = await open();
    await second.database.close();
    expect(second.sessionSecret).toEqual(first.sessionSecret);
    expect(second.sessionSecret.length).toBeGreaterThanOrEqual(32);
  });

  it('says that there is no PostgreSQL where it should be', async () => {
    const problem = await open({ DATABASE_URL: 'postgres://127.0.0.1:1/niets' }).catch(
      (error: unknown) => error,
    );
    expect(problem).toBeInstanceOf(StartupProblem);
    expect(String(problem)).toContain('De database geeft geen antwoord.');
  });

  it('says that the key does not fit the data', async () => {
    const first = await open();
    await first.database.close();
    const other = join(folder, 'andere.key');
    await writeFile(other, `${'ab'.repeat(32)}\n`, { mode: 0o600 });
    await expect(open({ DATA_KEY_FILE: other })).rejects.toThrow(/^De sleutel in .* past niet/);
  });

  it('says that a damaged key file cannot be used', async () => {
    const other = join(folder, 'kapot.key');
    await writeFile(other, 'geen sleutel', { mode: 0o600 });
    await expect(open({ DATA_KEY_FILE: other })).rejects.toThrow(/^Het sleutelbestand/);
  });
});
