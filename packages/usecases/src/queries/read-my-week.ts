import { activeMemberships, type Actor, holdsAt, type TableId } from '@overlegtafel/domain';
import type { ApiAnswer } from '@overlegtafel/protocol/api';
import { type Directory, directoryOf } from '../answers/directory.ts';
import { iso } from '../answers/instants.ts';
import { actionViews, handoverViews, monitoringViews } from '../answers/open-things.ts';
import { done, type Outcome } from '../outcome/outcome.ts';
import { readRecordHead } from '../record/read-record.ts';
import { actorOf } from '../scene/actor-of.ts';
import { itemsFor } from '../scene/case-tasks.ts';
import { askItem } from '../scene/item-scene.ts';
import { askTable } from '../scene/ask-table.ts';
import { recusalsIn } from '../scene/recusals.ts';
import { recordedItems } from '../scene/recorded-items.ts';
import type { Caller, World } from '../world.ts';
import { ownPast } from './own-past.ts';
import { casesIn } from './read-follow-up.ts';
import { meetingSummary } from './read-meetings.ts';
import { bySitting, recordReading } from './record-reading.ts';
import { thingsSeen } from './things-seen.ts';

type MyWeek = ApiAnswer<'myWeek'>;

/** How many records one is reminded of. */
const recentRecords = 5;

/** MC84: what somebody has to do: what they or their organisation hold, and the meetings that come. */
export async function readMyWeek(
  _input: object,
  caller: Caller,
  world: World,
): Promise<Outcome<MyWeek>> {
  const actor = await actorOf(caller.person, world);
  const memberships = activeMemberships(actor);
  const organisations = [...new Set(memberships.map(({ organisation }) => organisation))];
  const rows = await world.stores.openThingsFor(caller.person, organisations);
  const seen = await thingsSeen(rows, actor, world);
  const past = await ownPast(actor, world);
  const tables = [...new Set(memberships.flatMap(({ table }) => table ?? []))];
  const places = await Promise.all(tables.map((table) => atTable(table, actor, caller, world)));
  const subject = { action: 'R', event: 'read-my-week', objectKind: 'person' } as const;
  await recordReading(
    { ...subject, object: caller.person },
    { permission: bySitting(actor), cases: [...past.reads, ...casesIn(seen)] },
    caller,
    world,
  );
  const directories = new Map(places.map(({ table, directory }) => [table, directory]));
  return done({
    actions: actionViews(seen, world.now()),
    handovers: tables.flatMap((table) => {
      const directory = directories.get(table);
      const here = seen.filter(({ row }) => row.table === table);
      return directory ? handoverViews(here, directory) : [];
    }),
    monitoring: await monitoringViews(seen, actor, world),
    nextMeetings: places.flatMap(({ meetings }) => meetings),
    recentRecords: places.flatMap(({ records }) => records),
    past: past.views,
    recusals: await ownRecusals(caller, world),
    emergencies: await ownEmergencies(actor, world),
  });
}

/** RT121: from what somebody stepped out, in their own words. Which case it is, they said themselves: it is not named. */
async function ownRecusals({ person }: Caller, { stores }: World): Promise<MyWeek['recusals']> {
  const own = recusalsIn(await stores.accessDeedsOf(person)).filter((one) => one.person === person);
  const items = await Promise.all(own.map(({ item }) => stores.item(item)));
  const tables = await stores.tables([...new Set(items.flatMap((item) => item?.table ?? []))]);
  return own.flatMap(({ id, at, reason }, place) => {
    const table = tables.find((one) => one.id === items[place]?.table);
    return table ? [{ id, at: iso(at), reason, tableName: table.name }] : [];
  });
}

interface AtTable {
  readonly table: TableId;
  readonly directory: Directory | undefined;
  readonly meetings: MyWeek['nextMeetings'];
  readonly records: MyWeek['recentRecords'];
}

async function atTable(
  table: TableId,
  actor: Actor,
  caller: Caller,
  world: World,
): Promise<AtTable> {
  const directory = await directoryOf(table, world);
  const mayCome = askTable(actor, 'READ', 'meeting', table).kind === 'ALLOWED';
  if (!mayCome || !directory) return { table, directory, meetings: [], records: [] };
  const tableName = directory.table.name;
  const unclosed = await world.stores.unclosedMeetings(table);
  const meetings = await Promise.all(
    unclosed.map(async (row) => ({ ...(await meetingSummary(row, actor, world)), tableName })),
  );
  return { table, directory, meetings, records: await recent(table, tableName, caller, world) };
}

async function recent(
  table: TableId,
  tableName: string,
  caller: Caller,
  world: World,
): Promise<MyWeek['recentRecords']> {
  const { rows } = await world.stores.recordsOf(table);
  const last = rows.filter(({ kind }) => kind === 'MEETING').slice(0, recentRecords);
  const items = await recordedItems(last, caller, world);
  return last
    .filter(({ id }) => items.some(({ record, isVisible }) => isVisible && record.id === id))
    .map(({ id, meeting, head }) => ({ id, meeting, date: readRecordHead(head).date, tableName }));
}

/** RT126: the emergency access of somebody that runs now, so that they can end it. */
async function ownEmergencies(actor: Actor, world: World): Promise<MyWeek['emergencies']> {
  const running = actor.breakGlass.filter((access) => holdsAt(access, actor.at));
  const rows = await Promise.all(running.map(({ item }) => world.stores.item(item)));
  const seen = await itemsFor(
    actor,
    rows.flatMap((row) => row ?? []),
    world,
    true,
  );
  return running.flatMap(({ item, reason, until }) => {
    const one = seen.find((each) => each.item.id === item);
    const sees = one && askItem({ ...one, actor }, 'READ', 'alias').kind === 'ALLOWED';
    return sees ? [{ item, alias: one.household.alias, reason, until: iso(until) }] : [];
  });
}
