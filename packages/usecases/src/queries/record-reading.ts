import {
  activeMemberships,
  type Actor,
  type CaseId,
  type ItemId,
  type Permission,
  type TableId,
} from '@overlegtafel/domain';
import { type LineSubject, lineOf } from '../audit/line-of.ts';
import type { Caller, World } from '../world.ts';

/** A case of which something was read, with the permission that it rests on. */
export interface ReadOf {
  readonly table: TableId;
  readonly caseId: CaseId;
  readonly item?: ItemId;
  readonly permission: Permission;
}

/**
 * Writes the lines of a reading into the access log: one for what was asked for, and one for each case of which
 * something is shown. Data leaves only after this.
 */
export async function recordReading(
  subject: LineSubject,
  {
    permission,
    cases = [],
  }: { readonly permission: Permission; readonly cases?: readonly ReadOf[] },
  caller: Caller,
  world: World,
): Promise<void> {
  const distinct = new Map(cases.map((one) => [one.item ?? one.caseId, one]));
  await world.ledger.record([
    lineOf(subject, permission, caller, world),
    ...[...distinct.values()].map(({ permission: own, ...about }) =>
      lineOf({ ...subject, about }, own, caller, world),
    ),
  ]);
}

/** Writes down that somebody asked for what is not there: guessing leaves a trace. */
export async function recordMissing(
  subject: LineSubject,
  caller: Caller,
  world: World,
): Promise<void> {
  const permission = { kind: 'REFUSED', reason: 'OUT_OF_SCOPE' } as const;
  await world.ledger.record([lineOf(subject, permission, caller, world)]);
}

/** What somebody reads about themself, or of where they sit, rests on sitting there. */
export function bySitting(actor: Actor): Permission {
  const [membership] = activeMemberships(actor);
  if (!membership) return { kind: 'REFUSED', reason: 'NO_MEMBERSHIP' };
  return { kind: 'ALLOWED', ground: { kind: 'ROLE', role: membership.role, scope: 'OWN_TABLE' } };
}
