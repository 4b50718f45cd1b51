import type { TableId } from '@overlegtafel/domain';
import type { ApiAnswer } from '@overlegtafel/protocol/api';
import { iso } from '../answers/instants.ts';
import { done, type Outcome, refuse } from '../outcome/outcome.ts';
import type { MeetingRow } from '../ports/rows.ts';
import { actorOf } from '../scene/actor-of.ts';
import { askTable, sitsAt } from '../scene/ask-table.ts';
import { refusalFor } from '../commands/do-to-meeting.ts';
import { seesItem } from '../scene/item-scene.ts';
import { itemsFor } from '../scene/case-tasks.ts';
import type { Actor } from '@overlegtafel/domain';
import type { Caller, World } from '../world.ts';
import { recordReading } from './record-reading.ts';

export type MeetingSummary = ApiAnswer<'meetings'>['meetings'][number];

/** MC81: the meetings of a table, newest first. */
export async function readMeetings(
  { table, next }: { readonly table: TableId; readonly next?: string },
  caller: Caller,
  world: World,
): Promise<Outcome<ApiAnswer<'meetings'>>> {
  const actor = await actorOf(caller.person, world);
  const permission = askTable(actor, 'READ', 'meeting', table);
  const about = { table };
  const subject = {
    action: 'R',
    event: 'read-meetings',
    objectKind: 'table',
    object: table,
  } as const;
  await recordReading({ ...subject, about }, { permission }, caller, world);
  if (permission.kind === 'REFUSED') return refuse(refusalFor(permission, sitsAt(actor, table)));
  const page = await world.stores.meetingsOf(table, next);
  const meetings = await Promise.all(page.rows.map((row) => meetingSummary(row, actor, world)));
  return done({ meetings, ...(page.next === undefined ? {} : { next: page.next }) });
}

/** A meeting in a list, with how many of its items somebody may see. */
export async function meetingSummary(
  row: MeetingRow,
  actor: Actor,
  world: World,
): Promise<MeetingSummary> {
  const { id, tableId, date, startsAt, state } = row;
  const isClosed = state.kind === 'CLOSED';
  const [items, record] = await Promise.all([
    visibleItemsOf(row, actor, world),
    isClosed ? world.stores.recordOfMeeting(id) : undefined,
  ]);
  return {
    id,
    table: tableId,
    date,
    startsAt: iso(startsAt),
    state: state.kind,
    ...(record ? { record: record.id } : {}),
    items,
  };
}

/** Whoever has the agenda sees how long it is; others are counted their own items only. */
async function visibleItemsOf(row: MeetingRow, actor: Actor, world: World): Promise<number> {
  const items = await world.stores.itemsOf(row.id);
  const hasAgenda = askTable(actor, 'READ', 'agenda', row.tableId).kind === 'ALLOWED';
  if (hasAgenda || items.length === 0) return items.length;
  const read = await itemsFor(actor, items, world, row.state.kind === 'CLOSED');
  return read.filter((one) => seesItem({ ...one, actor })).length;
}
