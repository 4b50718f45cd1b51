import { momentOfUtc } from '@overlegtafel/domain';
import ical from 'ical-generator';

/** What a calendar may know of a meeting: when, of which table, and where to find it. Nothing of any case. */
export interface CalendarMeeting {
  readonly id: string;
  readonly tableName: string;
  /** ISO 8601 in UTC. */
  readonly startsAt: string;
}

const defaultLengthMs = 90 * 60 * 1000;

/**
 * MW21: a meeting for somebody's own calendar. Moments are in UTC: that needs no time zone of its own, and every
 * calendar shows them by the clock of its reader.
 *
 * @param address where the meeting is to be found
 */
export function meetingCalendar(meeting: CalendarMeeting, address: string, title: string): string {
  const start = new Date(momentOfUtc(meeting.startsAt));
  const calendar = ical({ prodId: { company: 'overlegtafel', product: 'tafel' } });
  calendar.createEvent({
    id: `${meeting.id}@overlegtafel`,
    stamp: start,
    start,
    end: new Date(start.getTime() + defaultLengthMs),
    summary: title,
    url: address,
  });
  return calendar.toString();
}
