import type { AccessLine } from '../audit/access-line.ts';
import { type Outcome, refuse } from '../outcome/outcome.ts';
import type { Guard } from '../ports/changes.ts';
import type { World } from '../world.ts';

/** How often others may be first: each time one of them gets through, and everything is asked again. */
const mostTries = 20;

/**
 * Changes who has which membership, as if nobody else did at the same moment: everything that is decided, the right to do
 * it included, is decided again when an account changed in between. So two who are each right by themselves cannot
 * together make what neither may.
 */
export async function changeAccounts<T>(
  { stores }: World,
  change: (nobodyElse: Guard) => Promise<Outcome<T> | 'AGAIN'>,
): Promise<Outcome<T>> {
  for (let tries = 0; tries < mostTries; tries++) {
    const count = await stores.accountsCount();
    if (count === 'BROKEN') return refuse({ kind: 'NOT_NOW', because: 'ACCOUNTS_BROKEN' });
    const outcome = await change({ kind: 'ACCOUNTS_AT', count });
    if (outcome !== 'AGAIN') return outcome;
  }
  return refuse({ kind: 'MOVED' });
}

/** Refuses what was asked, on the record. */
export async function refuseChange<T>(
  because: string,
  line: AccessLine,
  { ledger }: World,
): Promise<Outcome<T>> {
  await ledger.record([{ ...line, result: 'REFUSED', reason: because }]);
  return refuse({ kind: 'NOT_NOW', because });
}
