import {
  type Actor,
  type CaseId,
  type CaseTask,
  dependsOnCase,
  type ItemFacts,
  type Owner,
  ownersWithAccess,
  settledValue,
} from '@overlegtafel/domain';
import type { ItemRow, OpenThingRow } from '../ports/rows.ts';
import { readItemRecord } from '../record/read-record.ts';
import type { World } from '../world.ts';
import { actionTasks, caseTasksOf, endedAt, isLeft, liveActions, valuesOf } from './item-tasks.ts';
import { type MeetingItem, meetingItems } from './meeting-items.ts';

/**
 * RT122: the same facts with the tasks of the rest of the case, where what these people may see depends on them. It
 * is dear to read, and matters only to who had a task in the item and has none in it that lasts.
 */
export async function withCase(
  facts: ItemFacts,
  actors: readonly Actor[],
  world: World,
): Promise<ItemFacts> {
  return withCaseBy(facts, actors, () => ownersInCase(facts.caseId, world));
}

/** The same, where the owners in a case are read once for many who ask. */
export async function withCaseBy(
  facts: ItemFacts,
  actors: readonly Actor[],
  owners: () => Promise<readonly Owner[]>,
): Promise<ItemFacts> {
  if (!actors.some((actor) => dependsOnCase(actor, facts))) return facts;
  return { ...facts, running: [...facts.running, ...(await owners())] };
}

/** Whose tasks anywhere in a case give access now. */
export async function ownersInCase(caseId: CaseId, world: World): Promise<readonly Owner[]> {
  return ownersWithAccess(await tasksInCase(caseId, world), world.now(), world.taskAccess);
}

/** Items as somebody asks about them. */
export async function itemsFor(
  actor: Actor,
  rows: readonly ItemRow[],
  world: World,
  isClosed = false,
): Promise<readonly MeetingItem[]> {
  const items = await meetingItems(rows, world, isClosed);
  return Promise.all(
    items.map(async (one) => ({ ...one, facts: await withCase(one.facts, [actor], world) })),
  );
}

/** How many sealed lists are read back for who had a case whose documents are gone. */
const recordsRead = 2;

/** Everything that was somebody's in a case, over all its items. */
async function tasksInCase(caseId: CaseId, world: World): Promise<readonly CaseTask[]> {
  const { stores } = world;
  const [rows, things] = await Promise.all([
    stores.itemsOfCase(caseId),
    stores.openThingsOfCase(caseId),
  ]);
  const items = await meetingItems(rows, world, true);
  const ofActions = items.flatMap(({ item, reading, standing }) =>
    actionTasks(liveActions(reading), standing, isLeft(item)),
  );
  return [...ofActions, ...(await ofTheCase(items, world)), ...things.flatMap(checkTask)];
}

/** Who has the case: as the last table that decided about it left it. What an earlier one said ended there. */
async function ofTheCase(
  items: readonly MeetingItem[],
  world: World,
): Promise<readonly CaseTask[]> {
  const isGone = ({ item, hasDocument }: MeetingItem) => isLeft(item) && !hasDocument;
  const toRead = new Set(items.filter(isGone).slice(-recordsRead));
  const given = await Promise.all(
    items.map(async (one) => ({
      one,
      ...(toRead.has(one) ? await recordedGiven(one, world) : writtenGiven(one)),
    })),
  );
  return given.flatMap(({ one, owners, decision }, place) => {
    const { standing } = one;
    const tasks = isLeft(one.item)
      ? caseTasksOf({ owners, decision, standing })
      : caseTasksOf({ owners, decision: undefined, standing });
    const next = given.slice(place + 1).find((later) => isDecided(later.one) && later.owners[0]);
    const { confirmation } = next?.one.standing ?? {};
    return endedAt(tasks, confirmation?.kind === 'CONFIRMED' ? confirmation.at : undefined);
  });
}

function isDecided({ item, standing }: MeetingItem): boolean {
  return isLeft(item) && standing.confirmation.kind === 'CONFIRMED';
}

type Given = Pick<Parameters<typeof caseTasksOf>[0], 'owners' | 'decision'>;

function writtenGiven({ reading }: MeetingItem): Given {
  if (!reading) return { owners: [], decision: undefined };
  const { owner, decisionKind } = reading.registers;
  return { owners: valuesOf(owner), decision: settledValue(decisionKind) };
}

async function recordedGiven(one: MeetingItem, { stores }: World): Promise<Given> {
  const { item } = one;
  const record = await stores.recordOfMeeting(item.meeting);
  const body = record?.parts.find((part) => part.item === item.id)?.body;
  if (body === undefined) return writtenGiven(one);
  const { owner, decision } = readItemRecord(body);
  return { owners: owner.owner ? [owner.owner] : [], decision: decision.kind ?? undefined };
}

/** A check is a task of whoever has it until it was told that the violence has stopped, or the table decided. */
function checkTask({ thing, owner, isEnded }: OpenThingRow): readonly CaseTask[] {
  if (thing.kind !== 'MONITORING' || !owner) return [];
  if (!isEnded) return [{ owner }];
  const { outcome } = thing.moment;
  return outcome ? [{ owner, endedAt: outcome.at }] : [];
}
