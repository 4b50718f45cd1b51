import type { Membership } from './actor.ts';
import { type Role, vtRoles } from './vocabulary.ts';

/** Roles that see cases. Who runs, watches or counts the table is none of them. */
const caseRoles: readonly Role[] = [
  'chair',
  'secretary',
  ...vtRoles,
  'process-director',
  'local-team',
  'police',
  'invited',
];
const watchRoles: readonly Role[] = ['privacy-officer', 'auditor'];

/** Two roles that one person may not hold at the same time. */
export interface DutyConflict {
  readonly roles: readonly [Role, Role];
}

/**
 * The roles among these memberships that one person may not hold together: who administers sees no cases, and who
 * watches neither sees cases nor administers. Wherever it is and for whichever organisation; periods that do not
 * overlap do not conflict.
 */
export function dutyConflicts(memberships: readonly Membership[]): readonly DutyConflict[] {
  return memberships.flatMap((one, place) =>
    memberships
      .slice(place + 1)
      .filter((other) => overlap(one, other) && isConflict(one.role, other.role))
      .map((other): DutyConflict => ({ roles: [one.role, other.role] })),
  );
}

function isConflict(one: Role, other: Role): boolean {
  return conflictsWith(one, other) || conflictsWith(other, one);
}

function conflictsWith(one: Role, other: Role): boolean {
  if (one === 'administrator') return caseRoles.includes(other) || watchRoles.includes(other);
  return watchRoles.includes(one) && caseRoles.includes(other);
}

function overlap(one: Membership, other: Membership): boolean {
  // What ends where it begins never holds.
  const isSome = startsBeforeEnd(one, one) && startsBeforeEnd(other, other);
  return isSome && startsBeforeEnd(one, other) && startsBeforeEnd(other, one);
}

function startsBeforeEnd(one: Membership, other: Membership): boolean {
  return other.until === undefined || one.from < other.until;
}
