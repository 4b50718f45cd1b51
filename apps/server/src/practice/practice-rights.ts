import type { PersonId } from '@overlegtafel/domain';
import type { RoomName } from '@overlegtafel/protocol';
import { accessBy, type RoomAccess, roomAccess, type World } from '@overlegtafel/usecases';
import { findPracticePerson } from './people.ts';
import { isPracticeRoom } from './rooms.ts';

/**
 * What somebody may do in a room. The rooms of the practice table that stand on no agenda are open to all of its
 * people; all of it is invented. Entering one is a line as any other, by their place at the practice table, and about
 * no case.
 */
export function accessOf(isPractice: boolean) {
  return (person: PersonId, room: RoomName, world: World): Promise<RoomAccess> => {
    const found = isPractice && isPracticeRoom(room) ? findPracticePerson(person) : undefined;
    if (!found) return roomAccess(person, room, world);
    const ground = { kind: 'ROLE', role: found.role, scope: 'OWN_TABLE' } as const;
    const allowed = { kind: 'ALLOWED', ground } as const;
    return Promise.resolve(accessBy(allowed, allowed, {}));
  };
}
