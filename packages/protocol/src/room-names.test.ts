import type { ItemId, MeetingId } from '@overlegtafel/domain';
import { describe, expect, it } from 'vitest';
import { isRoomName, itemRoom, meetingRoom, parseRoomName } from './room-names.ts';

const id = 'abcdefghijklmnopqrstuvwx23';

describe('room names', () => {
  it('RM1 are made and read back', () => {
    expect(parseRoomName(itemRoom(id as ItemId))).toEqual({ kind: 'item', item: id });
    expect(parseRoomName(meetingRoom(id as MeetingId))).toEqual({ kind: 'meeting', meeting: id });
  });

  it.each(['', ':', 'item', 'item:', `Item:${id}`, `case:${id}`, `item:${id}:x`, `item:../${id}`])(
    'RM1 %j is no room',
    (text) => {
      expect(isRoomName(text)).toBe(false);
    },
  );
});
