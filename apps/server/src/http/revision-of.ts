import { type MeetingId, type PersonId, readId } from '@overlegtafel/domain';
import { mayFollowItem, meetingLive, type World } from '@overlegtafel/usecases';
import type { Request } from 'express';

/**
 * The revision of the meeting that a request names, or of the meeting of its item. Undefined for whoever does not see
 * it: a revision would tell them that it exists.
 */
export async function revisionOf(
  params: Request['params'],
  person: PersonId,
  world: World,
): Promise<number | undefined> {
  const item = readId('ItemId', params['item'], 'item');
  if (item.ok && (await mayFollowItem(item.value, person, world))) {
    const row = await world.stores.item(item.value);
    return row && (await ofMeeting(row.meeting, world));
  }
  const meeting = readId('MeetingId', params['meeting'], 'meeting');
  if (!meeting.ok || !(await meetingLive(meeting.value, person, world))) return undefined;
  return ofMeeting(meeting.value, world);
}

async function ofMeeting(id: MeetingId, { stores }: World): Promise<number | undefined> {
  return (await stores.meeting(id))?.revision;
}
