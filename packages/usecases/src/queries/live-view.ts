import type { ItemId, MeetingId, PersonId } from '@overlegtafel/domain';
import { directoryOf, type PersonView } from '../answers/directory.ts';
import type { MeetingRow } from '../ports/rows.ts';
import { actorOf } from '../scene/actor-of.ts';
import { askTable } from '../scene/ask-table.ts';
import { withCase } from '../scene/case-tasks.ts';
import { itemFacts } from '../scene/item-facts.ts';
import { type Asking, seesItem } from '../scene/item-scene.ts';
import { itemStanding } from '../scene/item-standing.ts';
import type { World } from '../world.ts';

/** How a meeting stands, for whoever sits at its table: nothing of any case. */
export interface MeetingLive {
  readonly revision: number;
  readonly present: readonly PersonView[];
  readonly chair?: PersonId;
  readonly current?: ItemId;
}

/**
 * What a live connection is told about a meeting. Nothing of it is about a household, so it leaves no line in the
 * access log. Undefined for whoever does not sit at the table; whoever is there for single items is told of those only.
 */
export async function meetingLive(
  meeting: MeetingId,
  person: PersonId,
  world: World,
): Promise<MeetingLive | undefined> {
  const row = await world.stores.meeting(meeting);
  if (!row) return undefined;
  const actor = await actorOf(person, world);
  if (askTable(actor, 'READ', 'meeting', row.tableId).kind === 'ALLOWED')
    return { ...(await stateFor(row, person, world)), present: await presentAt(row, world) };
  const visible = await visibleItems(meeting, person, world);
  return visible.length === 0 ? undefined : { revision: row.revision, present: [] };
}

/** What stands at the table is told to whoever sees it: to others it does not exist. */
async function stateFor(
  { revision, current, state }: MeetingRow,
  person: PersonId,
  world: World,
): Promise<Omit<MeetingLive, 'present'>> {
  const isSeen = current !== undefined && (await mayFollowItem(current, person, world));
  const chair = state.kind === 'OPEN' ? state.chair : undefined;
  return {
    revision,
    ...(chair === undefined ? {} : { chair }),
    ...(isSeen ? { current } : {}),
  };
}

async function presentAt({ id, tableId }: MeetingRow, world: World): Promise<PersonView[]> {
  const [attendance, directory] = await Promise.all([
    world.stores.attendance(id),
    directoryOf(tableId, world),
  ]);
  if (!directory) return [];
  return attendance
    .filter(({ isPresent }) => isPresent)
    .map(({ person }) => directory.person(person));
}

/** The items of a meeting that somebody sees at all. */
export async function visibleItems(
  meeting: MeetingId,
  person: PersonId,
  world: World,
): Promise<readonly ItemId[]> {
  const items = await world.stores.itemsOf(meeting);
  const actor = await actorOf(person, world);
  const seen = await Promise.all(
    items.map(async ({ id }) => {
      const sight = await sightOf(id, world);
      if (!sight) return [];
      const facts = await withCase(sight.facts, [actor], world);
      return seesItem({ ...sight, facts, actor }) ? [id] : [];
    }),
  );
  return seen.flat();
}

/** Whether somebody sees the item at all. Nothing of it is told. */
export async function mayFollowItem(
  item: ItemId,
  person: PersonId,
  world: World,
): Promise<boolean> {
  return (await whoFollowsItem(item, [person], world)).has(person);
}

/** Which of these people see the item at all. Nothing of it is told; it is read once, whoever they are. */
export async function whoFollowsItem(
  item: ItemId,
  people: readonly PersonId[],
  world: World,
): Promise<ReadonlySet<PersonId>> {
  const [sight, actors] = await Promise.all([
    sightOf(item, world),
    Promise.all(people.map((person) => actorOf(person, world))),
  ]);
  if (!sight) return new Set();
  const facts = await withCase(sight.facts, actors, world);
  const seeing = actors.filter((actor) => seesItem({ ...sight, facts, actor }));
  return new Set(seeing.map(({ person }) => person));
}

/** All of an item that decides who sees it. */
async function sightOf(id: ItemId, world: World): Promise<Omit<Asking, 'actor'> | undefined> {
  const { stores, rooms } = world;
  const item = await stores.item(id);
  if (!item) return undefined;
  const [[household], deeds, read] = await Promise.all([
    stores.cases([item.caseId]),
    stores.deedsOf([id]),
    rooms.item(id),
  ]);
  if (!household) return undefined;
  const standing = itemStanding(deeds);
  const reading = read?.reading;
  const facts = itemFacts({ item, household, reading, standing, deeds }, world);
  return { item, standing, facts };
}
