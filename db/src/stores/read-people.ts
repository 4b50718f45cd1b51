import type {
  MembershipRow,
  OrganisationRow,
  PersonRow,
  Stores,
  TableRow,
} from '@overlegtafel/usecases';
import { and, asc, eq, gt, inArray, lte, or } from 'drizzle-orm';
import type { Storage } from '../kit/orm.ts';
import { accountsCount } from './accounts.ts';
import { plainRow } from './plain-row.ts';

type PeopleStores = Pick<
  Stores,
  | 'organisations'
  | 'people'
  | 'peopleOfTable'
  | 'membershipsOf'
  | 'membershipsAt'
  | 'accountsCount'
  | 'membershipTurns'
  | 'tables'
>;

/** Who works with the system, and where. */
export function readPeople({ orm, tables }: Storage): PeopleStores {
  const { organisation, person, membership, regionTable } = tables;
  return {
    async organisations() {
      const rows = await orm.select().from(organisation).orderBy(asc(organisation.id));
      return rows.map((row) => plainRow<OrganisationRow>(row));
    },
    async people(ids) {
      if (ids.length === 0) return [];
      const isAsked = inArray(person.id, [...ids]);
      const rows = await orm.select().from(person).where(isAsked).orderBy(asc(person.id));
      return rows.map((row) => plainRow<PersonRow>(row));
    },
    async peopleOfTable(table) {
      const members = orm
        .select({ person: membership.person })
        .from(membership)
        .where(eq(membership.table, table));
      const isMember = inArray(person.id, members);
      const rows = await orm.select().from(person).where(isMember).orderBy(asc(person.id));
      return rows.map((row) => plainRow<PersonRow>(row));
    },
    async membershipsOf(whose) {
      const isAsked = eq(membership.person, whose);
      const rows = await orm.select().from(membership).where(isAsked).orderBy(asc(membership.id));
      return rows.map((row) => plainRow<MembershipRow>(row));
    },
    async membershipsAt(table) {
      const isAsked = eq(membership.table, table);
      const rows = await orm.select().from(membership).where(isAsked).orderBy(asc(membership.id));
      return rows.map((row) => plainRow<MembershipRow>(row));
    },
    accountsCount: () => accountsCount({ orm, tables }),
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
