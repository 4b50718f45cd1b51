import type {
  MembershipRow,
  OrganisationRow,
  PersonRow,
  Stores,
  TableRow,
} from '@overlegtafel/usecases';
import { and, asc, eq, gt, inArray, lte, or, type SQL } from 'drizzle-orm';
import { membershipRow, personRow } from '../accounts/account-chain.ts';
import type { SealedAccounts } from '../accounts/sealed-accounts.ts';
import { inLists, overKeys } from '../kit/many-keys.ts';
import type { Storage } from '../kit/orm.ts';
import { plainRow } from './plain-row.ts';

type PeopleStores = Pick<
  Stores,
  | 'organisations'
  | 'people'
  | 'peopleOfTable'
  | 'membershipsOf'
  | 'membershipsOfAll'
  | 'membershipsAt'
  | 'accountsCount'
  | 'isAltered'
  | 'membershipTurns'
  | 'tables'
>;

/** Who works with the system, and where. What gives rights is read only as the server wrote it. */
export function readPeople(storage: Storage, accounts: SealedAccounts): PeopleStores {
  const { orm, tables } = storage;
  const { organisation, person, membership, regionTable } = tables;
  const { members, membersOfAll, people } = readAccounts(storage, accounts);
  return {
    async organisations() {
      const rows = await orm.select().from(organisation).orderBy(asc(organisation.id));
      return rows.map((row) => plainRow<OrganisationRow>(row));
    },
    async people(ids) {
      return ids.length === 0 ? [] : people(inArray(person.id, [...ids]));
    },
    peopleOfTable(table) {
      const isHere = orm
        .select({ person: membership.person })
        .from(membership)
        .where(eq(membership.table, table));
      return people(inArray(person.id, isHere));
    },
    membershipsOf: (whose) => members(eq(membership.person, whose)),
    membershipsOfAll: (whose) => inLists(whose, membersOfAll),
    membershipsAt: (table) => members(eq(membership.table, table)),
    accountsCount: () => accounts.count(),
    async isAltered(whose) {
      const [right, stored] = await Promise.all([
        members(eq(membership.person, whose)),
        orm.select({ id: membership.id }).from(membership).where(eq(membership.person, whose)),
      ]);
      return stored.some(({ id }) => !right.some((one) => one.id === id));
    },
    async membershipTurns(after, upTo) {
      const { from, until } = membership;
      const isTurn = (at: typeof from | typeof until) =>
        and(gt(at, new Date(after)), lte(at, new Date(upTo)));
      const rows = await orm
        .select()
        .from(membership)
        .where(or(isTurn(from), isTurn(until)));
      return rows.map((row) => plainRow<MembershipRow>(row).person);
    },
    async tables(ids) {
      if (ids.length === 0) return [];
      const isAsked = inArray(regionTable.id, [...ids]);
      const rows = await orm.select().from(regionTable).where(isAsked).orderBy(asc(regionTable.id));
      return rows.map((row) => plainRow<TableRow>(row));
    },
  };
}

/** Memberships and people as the server wrote them; each comes with the moment of its reading, which is left out. */
function readAccounts(storage: Storage, accounts: SealedAccounts) {
  const {
    orm,
    tables: { membership, person },
  } = storage;
  const selectMembers = (which: SQL) => {
    const fields = { row: membership, changesThen: accounts.changesThen };
    return orm.select(fields).from(membership).where(which).orderBy(asc(membership.id));
  };
  type Read = Awaited<ReturnType<typeof selectMembers>>;
  const rightMembers = async (read: () => PromiseLike<Readonly<Read>>) => {
    const rows = await accounts.right(read, ({ row }) => membershipRow(plainRow(row)));
    return rows.map(({ row }) => plainRow<MembershipRow>(row));
  };
  const members = (which: SQL): Promise<readonly MembershipRow[]> =>
    rightMembers(() => selectMembers(which));
  const byPerson = overKeys((_storage, keys) =>
    selectMembers(inArray(membership.person, [...keys])).prepare(),
  );
  const membersOfAll = (whose: readonly string[]): Promise<readonly MembershipRow[]> =>
    rightMembers(() => byPerson(storage, whose));
  const people = async (which: SQL): Promise<readonly PersonRow[]> => {
    const fields = { row: person, changesThen: accounts.changesThen };
    const read = () => orm.select(fields).from(person).where(which).orderBy(asc(person.id));
    const rows = await accounts.right(read, ({ row }) => personRow(plainRow(row)));
    return rows.map(({ row }) => plainRow<PersonRow>(row));
  };
  return { members, membersOfAll, people };
}
