import type { PersonId, TableId } from '../model/ids.ts';
import type { Instant } from '../model/time.ts';
import { holdsAt, type Membership } from './actor.ts';
import { dutyConflicts } from './separation-of-duties.ts';

/** A membership as it is kept: whose it is, and under which name. */
export interface KeptMembership extends Membership {
  readonly id: string;
  readonly person: PersonId;
}

/** What a change of a membership is held against. Those that it replaces are recognised by their id. */
export interface MembershipsBeside {
  /** All of the same person, at whatever table and for whatever organisation. */
  readonly theirs: readonly KeptMembership[];
  /** All of the same table. */
  readonly atTable: readonly KeptMembership[];
}

/** Why a membership may not become so. */
export type MembershipHindrance =
  /** The person would hold two duties at one moment that do not go together. */
  | 'DUTIES_CONFLICT'
  /** From some moment on nobody would administer the table, where somebody does now. */
  | 'LAST_ADMINISTRATOR';

/**
 * Whether a membership may be given, or become otherwise: its end, its role, its table. Asked at every change, over the
 * whole of time from this moment on; the commit is guarded on what was read not having changed.
 */
export function membershipHindrance(
  row: KeptMembership,
  { theirs, atTable }: MembershipsBeside,
  at: Instant,
): MembershipHindrance | undefined {
  const before = theirs.find(({ id }) => id === row.id);
  if (!isShortened(before, row) && hasConflict(row, theirs)) return 'DUTIES_CONFLICT';
  const table = before?.table ?? row.table;
  const left = [...atTable.filter(({ id }) => id !== row.id), row];
  return isLeftAlone({ before: atTable, after: left, table }, at)
    ? 'LAST_ADMINISTRATOR'
    : undefined;
}

/** True for the same duty that ends earlier: that makes no conflict, and takes none away from whoever already has one. */
function isShortened(before: KeptMembership | undefined, after: KeptMembership): boolean {
  if (before?.role !== after.role || before.from !== after.from) return false;
  return before.until === undefined || (after.until !== undefined && after.until <= before.until);
}

function hasConflict(row: KeptMembership, theirs: readonly KeptMembership[]): boolean {
  const others = theirs.filter(({ id }) => id !== row.id);
  return others.some((other) => dutyConflicts([other, row]).length > 0);
}

interface Turn {
  readonly before: readonly Membership[];
  readonly after: readonly Membership[];
  readonly table: TableId | undefined;
}

/**
 * True when at some moment from now on nobody administers the table any more, while somebody did before the change.
 * Who administers changes only where a membership begins or ends, so looking at those moments is looking at all.
 */
function isLeftAlone({ before, after, table }: Turn, at: Instant): boolean {
  const turns = [...before, ...after].flatMap(({ from, until }) => [from, until ?? from]);
  const moments = [at, ...turns.filter((moment) => moment > at)];
  return moments.some(
    (moment) => isAdministered(before, table, moment) && !isAdministered(after, table, moment),
  );
}

function isAdministered(
  memberships: readonly Membership[],
  table: TableId | undefined,
  at: Instant,
): boolean {
  return memberships.some(
    (one) =>
      one.role === 'administrator' &&
      one.table === table &&
      holdsAt(one, at) &&
      (one.substituteFor === undefined || one.until !== undefined),
  );
}
