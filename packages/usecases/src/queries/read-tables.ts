import { type Actor, activeMemberships, type TableId } from '@overlegtafel/domain';
import type { ApiAnswer } from '@overlegtafel/protocol/api';
import type { LoggedEvent } from '../audit/purposes.ts';
import { directoryOf } from '../answers/directory.ts';
import { iso } from '../answers/instants.ts';
import { done, type Outcome, refuse } from '../outcome/outcome.ts';
import type { MembershipRow } from '../ports/rows.ts';
import { actorOf } from '../scene/actor-of.ts';
import { sitsAt } from '../scene/ask-table.ts';
import type { Caller, World } from '../world.ts';
import { bySitting, recordMissing, recordReading } from './record-reading.ts';

/** MC80: the tables at which somebody sits now, in whatever role. */
export async function readTables(
  _input: object,
  caller: Caller,
  world: World,
): Promise<Outcome<ApiAnswer<'tables'>>> {
  const actor = await actorOf(caller.person, world);
  const ids = [...new Set(activeMemberships(actor).flatMap(({ table }) => table ?? []))];
  const tables = await world.stores.tables(ids);
  await recordReading(
    subjectOf('read-tables', 'person', caller.person),
    { permission: bySitting(actor) },
    caller,
    world,
  );
  return done(tables.map(({ id, name }) => ({ id, name, myRoles: rolesAt(actor, id) })));
}

/** MC80: a table with its settings. */
export async function readTable(
  { table: id }: { readonly table: TableId },
  caller: Caller,
  world: World,
): Promise<Outcome<ApiAnswer<'table'>>> {
  const actor = await actorOf(caller.person, world);
  const [table] = sitsAt(actor, id) ? await world.stores.tables([id]) : [];
  if (!table) {
    await recordMissing(subjectOf('read-table', 'table', id), caller, world);
    return refuse({ kind: 'NOT_THERE' });
  }
  const { name, settings, municipalities } = table;
  const { visitsPerWeek, riskFactorThreshold, correctionDays } = settings;
  await recordReading(
    subjectOf('read-table', 'table', id),
    { permission: bySitting(actor) },
    caller,
    world,
  );
  return done({
    id,
    name,
    settings: { visitsPerWeek, riskFactorThreshold, correctionDays },
    municipalities: municipalities.map((one) => ({ code: one.code, name: one.name })),
    myRoles: rolesAt(actor, id),
  });
}

/** MC80: who sits at a table now, and for which organisation. */
export async function readTablePeople(
  { table: id }: { readonly table: TableId },
  caller: Caller,
  world: World,
): Promise<Outcome<ApiAnswer<'tablePeople'>>> {
  const actor = await actorOf(caller.person, world);
  const directory = sitsAt(actor, id) ? await directoryOf(id, world) : undefined;
  if (!directory) {
    await recordMissing(subjectOf('read-table-people', 'table', id), caller, world);
    return refuse({ kind: 'NOT_THERE' });
  }
  const organisations = await world.stores.organisations();
  const memberships = directory.memberships.filter((one) => isNow(one, actor));
  const people = [...new Set(memberships.map(({ person }) => person))];
  await recordReading(
    subjectOf('read-table-people', 'table', id),
    { permission: bySitting(actor) },
    caller,
    world,
  );
  return done({
    people: people.map((person) => {
      const theirs = memberships.filter((one) => one.person === person);
      const [first] = theirs;
      // Who stands in for somebody mostly has a place of their own too.
      const standing = theirs.find(({ substituteFor }) => substituteFor !== undefined) ?? first;
      const municipality = directory.municipality(first?.municipality);
      return {
        ...directory.person(person),
        roles: [...new Set(theirs.map(({ role }) => role))],
        ...(municipality ? { municipality } : {}),
        ...(standing?.until === undefined ? {} : { until: iso(standing.until) }),
        ...(standing?.substituteFor === undefined ? {} : { substituteFor: standing.substituteFor }),
      };
    }),
    organisations: organisations.map((one) => directory.organisation(one.id)),
  });
}

function subjectOf(event: LoggedEvent, objectKind: string, object: string) {
  return { action: 'R', event, objectKind, object } as const;
}

function rolesAt(actor: Actor, table: TableId) {
  const here = activeMemberships(actor).filter((one) => one.table === table);
  return [...new Set(here.map(({ role }) => role))];
}

function isNow({ from, until }: MembershipRow, { at }: Actor): boolean {
  return from <= at && (until === undefined || at < until);
}
