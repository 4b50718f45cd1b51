import {
  accessBy,
  noAccess,
  type RoomAccess,
  roomAccesses,
  type World,
} from '@overlegtafel/usecases';
import type { RoomPlace } from '@overlegtafel/rooms';
import { findPracticePerson } from './people.ts';
import { isPracticeRoom } from './rooms.ts';

/**
 * What people may do in rooms. The rooms of the practice table that stand on no agenda are open to all of its people;
 * all of it is invented. Entering one is a line as any other, by their place at the practice table, and about no case.
 */
export function accessOf(isPractice: boolean) {
  return async (places: readonly RoomPlace[], world: World): Promise<readonly RoomAccess[]> => {
    const practice = places.map((place) => (isPractice ? practiceAccess(place) : undefined));
    const others = places.filter((_, i) => !practice[i]);
    const asked = others.length > 0 ? await roomAccesses(others, world) : [];
    let next = 0;
    return practice.map((access) => access ?? asked[next++] ?? noAccess);
  };
}

function practiceAccess({ person, room }: RoomPlace): RoomAccess | undefined {
  const found = isPracticeRoom(room) ? findPracticePerson(person) : undefined;
  if (!found) return undefined;
  const ground = { kind: 'ROLE', role: found.role, scope: 'OWN_TABLE' } as const;
  const allowed = { kind: 'ALLOWED', ground } as const;
  return accessBy(allowed, allowed, {});
}
