import type { Commit } from '@overlegtafel/usecases';
import { eq } from 'drizzle-orm';
import type { Storage } from '../kit/orm.ts';
import type { Statement } from '../kit/statement.ts';

type Reading = Pick<Storage, 'orm' | 'tables'>;

/** The one row that counts. */
const only = 1;

/** How often accounts changed until now. */
export async function accountsCount({ orm, tables: { accountHead } }: Reading): Promise<number> {
  const [head] = await orm.select().from(accountHead).where(eq(accountHead.id, only));
  return head?.number ?? 0;
}

/** Moves the count, as long as nobody else did. Whoever comes second waits for the first, and matches nothing. */
function moveCount({ orm, tables: { accountHead } }: Reading, from: number, by: number): Statement {
  const number = from + by;
  return orm
    .insert(accountHead)
    .values({ id: only, number })
    .onConflictDoUpdate({
      target: accountHead.id,
      set: { number },
      setWhere: eq(accountHead.number, from),
    })
    .returning({ number: accountHead.number });
}

/** What a commit does to accounts: nothing, a count that moves, or that somebody moved it since it was read. */
export type AccountsTurn =
  | { readonly kind: 'TAKEN'; readonly conditions: readonly Statement[] }
  | { readonly kind: 'MOVED'; readonly guard: number };

/** The turn of a commit that changes accounts, or counts on nobody having changed any. */
export async function turnOfAccounts(
  storage: Reading,
  { guards, changes }: Pick<Commit, 'guards' | 'changes'>,
): Promise<AccountsTurn> {
  const guard = guards.findIndex(({ kind }) => kind === 'ACCOUNTS_AT');
  const read = guards[guard];
  const isChanged = changes.filter((one) => 'put' in one && isAccount(one.put)).length;
  const isEntered = guards.filter(({ kind }) => kind === 'SUBJECT_IS_NEW').length;
  const by = isChanged + isEntered;
  if (!read && by === 0) return { kind: 'TAKEN', conditions: [] };
  const from = await accountsCount(storage);
  if (read?.kind === 'ACCOUNTS_AT' && read.count !== from) return { kind: 'MOVED', guard };
  return { kind: 'TAKEN', conditions: [moveCount(storage, from, by)] };
}

function isAccount(put: string): boolean {
  return put === 'membership' || put === 'person';
}
