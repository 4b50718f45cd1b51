import type { Kit } from '../kit/sqlite-kit.ts';
import { sealedColumns } from './sealed-columns.ts';

/** Meetings with their agenda, and what persons did there in their own name. */
export function meetingTables(kit: Kit) {
  return { ...agendaTables(kit), ...deedTables(kit) };
}

function agendaTables(kit: Kit) {
  const { table, text, int, bool, instant, index, primaryKey } = kit;
  const meeting = table(
    'meeting',
    {
      id: text('id').primaryKey(),
      table: text('table_id').notNull(),
      date: text('date').notNull(),
      startsAt: instant('starts_at').notNull(),
      state: text('state').notNull(),
      /** Raised by every command of the meeting, and by nothing else. */
      revision: int('revision').notNull(),
      /** How many deeds it has: the number of the last one. */
      deeds: int('deeds').notNull(),
      /** Whose key seals it: that of the table. */
      sealedFor: text('sealed_for').notNull(),
      ...sealedColumns(kit),
    },
    (row) => [
      index('meeting_start').on(row.table, row.startsAt, row.id),
      index('meeting_state').on(row.table, row.state),
    ],
  );

  const item = table(
    'item',
    {
      id: text('id').primaryKey(),
      meeting: text('meeting').notNull(),
      table: text('table_id').notNull(),
      caseId: text('case_id').notNull(),
      report: text('report'),
      signal: text('signal').notNull(),
      state: text('state').notNull(),
      minutes: int('minutes').notNull(),
      place: int('place').notNull(),
      firstOnAgenda: text('first_on_agenda').notNull(),
      timesPostponed: int('times_postponed').notNull(),
      follows: text('follows'),
      /** How many deeds it has: the number of the last one. */
      deeds: int('deeds').notNull(),
    },
    (row) => [
      index('item_meeting').on(row.meeting, row.place),
      index('item_case').on(row.caseId),
      index('item_report').on(row.report),
    ],
  );

  const attendance = table(
    'attendance',
    {
      meeting: text('meeting').notNull(),
      person: text('person').notNull(),
      isPresent: bool('is_present').notNull(),
      since: instant('since').notNull(),
      /** When a server process last knew of a connection of this person; it says so again and again. */
      seenAt: instant('seen_at'),
    },
    (row) => [primaryKey({ columns: [row.meeting, row.person] })],
  );

  return { meeting, item, attendance };
}

function deedTables(kit: Kit) {
  const { table, text, int, instant, index, uniqueIndex } = kit;
  const itemDeed = table(
    'item_deed',
    {
      id: text('id').primaryKey(),
      item: text('item').notNull(),
      n: int('n').notNull(),
      meeting: text('meeting').notNull(),
      caseId: text('case_id').notNull(),
      by: text('by').notNull(),
      at: instant('at').notNull(),
      kind: text('kind').notNull(),
      /** Whose access it changes: who was invited, stepped out or broke the glass. */
      accessOf: text('access_of'),
      ...sealedColumns(kit),
    },
    (row) => [
      uniqueIndex('item_deed_n').on(row.item, row.n),
      index('item_deed_access').on(row.accessOf, row.at),
    ],
  );

  const meetingDeed = table(
    'meeting_deed',
    {
      id: text('id').primaryKey(),
      meeting: text('meeting').notNull(),
      n: int('n').notNull(),
      by: text('by').notNull(),
      at: instant('at').notNull(),
      kind: text('kind').notNull(),
      sealedFor: text('sealed_for').notNull(),
      ...sealedColumns(kit),
    },
    (row) => [uniqueIndex('meeting_deed_n').on(row.meeting, row.n)],
  );

  return { itemDeed, meetingDeed };
}
