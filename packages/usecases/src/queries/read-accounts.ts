import type { TableId } from '@overlegtafel/domain';
import type { ApiAnswer } from '@overlegtafel/protocol/api';
import { iso } from '../answers/instants.ts';
import { askForTable } from '../commands/ask-for-table.ts';
import { done, type Outcome } from '../outcome/outcome.ts';
import type { Caller, World } from '../world.ts';

/** ID22: the memberships of a table, those that are over too: for who administers it or audits. */
export async function readAccounts(
  { table }: { readonly table: TableId },
  caller: Caller,
  world: World,
): Promise<Outcome<ApiAnswer<'accounts'>>> {
  const wish = { event: 'read-accounts', action: 'R', verb: 'READ', field: 'accounts' } as const;
  const asked = await askForTable(table, wish, caller, world);
  if (asked.kind === 'REFUSED') return asked;
  await world.ledger.record([asked.value]);
  const memberships = await world.stores.membershipsAt(table);
  const people = await world.stores.people([...new Set(memberships.map((one) => one.person))]);
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return done({
    memberships: memberships.map(({ id, person, role, organisation, from, until, ...rest }) => ({
      id,
      person,
      name: names.get(person) ?? person,
      role,
      organisation,
      from: iso(from),
      ...(until === undefined ? {} : { until: iso(until) }),
      ...(rest.substituteFor === undefined ? {} : { substituteFor: rest.substituteFor }),
    })),
  });
}
