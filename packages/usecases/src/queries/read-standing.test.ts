import { addHours } from '@overlegtafel/domain';
import { describe, expect, it } from 'vitest';
import { ids, organisation, person } from '../memory/small-people.fixture.ts';
import { type SmallTable, smallTable } from '../memory/small-table.fixture.ts';
import { readStanding, recordSignIn } from './read-standing.ts';

/** The small table with somebody who administers it, and the police whose place ended an hour ago. */
async function afterwards(): Promise<SmallTable> {
  const small = await smallTable();
  const now = small.clock.now;
  const [police] = await small.stores.membershipsOf(person('police'));
  if (!police) throw new Error('no police');
  const administrator = {
    id: 'administrator',
    person: person('administrator'),
    role: 'administrator',
    organisation: organisation('veilig-thuis'),
    table: ids.table,
    from: addHours(now, -1),
  } as const;
  const changes = [
    { put: 'membership', row: { ...police, until: addHours(now, -1) } },
    { put: 'membership', row: administrator },
    {
      put: 'membership',
      row: { ...administrator, id: 'gone', organisation: organisation('ggz'), until: now },
    },
  ] as const;
  await small.ledger.commit({ guards: [], changes, lines: [] });
  return small;
}

describe('somebody who signs in without a place', () => {
  it('ID141 reads who they are, since when it is over, and at which organisation to ask', async () => {
    const { world, clock, stores } = await afterwards();
    const [table] = await stores.tables([ids.table]);
    expect(await readStanding(person('police'), world)).toEqual({
      name: 'Politie JD',
      organisation: 'Politie Heuvelland-Oost',
      standing: { kind: 'ENDED', at: new Date(addHours(clock.now, -1)).toISOString() },
      ask: [{ table: table?.name, organisations: ['Veilig Thuis Heuvelland-Oost'] }],
    });
  });

  it('ID141 reads nothing of any table when they never had one, and nothing needs asking while one holds', async () => {
    const { world } = await afterwards();
    expect(await readStanding(person('stranger'), world)).toMatchObject({
      standing: { kind: 'NEVER' },
      ask: [],
    });
    expect(await readStanding(person('chair'), world)).toMatchObject({
      standing: { kind: 'HOLDS' },
      ask: [],
    });
  });

  it('ID142 stands on the record as an attempt, also when nobody entered them; who has a place does not', async () => {
    const { world, ledger } = await afterwards();
    const door = { origin: 'origin', traceId: 'trace' };
    const before = ledger.lines.length;
    await recordSignIn({ ...door, person: person('chair') }, world);
    await recordSignIn({ ...door, person: person('police') }, world);
    await recordSignIn({ ...door, person: undefined }, world);
    const common = { event: 'sign-in', result: 'REFUSED', ...door };
    expect(ledger.lines.slice(before)).toMatchObject([
      { ...common, person: 'police', table: ids.table, reason: 'NO_MEMBERSHIP' },
      { ...common, reason: 'UNKNOWN_SUBJECT' },
    ]);
  });
});
