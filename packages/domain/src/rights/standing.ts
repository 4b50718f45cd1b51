import type { Instant } from '../model/time.ts';
import { holdsAt, type Membership } from './actor.ts';

/** Whether somebody belongs to a table at a moment, and if not, why. */
export type Standing =
  | { readonly kind: 'HOLDS' }
  /** Nobody ever gave them a membership that counts. */
  | { readonly kind: 'NEVER' }
  /** The first one begins then. */
  | { readonly kind: 'NOT_YET'; readonly at: Instant }
  /** The last one ended then. */
  | { readonly kind: 'ENDED'; readonly at: Instant };

/** How somebody stands by these memberships, which are all of theirs. What comes counts for more than what is over. */
export function standingOf(memberships: readonly Membership[], at: Instant): Standing {
  const counting = memberships.filter(isSome);
  if (counting.some((one) => holdsAt(one, at))) return { kind: 'HOLDS' };
  const coming = counting.filter(({ from }) => at < from).map(({ from }) => from);
  const [next] = coming.toSorted((one, other) => one - other);
  if (next !== undefined) return { kind: 'NOT_YET', at: next };
  const over = counting.flatMap(({ until }) => until ?? []);
  const last = over.toSorted((one, other) => one - other).at(-1);
  return last === undefined ? { kind: 'NEVER' } : { kind: 'ENDED', at: last };
}

/** Not taken back before it began, and no substitution without an end. */
function isSome({ from, until, substituteFor }: Membership): boolean {
  return until === undefined ? substituteFor === undefined : from < until;
}
