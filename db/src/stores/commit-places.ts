import type { Change } from '@overlegtafel/usecases';
import { inArray } from 'drizzle-orm';
import type { Storage } from '../kit/orm.ts';

/** Where the things of a commit belong, as far as its changes do not say it themselves. */
export interface CommitPlaces {
  caseOf(item: string): string;
  tableOf(meeting: string): string;
}

/** Looks up the case of every item and the table of every meeting that deeds of a commit are about. */
export async function placesOf(
  storage: Storage,
  changes: readonly Change[],
): Promise<CommitPlaces> {
  const cases = new Map<string, string>();
  const tablesOf = new Map<string, string>();
  const items = new Set<string>();
  const meetings = new Set<string>();
  for (const change of changes) {
    if ('add' in change) {
      if (change.add === 'itemDeed') items.add(change.row.item);
      if (change.add === 'meetingDeed') meetings.add(change.row.meeting);
    } else if (change.put === 'item') cases.set(change.row.id, change.row.caseId);
    else if (change.put === 'meeting') tablesOf.set(change.row.id, change.row.tableId);
  }
  await addCases(storage, [...items], cases);
  await addTables(storage, [...meetings], tablesOf);
  return { caseOf: finder('item', cases), tableOf: finder('meeting', tablesOf) };
}

async function addCases(
  { orm, tables: { item } }: Storage,
  ids: readonly string[],
  known: Map<string, string>,
): Promise<void> {
  const unknown = ids.filter((id) => !known.has(id));
  if (unknown.length === 0) return;
  const found = await orm
    .select({ id: item.id, caseId: item.caseId })
    .from(item)
    .where(inArray(item.id, unknown));
  for (const { id, caseId } of found) known.set(id, caseId);
}

async function addTables(
  { orm, tables: { meeting } }: Storage,
  ids: readonly string[],
  known: Map<string, string>,
): Promise<void> {
  const unknown = ids.filter((id) => !known.has(id));
  if (unknown.length === 0) return;
  const found = await orm
    .select({ id: meeting.id, table: meeting.table })
    .from(meeting)
    .where(inArray(meeting.id, unknown));
  for (const { id, table } of found) known.set(id, table);
}

function finder(kind: string, known: ReadonlyMap<string, string>): (id: string) => string {
  return (id) => {
    const found = known.get(id);
    if (found === undefined) throw new Error(`${kind} ${id} is not there`);
    return found;
  };
}
