import { readId, type ItemId, type MeetingId } from '@overlegtafel/domain';

/**
 * The name of a room: one for each agenda item and one for each meeting. A name never grants
 * anything; rights are asked for the person and the room.
 */
export type RoomName = `item:${string}` | `meeting:${string}`;

/** What a room is for, read from its name. */
export type RoomSubject =
  | { readonly kind: 'item'; readonly item: ItemId }
  | { readonly kind: 'meeting'; readonly meeting: MeetingId };

/** The room in which an agenda item is written. */
export function itemRoom(item: ItemId): RoomName {
  return `item:${item}`;
}

/** The room in which the agenda order and the remarks of a meeting are written. */
export function meetingRoom(meeting: MeetingId): RoomName {
  return `meeting:${meeting}`;
}

/** Reads a room name. Anything that is not exactly a kind, a colon and an id is no room. */
export function parseRoomName(text: string): RoomSubject | undefined {
  const colon = text.indexOf(':');
  const id = text.slice(colon + 1);
  switch (text.slice(0, colon)) {
    case 'item': {
      const item = readId('ItemId', id, 'room');
      return item.ok ? { kind: 'item', item: item.value } : undefined;
    }
    case 'meeting': {
      const meeting = readId('MeetingId', id, 'room');
      return meeting.ok ? { kind: 'meeting', meeting: meeting.value } : undefined;
    }
    default:
      return undefined;
  }
}

/** True when the text is the name of a room. Says nothing about whether the room exists. */
export function isRoomName(text: string): text is RoomName {
  return parseRoomName(text) !== undefined;
}
