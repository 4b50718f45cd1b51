import type { CaseId, PersonId } from '@overlegtafel/domain';
import type {
  AttendanceRow,
  CaseDeed,
  ItemDeed,
  ItemRow,
  MeetingDeed,
  MeetingRow,
  Stores,
} from '@overlegtafel/usecases';
import { UnknownCursor } from '@overlegtafel/usecases/unknown-cursor';
import {
  and,
  asc,
  desc,
  eq,
  getTableColumns,
  gt,
  inArray,
  lt,
  ne,
  or,
  sql,
  type SQL,
} from 'drizzle-orm';
import { inLists, overKeys } from '../kit/many-keys.ts';
import type { Storage } from '../kit/orm.ts';
import { cursorOf, readCursor } from './cursor.ts';
import { plainRow } from './plain-row.ts';
import type { SealedQuery, SealedRows } from './sealed-rows.ts';
import { sealedTables } from './sealed-tables.ts';

type MeetingStores = Pick<
  Stores,
  | 'meeting'
  | 'meetings'
  | 'meetingsOf'
  | 'unclosedMeetings'
  | 'attendance'
  | 'item'
  | 'items'
  | 'itemsOf'
  | 'itemsOfCase'
  | 'deedsOf'
  | 'deedsOfMeeting'
  | 'accessDeedsOf'
  | 'accessDeedsOfAll'
  | 'recusalDeeds'
>;

const pageLength = 50;
const recusalKinds = ['RECUSED', 'CAME_BACK'];
const yearMs = 366 * 24 * 60 * 60 * 1000;

/** Meetings, their agenda, and what persons did there. */
export function readMeetings(
  storage: Storage,
  sealed: SealedRows,
  now: () => number,
): MeetingStores {
  return {
    ...readMeetingRows(storage, sealed),
    ...readItems(storage),
    ...readDeeds(storage, sealed, now),
  };
}

function readMeetingRows(
  { orm, tables }: Storage,
  sealed: SealedRows,
): Pick<MeetingStores, 'meeting' | 'meetings' | 'meetingsOf' | 'unclosedMeetings' | 'attendance'> {
  const { meeting, attendance } = tables;
  const from = sealedTables(tables).meeting;
  const { seenAt: _seenAt, ...places } = getTableColumns(attendance);
  // The revision is raised by guards, which do not open what is sealed: the column counts.
  const beside = { revision: meeting.revision };
  const read = (query: SealedQuery) => sealed.read<MeetingRow>(from, { ...query, beside });
  const meetings = sealed.overKeys<MeetingRow>(from, (keys) => ({
    where: inArray(meeting.id, keys),
    beside,
  }));
  return {
    async meeting(id) {
      const [found] = await read({ where: eq(meeting.id, id) });
      return found;
    },
    meetings: (ids) => meetings(ids),
    async meetingsOf(table, next) {
      const after = next === undefined ? undefined : afterMeeting(tables, next);
      const order = [desc(meeting.startsAt), desc(meeting.id)];
      const where = and(eq(meeting.table, table), after);
      const rows = await read({ where, order, limit: pageLength + 1 });
      const page = rows.slice(0, pageLength);
      const last = page.at(-1);
      return rows.length > page.length && last
        ? { rows: page, next: cursorOf(last.startsAt, last.id) }
        : { rows: page };
    },
    unclosedMeetings: (table) =>
      read({
        where: and(eq(meeting.table, table), ne(meeting.state, 'CLOSED')),
        order: [asc(meeting.startsAt), asc(meeting.id)],
      }),
    async attendance(id) {
      const isAsked = eq(attendance.meeting, id);
      const rows = await orm
        .select(places)
        .from(attendance)
        .where(isAsked)
        .orderBy(asc(attendance.person));
      return rows.map((row) => plainRow<AttendanceRow>(row));
    },
  };
}

function afterMeeting({ meeting }: Storage['tables'], next: string): SQL | undefined {
  const [startsAt, id] = readCursor(next);
  if (typeof startsAt !== 'number' || typeof id !== 'string') throw new UnknownCursor();
  const start = new Date(startsAt);
  return or(lt(meeting.startsAt, start), and(eq(meeting.startsAt, start), lt(meeting.id, id)));
}

