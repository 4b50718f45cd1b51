import type { Commit } from '@overlegtafel/usecases';
import { type SQL, sql } from 'drizzle-orm';
import { AccountsBrokenError, StorageUnavailableError } from '../errors.ts';
import type { Storage } from '../kit/orm.ts';
import type { Statement } from '../kit/statement.ts';
import type { AccountBook } from './account-book.ts';
import {
  type AccountChange,
  type AccountRow,
  membershipRow,
  personRow,
  subjectRow,
} from './account-chain.ts';
import { onlyHead, type Reading, type SealedAccounts } from './sealed-accounts.ts';

/** What a commit does to accounts: changes that are chained, or that somebody made some since it was read. */
export type AccountsTurn =
  | {
      readonly kind: 'TAKEN';
      readonly conditions: readonly Statement[];
      readonly statements: readonly Statement[];
    }
  | { readonly kind: 'MOVED'; readonly guard: number };

/** So many go into one statement. */
const changesAtOnce = 500;
/** How often others may be first. */
const mostTries = 20;

/**
 * The turn of a commit that changes accounts, or counts on nobody having changed any.
 *
 * @throws {AccountsBrokenError} when the chain was changed past the server: nothing is written after that
 */
export async function turnOfAccounts(
  accounts: SealedAccounts,
  { guards, changes }: Pick<Commit, 'guards' | 'changes'>,
): Promise<AccountsTurn> {
  const guard = guards.findIndex(({ kind }) => kind === 'ACCOUNTS_AT');
  const read = guards[guard];
  const rows = rowsIn({ guards, changes });
  if (!read && rows.length === 0) return { kind: 'TAKEN', conditions: [], statements: [] };
  const from = await accounts.count();
  if (from === 'BROKEN') throw new AccountsBrokenError();
  if (read?.kind === 'ACCOUNTS_AT' && read.count !== from) return { kind: 'MOVED', guard };
  return { kind: 'TAKEN', ...chainRows(accounts.reading, accounts.book, rows) };
}

/**
 * Writes rows that give rights, apart from any commit of a use case.
 *
 * @throws {AccountsBrokenError} when the chain was changed past the server
 */
export async function writeRows(
  { write }: Pick<Storage, 'write'>,
  accounts: SealedAccounts,
  rows: readonly AccountRow[],
  statements: readonly Statement[],
): Promise<void> {
  for (let tries = 0; tries < mostTries; tries++) {
    if ((await accounts.count()) === 'BROKEN') throw new AccountsBrokenError();
    const chained = chainRows(accounts.reading, accounts.book, rows);
    const all = [...statements, ...chained.statements];
    if ((await write.guarded(chained.conditions, all)).kind === 'done') return;
  }
  throw new StorageUnavailableError('others were first too often: try again');
}

/** Rows in the order in which they are written: who is entered comes first, as its guard does. */
function rowsIn({ guards, changes }: Pick<Commit, 'guards' | 'changes'>): readonly AccountRow[] {
  return [
    ...guards.flatMap((one) => (one.kind === 'SUBJECT_IS_NEW' ? [subjectRow(one)] : [])),
    ...changes.flatMap((one) => {
      if (!('put' in one)) return [];
      if (one.put === 'membership') return [membershipRow(one.row)];
      return one.put === 'person' ? [personRow(one.row)] : [];
    }),
  ];
}

/** Seals rows and chains them after the last change of the book; whoever comes second matches nothing. */
export function chainRows(
  reading: Reading,
  book: AccountBook,
  rows: readonly AccountRow[],
): { readonly conditions: readonly Statement[]; readonly statements: readonly Statement[] } {
  const { orm, tables } = reading;
  const { number, hash } = book;
  let end: End = { number, hash };
  const seen = new Set<string>();
  const changes = rows.map((row): AccountChange => {
    const next = end.number + 1;
    const { kind, key } = row;
    const name = JSON.stringify([kind, key]);
    const what = book.has(row) || seen.has(name) ? 'CHANGED' : 'ADDED';
    seen.add(name);
    const change = { number: next, kind, key, what, seal: book.seal.ofRow(row, next) };
    const made = { ...change, hash: book.seal.ofChange(end.hash, change) };
    end = made;
    return made;
  });
  const parts = Array.from({ length: Math.ceil(changes.length / changesAtOnce) }, (_, i) =>
    changes.slice(i * changesAtOnce, (i + 1) * changesAtOnce),
  );
  return {
    conditions: [moveHead(reading, book, end)],
    statements: parts.map((part) =>
      orm.insert(tables.accountChange).values(part.map((one) => ({ ...one, ...bytesOf(one) }))),
    ),
  };
}

function bytesOf({ seal, hash }: AccountChange) {
  return { seal: Buffer.from(seal), hash: Buffer.from(hash) };
}

interface End {
  readonly number: number;
  readonly hash: Uint8Array;
}

/** Moves the head, as long as nobody else did. Whoever comes second waits for the first. */
function moveHead({ orm, tables: { accountHead: head } }: Reading, from: End, to: End): Statement {
  const moved = { number: to.number, hash: Buffer.from(to.hash) };
  return orm
    .insert(head)
    .values({ id: onlyHead, ...moved })
    .onConflictDoUpdate({
      target: head.id,
      set: moved,
      setWhere: isAt(head, from),
    })
    .returning({ number: head.number });
}

/** Before the first change there may be a head that nothing was sealed under. */
function isAt({ number, hash }: Reading['tables']['accountHead'], from: End): SQL {
  return from.number === 0
    ? sql`(${hash} is null or ${number} = 0)`
    : sql`(${number} = ${from.number} and ${hash} = ${Buffer.from(from.hash)})`;
}
