import { addHours, type Instant } from '@overlegtafel/domain';
import { beforeEach, describe, expect, it } from 'vitest';
import { ids, organisation, person, start } from '../memory/small-people.fixture.ts';
import { type SmallTable, smallTable } from '../memory/small-table.fixture.ts';
import { completing } from './complete-lines.ts';
import type { AccessLine } from './access-line.ts';

let small: SmallTable;

beforeEach(async () => {
  small = await smallTable();
});

function line(change: Partial<AccessLine> = {}): AccessLine {
  return {
    id: 'line',
    at: small.clock.now,
    action: 'R',
    event: 'read-item',
    result: 'ALLOWED',
    person: person('police'),
    isBreakGlass: false,
    objectKind: 'item',
    object: ids.esdoorn,
    origin: 'digest',
    traceId: 'trace',
    ...change,
  };
}

async function recorded(change: Partial<AccessLine> = {}): Promise<AccessLine | undefined> {
  await small.world.ledger.record([line(change)]);
  return small.ledger.lines.at(-1);
}

async function member(
  role: 'chair' | 'auditor',
  of: string,
  at: { readonly table?: typeof ids.table; readonly until?: Instant } = {},
): Promise<void> {
  const row = { role, organisation: organisation(of), from: addHours(start, -1), ...at };
  const whole = { ...row, id: `${role}-${of}`, person: person('police') };
  await small.world.ledger.commit({
    guards: [],
    changes: [{ put: 'membership', row: whole }],
    lines: [],
  });
}

describe('AU100 a line', () => {
  it('of whoever was refused says who, in which role and for which organisation', async () => {
    const refused = { result: 'REFUSED', reason: 'OUT_OF_SCOPE', table: ids.table } as const;
    expect(await recorded(refused)).toMatchObject({
      personName: 'Politie JD',
      role: 'police',
      organisation: 'politie',
      organisationName: 'Politie Heuvelland-Oost',
    });
  });

  it('says for which organisation the right was on which it rests', async () => {
    await member('chair', 'veilig-thuis', { table: ids.table });
    expect(await recorded({ role: 'chair', table: ids.table })).toMatchObject({
      role: 'chair',
      organisation: 'veilig-thuis',
    });
    expect(await recorded({ role: 'police', table: ids.table })).toMatchObject({
      organisation: 'politie',
    });
  });

  it('takes no role that had ended', async () => {
    await member('auditor', 'veilig-thuis', { until: start });
    expect(await recorded({ role: 'auditor' })).toMatchObject({ organisation: 'politie' });
  });

  it('keeps the name of that moment when somebody is called otherwise later', async () => {
    await recorded();
    const [row] = await small.stores.people([person('police')]);
    if (!row) throw new Error('nobody');
    const change = { put: 'person', row: { ...row, name: 'Politie VB' } } as const;
    await small.world.ledger.commit({ guards: [], changes: [change], lines: [line()] });
    await recorded();
    expect(small.ledger.lines.map(({ personName }) => personName)).toEqual([
      'Politie JD',
      'Politie JD',
      'Politie VB',
    ]);
  });

  it('names for whom somebody stood in', async () => {
    expect(await recorded({ onBehalfOf: person('local-team') })).toMatchObject({
      onBehalfOf: 'local-team',
      onBehalfOfName: 'Wijkteam SM',
    });
  });

  it('of somebody who sits nowhere says so', async () => {
    expect(await recorded({ person: person('iemand') })).toMatchObject({
      personName: 'iemand',
      role: 'none',
    });
  });

  it('of the server itself stays as it is', async () => {
    const { person: _nobody, ...own } = line({ role: 'server' });
    await small.world.ledger.record([own]);
    expect(small.ledger.lines.at(-1)).toEqual(own);
  });

  it('that cannot be completed is not written, and is tried again', async () => {
    let failing: Error | undefined = new Error('no database');
    const stores = {
      people: (who: Parameters<typeof small.stores.people>[0]) =>
        failing ? Promise.reject(failing) : small.stores.people(who),
      organisations: () => small.stores.organisations(),
      membershipsOf: (who: Parameters<typeof small.stores.membershipsOf>[0]) =>
        small.stores.membershipsOf(who),
    };
    const ledger = completing(small.ledger, stores, () => start);
    await expect(ledger.record([line()])).rejects.toThrow('no database');
    expect(small.ledger.lines).toEqual([]);
    failing = undefined;
    await ledger.record([line()]);
    expect(small.ledger.lines).toMatchObject([{ personName: 'Politie JD' }]);
  });

  it('AU109 costs one reading of people, however many lines come at once', async () => {
    let read = 0;
    const stores = {
      people: (who: Parameters<typeof small.stores.people>[0]) => {
        read += 1;
        return small.stores.people(who);
      },
      organisations: () => small.stores.organisations(),
      membershipsOf: (who: Parameters<typeof small.stores.membershipsOf>[0]) =>
        small.stores.membershipsOf(who),
    };
    const ledger = completing(small.ledger, stores, () => start);
    await Promise.all(Array.from({ length: 500 }, () => ledger.record([line()])));
    expect(small.ledger.lines).toHaveLength(500);
    expect(read).toBe(1);
  });
});
