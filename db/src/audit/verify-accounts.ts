import type { MembershipRow, PersonRow } from '@overlegtafel/usecases';
import { eq, is, lt, sql } from 'drizzle-orm';
import { PgTable } from 'drizzle-orm/pg-core';
import {
  type AccountKind,
  type AccountRow,
  type AccountSeal,
  membershipRow,
  personRow,
  subjectRow,
} from '../accounts/account-chain.ts';
import type { AccountBook } from '../accounts/account-book.ts';
import { onlyHead, type Reading, SealedAccounts } from '../accounts/sealed-accounts.ts';
import { plainRow } from '../stores/plain-row.ts';
import { ChainBroken, type ChainVerdict, verdictOf } from './chain-verdict.ts';

/** The name of the one chain of accounts. */
export const accountsChain = 'accounts';

/** A row as it stands, and how many changes had been made when it was read. */
interface Found {
  readonly row: AccountRow;
  readonly then: number;
}

/**
 * Checks the chain of accounts, and that every row that gives rights is as its last change left it. Each row that was
 * written, changed, removed or put back past the server has a verdict of its own, with the number of the change that
 * it should stand at. Nothing for a database in which nothing was sealed yet.
 */
export async function verifyAccounts(reading: Reading, seal: AccountSeal): Promise<ChainVerdict[]> {
  if (!(await areSealed(reading))) return [];
  const accounts = new SealedAccounts(reading, seal);
  const chain = { of: 'ACCOUNTS', name: accountsChain } as const;
  const whole = await verdictOf(chain, () => checkChain(accounts));
  const rows = await rowsOf(accounts);
  const { book } = accounts;
  return [
    whole,
    ...rows.flatMap(({ row, then }) => wrong(row, book, then)),
    ...(['PERSON', 'MEMBERSHIP', 'SUBJECT'] as const).flatMap((kind) => missing(kind, rows, book)),
  ];
}

/** True once the accounts of this database were sealed. One of an older version has no place for seals. */
export async function areSealed(reading: Reading): Promise<boolean> {
  if (!(await hasTable(reading, 'account_change'))) return false;
  const { orm, tables } = reading;
  const { accountHead } = tables;
  const [head] = await orm.select().from(accountHead).where(eq(accountHead.id, onlyHead));
  return (head?.hash ?? null) !== null;
}

async function hasTable({ orm, tables }: Reading, name: string): Promise<boolean> {
  const found = is(tables.membership, PgTable)
    ? orm
        .select({ name: sql<string>`tablename` })
        .from(sql`pg_tables`)
        .where(sql`tablename = ${name} and schemaname = current_schema()`)
    : orm
        .select({ name: sql<string>`name` })
        .from(sql`sqlite_schema`)
        .where(sql`type = 'table' and name = ${name}`);
  return (await found).length > 0;
}

async function checkChain(accounts: SealedAccounts): Promise<number> {
  let first: ChainBroken | undefined;
  accounts.watch(({ of, key, damage }) => {
    if (of === 'CHAIN') first ??= new ChainBroken(Number(key), damage);
  });
  const count = await accounts.count();
  if (first) throw first;
  if (count === 'BROKEN') throw new ChainBroken(accounts.book.number, 'END_MOVED');
  await checkBefore(accounts);
  return count;
}

/** Changes are counted from 1: what stands before that belongs to nothing, and no reading comes by it. */
async function checkBefore({ reading }: SealedAccounts): Promise<void> {
  const { orm, tables } = reading;
  const { number } = tables.accountChange;
  const [before] = await orm.select({ number }).from(tables.accountChange).where(lt(number, 1));
  if (before) throw new ChainBroken(before.number, 'EXTRA');
}

/** Every row that gives rights, as of the moment of its reading; changes made since the last one are read too. */
async function rowsOf(accounts: SealedAccounts): Promise<readonly Found[]> {
  const { changesThen } = accounts;
  const { orm, tables } = accounts.reading;
  const { person, membership, issuerSubject } = tables;
  const people = await orm.select({ row: person, changesThen }).from(person);
  const members = await orm.select({ row: membership, changesThen }).from(membership);
  const subjects = await orm.select({ row: issuerSubject, changesThen }).from(issuerSubject);
  await accounts.count();
  const last = accounts.book.number;
  const found = (row: AccountRow, then: number | null) => ({
    row,
    then: Math.min(then ?? 0, last),
  });
  return [
    ...people.map((one) => found(personRow(plainRow<PersonRow>(one.row)), one.changesThen)),
    ...members.map((one) =>
      found(membershipRow(plainRow<MembershipRow>(one.row)), one.changesThen),
    ),
    ...subjects.map((one) => found(subjectRow(one.row), one.changesThen)),
  ];
}

function wrong(row: AccountRow, book: AccountBook, then: number): ChainVerdict[] {
  const damage = book.damageOf(row, then);
  if (!damage) return [];
  const line = book.standing(row.kind, then).get(row.key) ?? 0;
  return [{ kind: 'BROKEN', of: row.kind, name: row.key, line, damage }];
}

function missing(kind: AccountKind, rows: readonly Found[], book: AccountBook): ChainVerdict[] {
  const ofKind = rows.filter(({ row }) => row.kind === kind);
  const there = new Set(ofKind.map(({ row }) => row.key));
  // Without any row left nothing says when it was read: then it is now.
  const then = ofKind[0]?.then ?? book.number;
  return [...book.standing(kind, then)]
    .filter(([key]) => !there.has(key))
    .map(([name, line]) => ({ kind: 'BROKEN', of: kind, name, line, damage: 'MISSING' }));
}
