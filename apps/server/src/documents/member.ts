import type { Member } from '@overlegtafel/rooms';
import type { SignedIn } from '../identity/session.ts';

/** The signed-in person as the others in a room see them. */
export function memberOf({ person, name, organisation, role }: SignedIn): Member {
  return { person, name, organisation, role };
}
