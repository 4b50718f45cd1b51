import type { PersonId } from '@overlegtafel/domain';
import type { RoomName } from '@overlegtafel/protocol';
import { type RoomAccess, roomAccess, type World } from '@overlegtafel/usecases';
import { findPracticePerson } from './people.ts';
import { isPracticeRoom } from './rooms.ts';

const all: RoomAccess = { mayRead: true, mayWrite: true };

/**
 * What somebody may do in a room. The rooms of the practice table that stand on no agenda are open to all of its
 * people; all of it is invented.
 */
export function accessOf(isPractice: boolean) {
  return (person: PersonId, room: RoomName, world: World): Promise<RoomAccess> => {
    const isFree = isPractice && isPracticeRoom(room) && findPracticePerson(person) !== undefined;
    return isFree ? Promise.resolve(all) : roomAccess(person, room, world);
  };
}
