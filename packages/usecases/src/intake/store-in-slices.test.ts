import { describe, expect, it } from 'vitest';
import { takeInReports } from '../commands/take-in-reports.ts';
import { ids } from '../memory/small-people.fixture.ts';
import { smallTable } from '../memory/small-table.fixture.ts';
import type { Commit } from '../ports/changes.ts';
import { fileHere } from './report-file.ts';

const head = 'signaal;soort;bron;soort melder;ontvangen;samenvatting;casus;huishouden';
const good = 'melding;eerste;politie;bekend;2026-11-21 23:40;Ruzie.;Casus Iep;moeder 31, zoon 4';

describe('a file that is right', () => {
  it('IN342 a file is stored a few reports at a time, and others have their turn in between', async () => {
    const small = await smallTable();
    const { ledger } = small;
    const stored: { reports: number; turns: number }[] = [];
    let turns = 0;
    let isBusy = true;
    const other = (): void => {
      turns += 1;
      if (isBusy) setImmediate(other);
    };
    setImmediate(other);
    const counting = {
      record: ledger.record.bind(ledger),
      dropIntakes: ledger.dropIntakes.bind(ledger),
      commit: async (commit: Commit) => {
        const reports = commit.changes.filter((one) => 'put' in one && one.put === 'report').length;
        if (reports > 0) stored.push({ reports, turns });
        return ledger.commit(commit);
      },
    };
    const world = { ...small.world, ledger: counting };
    const content = `${head}\n${`${good}\n`.repeat(95)}`;
    const file = fileHere({ format: 'csv', content }, world);
    await takeInReports({ table: ids.table, file }, small.caller('vt-worker'), world);
    isBusy = false;
    expect(stored.map(({ reports }) => reports)).toEqual([...Array<number>(9).fill(10), 5]);
    expect(new Set(stored.map((one) => one.turns)).size).toBe(10);
  });
});
