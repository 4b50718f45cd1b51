import { createMeetingDocument } from '@overlegtafel/documents';
import { addDays, instantOf, wallClockOf } from '@overlegtafel/domain';
import { meetingRoom } from '@overlegtafel/protocol';
import type { PreparedRoom } from '../ports/meeting-rooms.ts';
import type { MeetingRow } from '../ports/rows.ts';
import { derivedId } from './derived-id.ts';

const daysInWeek = 7;

/** MC41: the meeting a week later, at the same time by the clock on the wall. Made twice, it is the same meeting. */
export function weekLater({ id, tableId, date, startsAt }: MeetingRow): MeetingRow {
  const day = addDays(date, daysInWeek);
  return {
    id: derivedId('MeetingId', id, 'next'),
    tableId,
    date: day,
    startsAt: instantOf(day, wallClockOf(startsAt).time),
    state: { kind: 'PREPARED' },
    revision: 1,
  };
}

/** The room in which the agenda order and the remarks of a meeting are written. */
export function roomOfMeeting({ id }: MeetingRow): PreparedRoom {
  // Items are added afterwards; those that nobody moved stand in the order of their rows.
  return { room: meetingRoom(id), firstUpdate: createMeetingDocument({ items: [] }) };
}
