import { createItemDocument } from '@overlegtafel/documents';
import { type CaseId, compareText, type OpenItem } from '@overlegtafel/domain';
import { itemRoom } from '@overlegtafel/protocol';
import type { PreparedRoom } from '../ports/meeting-rooms.ts';
import type { CaseRow, ItemRow, MeetingRow, ReportRow } from '../ports/rows.ts';
import type { World } from '../world.ts';
import { carriedSeed } from './carried-seed.ts';
import { derivedId } from './derived-id.ts';

/** How many minutes an item takes unless somebody says otherwise. */
const defaultMinutes = 5;

/** A case that is to be put on an agenda. */
export interface Placing {
  readonly household: CaseRow;
  readonly minutes?: number;
}

/** What an item is made of, besides its case. */
interface Past {
  readonly reports: readonly ReportRow[];
  readonly items: readonly ItemRow[];
  readonly open: OpenItem | undefined;
}

/** An item that is about to stand on an agenda, with its room. */
export interface NewItem {
  readonly row: ItemRow;
  readonly room: PreparedRoom;
}

/** Makes the item of a case for a meeting. Made twice, it is the same item. */
export async function newItem(
  { household, minutes = defaultMinutes }: Placing,
  meeting: MeetingRow,
  place: number,
  world: World,
): Promise<NewItem> {
  const past = await pastOf(household.id, world);
  const id = derivedId('ItemId', meeting.id, household.id);
  const follows = lastOf(past.items.filter((one) => one.meeting !== meeting.id));
  const row: ItemRow = {
    id,
    meeting: meeting.id,
    table: meeting.tableId,
    caseId: household.id,
    ...whatBroughtIt(past),
    state: 'WAITING',
    minutes,
    place,
    firstOnAgenda: past.open?.firstOnAgenda ?? meeting.date,
    timesPostponed: past.open?.timesPostponed ?? 0,
    ...(follows ? { follows: follows.id } : {}),
  };
  const previous = follows && (await world.rooms.item(follows.id))?.reading;
  const firstUpdate = createItemDocument(carriedSeed(previous));
  return { row, room: { room: itemRoom(id), caseId: household.id, firstUpdate } };
}

async function pastOf(caseId: CaseId, { stores }: World): Promise<Past> {
  const [reports, items, things] = await Promise.all([
    stores.reportsOf([caseId]),
    stores.itemsOfCase(caseId),
    stores.openThingsOfCase(caseId),
  ]);
  const open = things.flatMap(({ thing, isEnded }) =>
    thing.kind === 'ITEM' && !isEnded ? [thing] : [],
  );
  return { reports, items, open: open[0] };
}

/** The last report, when it stood on no agenda yet; what only returns was brought by none. */
function whatBroughtIt({ reports, items }: Past): Pick<ItemRow, 'signal' | 'report'> {
  const last = [...reports].sort((a, b) => a.receivedAt - b.receivedAt).at(-1);
  if (!last) return { signal: items.at(-1)?.signal ?? 'REPORT' };
  const stoodBefore = items.some(({ report }) => report === last.id);
  return { signal: last.signal, ...(stoodBefore ? {} : { report: last.id }) };
}

/** The item that no other goes on with. */
function lastOf(items: readonly ItemRow[]): ItemRow | undefined {
  const followed = new Set(items.flatMap(({ follows }) => follows ?? []));
  return items
    .filter(({ id }) => !followed.has(id))
    .sort((a, b) => compareText(a.firstOnAgenda, b.firstOnAgenda))
    .at(-1);
}
