import {
  type Instant,
  membershipHindrance,
  type PersonId,
  type TableId,
} from '@overlegtafel/domain';
import { done, type Outcome, refuse } from '../outcome/outcome.ts';
import type { MembershipRow } from '../ports/rows.ts';
import type { Guard } from '../ports/changes.ts';
import type { Caller, World } from '../world.ts';
import { askForTable } from './ask-for-table.ts';
import { changeAccounts, refuseChange } from './change-accounts.ts';

/** A membership of a table, and when it has to end; absent means now. */
export interface EndMembership {
  readonly table: TableId;
  readonly membership: string;
  readonly until?: Instant | undefined;
}

/**
 * ID20: ends a membership, or says when it will end. Whoever has no other is put out of everything at once; whoever has,
 * of what only this one gave. What was done under it stays done. ID140: a membership only ever becomes shorter.
 */
export function endMembership(
  wish: EndMembership,
  caller: Caller,
  world: World,
): Promise<Outcome<undefined>> {
  return changeAccounts(world, (nobodyElse) => tryToEnd(wish, caller, world, nobodyElse));
}

async function tryToEnd(
  { table, membership, until }: EndMembership,
  caller: Caller,
  world: World,
  nobodyElse: Guard,
): Promise<Outcome<undefined> | 'AGAIN'> {
  const wish = { event: 'end-membership', action: 'U', verb: 'WRITE', field: 'accounts' } as const;
  const asked = await askForTable(table, wish, caller, world);
  if (asked.kind === 'REFUSED') return asked;
  const atTable = await world.stores.membershipsAt(table);
  const row = atTable.find(({ id }) => id === membership);
  if (!row) {
    await world.ledger.record([asked.value]);
    return refuse({ kind: 'NOT_THERE' });
  }
  const line = { ...asked.value, objectKind: 'membership', object: membership };
  const now = world.now();
  // What has not begun yet ends where it would begin: then it never held.
  const changed = { ...row, until: until ?? later(now, row.from) };
  if (changed.until < later(now, row.from))
    return refuse({ kind: 'MISTAKES', mistakes: [{ path: 'until', kind: 'OUT_OF_RANGE' }] });
  const theirs = await world.stores.membershipsOf(row.person);
  const because =
    notShorter(row, changed.until, now) ?? membershipHindrance(changed, { theirs, atTable }, now);
  if (because) return refuseChange(because, line, world);
  const committed = await world.ledger.commit({
    guards: [nobodyElse],
    changes: [{ put: 'membership', row: changed }],
    lines: [line],
  });
  if (committed.kind === 'MOVED') return 'AGAIN';
  world.rooms.rightsChanged(row.person);
  world.tell({ kind: 'RIGHTS', person: row.person });
  return done(undefined);
}

/** Why this would be no shortening. */
function notShorter(
  { until }: MembershipRow,
  asked: Instant,
  now: Instant,
): 'MEMBERSHIP_OVER' | 'ONLY_SHORTER' | undefined {
  if (until === undefined) return undefined;
  if (until <= now) return 'MEMBERSHIP_OVER';
  return asked > until ? 'ONLY_SHORTER' : undefined;
}

function later(one: Instant, other: Instant): Instant {
  return one < other ? other : one;
}

/**
 * ID21: ends every session of somebody at the table: a device was lost, or something is wrong. Signing in again is
 * possible as long as a membership holds.
 */
export async function endSessions(
  {
    table,
    person,
    end,
  }: {
    readonly table: TableId;
    readonly person: PersonId;
    /** Ends them; called once it is allowed and on the record. */
    readonly end: (person: PersonId) => Promise<unknown>;
  },
  caller: Caller,
  world: World,
): Promise<Outcome<undefined>> {
  const wish = { event: 'end-sessions', action: 'U', verb: 'WRITE', field: 'accounts' } as const;
  const asked = await askForTable(table, wish, caller, world);
  if (asked.kind === 'REFUSED') return asked;
  const line = { ...asked.value, objectKind: 'person', object: person };
  await world.ledger.record([line]);
  const isHere = (await world.stores.membershipsAt(table)).some((one) => one.person === person);
  if (!isHere) return refuse({ kind: 'NOT_THERE' });
  await end(person);
  return done(undefined);
}