function readItems(
  storage: Storage,
): Pick<MeetingStores, 'item' | 'items' | 'itemsOf' | 'itemsOfCase'> {
  const {
    orm,
    tables: { item, meeting },
  } = storage;
  const { deeds: _deeds, ...columns } = getTableColumns(item);
  const byId = overKeys((_storage, keys) =>
    orm
      .select(columns)
      .from(item)
      .where(inArray(item.id, [...keys]))
      .prepare(),
  );
  return {
    items: (ids) =>
      inLists(ids, async (list) => {
        const rows = await byId(storage, list);
        return rows.map((row) => plainRow<ItemRow>(row));
      }),
    async item(id) {
      const [found] = await orm.select(columns).from(item).where(eq(item.id, id));
      return found && plainRow<ItemRow>(found);
    },
    async itemsOf(ofMeeting) {
      const rows = await orm
        .select(columns)
        .from(item)
        .where(eq(item.meeting, ofMeeting))
        .orderBy(asc(item.place), asc(item.id));
      return rows.map((row) => plainRow<ItemRow>(row));
    },
    async itemsOfCase(caseId) {
      const rows = await orm
        .select(columns)
        .from(item)
        .innerJoin(meeting, eq(meeting.id, item.meeting))
        .where(eq(item.caseId, caseId))
        .orderBy(asc(meeting.startsAt), asc(item.id));
      return rows.map((row) => plainRow<ItemRow>(row));
    },
  };
}

/** What changes somebody's access, of many at once, by the person whose access it is. */
function readAccessDeeds(
  { tables }: Storage,
  sealed: SealedRows,
  now: () => number,
): MeetingStores['accessDeedsOfAll'] {
  const { itemDeed } = tables;
  const since = sql.param(sql.placeholder('since'), itemDeed.at);
  const accessDeeds = sealed.overKeys<CaseDeed & { readonly accessOf: PersonId }>(
    sealedTables(tables).itemDeed,
    (keys) => ({
      where: and(
        inArray(itemDeed.accessOf, keys),
        // Who stepped out stays out until they come back, however long ago it was.
        or(gt(itemDeed.at, since), inArray(itemDeed.kind, recusalKinds)),
      ),
      order: [asc(itemDeed.item), asc(itemDeed.n)],
      beside: { caseId: itemDeed.caseId, accessOf: itemDeed.accessOf },
    }),
  );
  return async (people) => {
    const found = await accessDeeds(people, { since: new Date(now() - yearMs) });
    const plain = found.map(({ accessOf, ...deed }) => ({ accessOf, deed }));
    const byPerson = Map.groupBy(plain, ({ accessOf }) => accessOf);
    return new Map(
      [...byPerson].map(([person, own]): [PersonId, readonly CaseDeed[]] => [
        person,
        own.map(({ deed }) => deed),
      ]),
    );
  };
}

function readDeeds(
  storage: Storage,
  sealed: SealedRows,
  now: () => number,
): Pick<
  MeetingStores,
  'deedsOf' | 'deedsOfMeeting' | 'accessDeedsOf' | 'accessDeedsOfAll' | 'recusalDeeds'
> {
  const { orm, tables } = storage;
  const { itemDeed, meetingDeed } = tables;
  const from = sealedTables(tables);
  const itemsOf = (cases: readonly CaseId[]) =>
    orm
      .select({ id: tables.item.id })
      .from(tables.item)
      .where(inArray(tables.item.caseId, [...cases]));
  const order = [asc(itemDeed.item), asc(itemDeed.n)];
  const deedsOf = sealed.overKeys<ItemDeed>(from.itemDeed, (keys) => ({
    where: inArray(itemDeed.item, keys),
    order,
  }));
  const accessDeedsOfAll = readAccessDeeds(storage, sealed, now);
  return {
    deedsOf: (items) => deedsOf(items),
    deedsOfMeeting: (id) =>
      sealed.read<MeetingDeed>(from.meetingDeed, {
        where: eq(meetingDeed.meeting, id),
        order: [asc(meetingDeed.n)],
      }),
    accessDeedsOf: async (person) => (await accessDeedsOfAll([person])).get(person) ?? [],
    accessDeedsOfAll,
    recusalDeeds: (cases) =>
      cases.length === 0
        ? Promise.resolve([])
        : sealed.read<CaseDeed>(from.itemDeed, {
            where: and(
              inArray(itemDeed.kind, recusalKinds),
              inArray(itemDeed.item, itemsOf(cases)),
            ),
            order: [asc(itemDeed.item), asc(itemDeed.n)],
            beside: { caseId: itemDeed.caseId },
          }),
  };
}
