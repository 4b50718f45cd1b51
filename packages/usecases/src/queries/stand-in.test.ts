import { addHours } from '@overlegtafel/domain';
import { expect, it } from 'vitest';
import { must } from '../commands/item-steps.fixture.ts';
import { ids, person } from '../memory/small-people.fixture.ts';
import { smallTable } from '../memory/small-table.fixture.ts';
import { readTablePeople } from './read-tables.ts';

it('TL81 who stands in for somebody is told as that, also with a place of their own', async () => {
  const small = await smallTable();
  const [own] = await small.stores.membershipsOf(person('local-team'));
  if (!own) throw new Error('the local team has no place');
  const until = addHours(small.clock.now, 48);
  const row = { ...own, id: 'stand-in', until, substituteFor: person('police') };
  const changes = [{ put: 'membership', row }] as const;
  await small.world.ledger.commit({ guards: [], changes, lines: [] });
  const { people } = await must(
    readTablePeople({ table: ids.table }, small.caller('chair'), small.world),
  );
  expect(people.filter(({ substituteFor }) => substituteFor !== undefined)).toMatchObject([
    { id: 'local-team', substituteFor: 'police', until: new Date(until).toISOString() },
  ]);
});
