import { openDatabase } from '@overlegtafel/db';
import { instant } from '@overlegtafel/domain';
import type { Commit, Ledger } from '@overlegtafel/usecases';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { synthesise } from './synthesise.ts';

const until = instant(Date.UTC(2026, 10, 24, 9));
const region = { years: 2 / 52, seed: 7, looks: 2, until, onMeeting: () => undefined };

async function commitsOf(changed: Partial<typeof region> = {}): Promise<readonly Commit[]> {
  const commits: Commit[] = [];
  const ledger: Ledger = {
    record: () => Promise.resolve(),
    dropIntakes: () => Promise.resolve(),
    commit(commit) {
      commits.push(commit);
      return Promise.resolve({ kind: 'STORED' });
    },
  };
  await synthesise(ledger, { ...region, ...changed });
  return commits;
}

function reportsIn(commits: readonly Commit[]) {
  return commits.flatMap(({ changes }) =>
    changes.flatMap((change) => ('put' in change && change.put === 'report' ? [change.row] : [])),
  );
}

it('OP30 the same seed makes the same region, another seed another', async () => {
  expect(await commitsOf()).toEqual(await commitsOf());
  expect(await commitsOf({ seed: 8 })).not.toEqual(await commitsOf());
});

it('OP30 has the mixes of the field', async () => {
  const reports = reportsIn(await commitsOf({ years: 1, looks: 0 }));
  const share = (is: (report: (typeof reports)[number]) => boolean) =>
    reports.filter(is).length / reports.length;
  expect(reports.length).toBeGreaterThan(3_900);
  expect(share(({ kind }) => kind === 'FIRST')).toBeCloseTo(0.32, 1);
  expect(share(({ kind }) => kind === 'REPEAT')).toBeCloseTo(0.38, 1);
  expect(share(({ source }) => source === 'POLICE')).toBeCloseTo(0.67, 1);
});

it('OP31 every chain of what was made can be checked, and its words are found', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'overlegtafel-synth-'));
  const database = await openDatabase({
    mode: 'practice',
    dataDir: folder,
    onFatal: () => undefined,
  });
  try {
    const made = await synthesise(database.ledger, region);
    expect(made).toEqual({ meetings: 8, reports: 152, lines: 304 });
    const verdicts = await database.chains.verify();
    expect(verdicts.filter(({ kind }) => kind === 'BROKEN')).toEqual([]);
    expect(verdicts.filter((one) => one.of === 'RECORD')).toHaveLength(4);
    const [record] = reportsIn(await commitsOf());
    if (!record) throw new Error('no report');
    const { rows } = await database.stores.search(record.table, ['huisbezoek']);
    expect(rows.length).toBeGreaterThan(0);
  } finally {
    await database.close();
    await rm(folder, { recursive: true, force: true });
  }
});
