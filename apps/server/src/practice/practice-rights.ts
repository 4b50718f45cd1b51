import type { PersonId } from '@overlegtafel/domain';
import type { RoomRights } from '@overlegtafel/rooms';
import { findPracticePerson } from './people.ts';

/**
 * Everybody at the practice table may read and write every room of it: all of it is invented. Until the server knows
 * tables and items, this is the only table there is.
 */
export const practiceRights: RoomRights = {
  mayRead: (person) => isAtTable(person),
  mayWrite: (person) => isAtTable(person),
};

function isAtTable(person: PersonId): boolean {
  return findPracticePerson(person) !== undefined;
}
