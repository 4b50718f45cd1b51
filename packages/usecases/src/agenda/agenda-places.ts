import {
  type AgendaCandidate,
  agendaOrder,
  defaultOrderSettings,
  type Instant,
  type ItemId,
  localDateOf,
  settledValue,
} from '@overlegtafel/domain';
import type { ItemRow } from '../ports/rows.ts';
import { itemTerms, knownLevel, nearestDay } from '../scene/item-terms.ts';
import { type MeetingItem, meetingItems } from '../scene/meeting-items.ts';
import type { World } from '../world.ts';

/**
 * The items of a meeting that is being prepared, in the order that the domain proposes: whoever moved items by hand in
 * the document of the meeting keeps their order, and the rest stands in this one. Only items whose place changes.
 */
export async function proposedPlaces(
  rows: readonly ItemRow[],
  world: World,
): Promise<readonly ItemRow[]> {
  const now = world.now();
  const items = await meetingItems(rows, world);
  const order = agendaOrder(
    items.map((one) => candidate(one, now)),
    defaultOrderSettings(localDateOf(now)),
  );
  const places = new Map<ItemId, number>(order.map(({ item }, n) => [item, n + 1]));
  return rows.map((row) => ({ ...row, place: places.get(row.id) ?? row.place }));
}

function candidate(one: MeetingItem, now: Instant): AgendaCandidate {
  const { item, report, assessment, standing, reading } = one;
  const { id, firstOnAgenda, timesPostponed } = item;
  const priority = reading && settledValue(reading.registers.priority);
  const level = knownLevel(standing, assessment)?.level;
  const dueOn = nearestDay(itemTerms({ report, assessment, level }, now));
  return {
    item: id,
    firstOnAgenda,
    timesPostponed,
    ...(priority === undefined ? {} : { priority }),
    ...(level === undefined ? {} : { level }),
    ...(dueOn === undefined ? {} : { dueOn }),
  };
}
