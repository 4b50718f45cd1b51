import type { Instant, PersonId, TableId } from '@overlegtafel/domain';
import { done, type Outcome, refuse } from '../outcome/outcome.ts';
import type { Caller, World } from '../world.ts';
import { askForTable } from './ask-for-table.ts';

/** A membership of a table, and when it has to end; absent means now. */
export interface EndMembership {
  readonly table: TableId;
  readonly membership: string;
  readonly until?: Instant | undefined;
}

/**
 * ID20: ends a membership, or says when it will end. Whoever has no other is put out of everything at once; whoever has,
 * of what only this one gave. What was done under it stays done.
 */
export async function endMembership(
  { table, membership, until }: EndMembership,
  caller: Caller,
  world: World,
): Promise<Outcome<undefined>> {
  const wish = { event: 'end-membership', action: 'U', verb: 'WRITE', field: 'accounts' } as const;
  const asked = await askForTable(table, wish, caller, world);
  if (asked.kind === 'REFUSED') return asked;
  const row = (await world.stores.membershipsAt(table)).find(({ id }) => id === membership);
  if (!row) {
    await world.ledger.record([asked.value]);
    return refuse({ kind: 'NOT_THERE' });
  }
  const line = { ...asked.value, objectKind: 'membership', object: membership };
  const changed = { ...row, until: until ?? world.now() };
  await world.ledger.commit({
    guards: [],
    changes: [{ put: 'membership', row: changed }],
    lines: [line],
  });
  world.rooms.rightsChanged();
  world.tell({ kind: 'RIGHTS', person: row.person });
  return done(undefined);
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
