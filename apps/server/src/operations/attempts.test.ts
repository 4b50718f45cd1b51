import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openDatabase } from '@overlegtafel/db';
import { instant, type PersonId } from '@overlegtafel/domain';
import type { AccessLine } from '@overlegtafel/usecases';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readConfiguration } from '../configuration/configuration.ts';
import { attempts } from './attempts.ts';

const log = { failure: () => undefined, event: () => undefined };
const monday = Date.UTC(2026, 10, 16, 9);
const dayMs = 86_400_000;
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'overlegtafel-attempts-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function onDatabase<T>(work: (database: Database) => Promise<T>): Promise<T> {
  const database = await openDatabase({
    mode: 'practice',
    dataDir: folder,
    databaseUrl: undefined,
    onFatal: () => undefined,
  });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

let made = 0;
function line(person: string, atMs: number, change: Partial<AccessLine> = {}): AccessLine {
  return {
    id: `line-${(made += 1)}`,
    at: instant(atMs),
    action: 'R',
    event: 'read-item',
    result: 'REFUSED',
    reason: 'OUT_OF_SCOPE',
    person: person as PersonId,
    isBreakGlass: false,
    objectKind: 'item',
    object: 'kanarie-van-een-item',
    origin: 'origin',
    traceId: 'trace',
    ...change,
  };
}

describe('the weekly report of attempts', () => {
  it('AU68 says by person and day how often, who is above the threshold, and never of what', async () => {
    const curious = Array.from({ length: 12 }, (_, n) =>
      line('police', monday + n, { object: `kanarie-${n}`, caseId: 'kanariecasus' as never }),
    );
    await onDatabase(async ({ ledger }) => {
      const row = { id: 'police' as PersonId, name: 'Politie JD', initials: 'JD' };
      await ledger.commit({
        guards: [],
        changes: [{ put: 'person', row: { ...row, organisation: 'politie' as never } }],
        lines: [
          ...curious,
          line('police', monday + dayMs),
          line('chair', monday + dayMs),
          line('chair', monday + dayMs),
          line('chair', monday, { result: 'ALLOWED' }),
          line('chair', monday - dayMs),
          line('chair', monday + 7 * dayMs),
        ],
      });
    });
    const configuration = readConfiguration({ DATA_DIR: folder }, folder);
    const said = await attempts('2026-W47', configuration, log, monday + 8 * dayMs);
    expect(said.slice(1, -1)).toEqual([
      '2026-11-16  Politie JD (police)  12 keer, 12 verschillende dingen  BOVEN DE DREMPEL',
      '2026-11-17  chair  2 keer, 1 verschillende dingen',
      '2026-11-17  Politie JD (police)  1 keer, 1 verschillende dingen',
    ]);
    expect(said.join()).not.toContain('kanarie');
    expect(await attempts(undefined, configuration, log, monday + 8 * dayMs)).toEqual(said);
    await onDatabase(async ({ chains, audit }) => {
      expect((await chains.verify()).filter(({ kind }) => kind === 'BROKEN')).toEqual([]);
      const period = { from: instant(monday), until: instant(monday + 9 * dayMs) };
      const refused: AccessLine[] = [];
      for await (const page of audit.refusedIn(period)) refused.push(...page);
      expect(refused).toHaveLength(16);
    });
  });

  it('AU68 what is no week is refused with how it is written', async () => {
    const configuration = readConfiguration({ DATA_DIR: folder }, folder);
    await expect(attempts('2026-W60', configuration, log, monday)).rejects.toThrow(
      '--week 2026-W47',
    );
  });
});
