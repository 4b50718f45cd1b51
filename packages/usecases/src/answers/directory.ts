import {
  holdsAt,
  type Instant,
  type MunicipalityCode,
  type OrganisationId,
  type PersonId,
  type TableId,
} from '@overlegtafel/domain';
import type { Names } from '@overlegtafel/protocol';
import type { ApiAnswer } from '@overlegtafel/protocol/api';
import type {
  CaseRow,
  MembershipRow,
  OrganisationRow,
  PersonRow,
  TableRow,
} from '../ports/rows.ts';
import type { World } from '../world.ts';

export type PersonView = ApiAnswer<'meeting'>['present'][number];
type OrganisationView = ApiAnswer<'tablePeople'>['organisations'][number];
export interface MunicipalityView {
  readonly code: string;
  readonly name: string;
}

/** Everybody and everything at a table that has a name, to turn ids into what people read. */
export interface Directory {
  readonly table: TableRow;
  readonly memberships: readonly MembershipRow[];
  /** Everybody whose name is known here: the members, and whoever was asked for besides. */
  readonly people: readonly PersonId[];
  readonly person: (id: PersonId) => PersonView;
  readonly organisation: (id: OrganisationId) => OrganisationView;
  readonly municipality: (code: MunicipalityCode | undefined) => MunicipalityView | undefined;
}

/** Reads the names of a table, and of these others; undefined when there is no such table. */
export async function directoryOf(
  table: TableId,
  world: World,
  others: readonly PersonId[] = [],
): Promise<Directory | undefined> {
  const { stores, now } = world;
  const [[row], members, organisations, memberships, besides] = await Promise.all([
    stores.tables([table]),
    stores.peopleOfTable(table),
    stores.organisations(),
    stores.membershipsAt(table),
    others.length === 0 ? [] : stores.people([...new Set(others)]),
  ]);
  // Members first: the order must not tell who did something that is not shown yet.
  const people = [...members, ...besides];
  return row && makeDirectory({ row, people, organisations, memberships, at: now() });
}

function makeDirectory(parts: {
  readonly row: TableRow;
  readonly people: readonly PersonRow[];
  readonly organisations: readonly OrganisationRow[];
  readonly memberships: readonly MembershipRow[];
  readonly at: Instant;
}): Directory {
  const { row, memberships, at } = parts;
  const people = new Map(parts.people.map((one) => [one.id, one]));
  const organisations = new Map(parts.organisations.map((one) => [one.id, one]));
  const municipality = (code: MunicipalityCode | undefined) => {
    const known = row.municipalities.find((one) => one.code === code);
    return code === undefined ? undefined : { code, name: known?.name ?? code };
  };
  const organisation = (id: OrganisationId) => {
    const known = organisations.get(id);
    if (!known) return { id, name: id, kind: 'OTHER' as const };
    const its = municipality(known.municipality);
    return { id, name: known.name, kind: known.kind, ...(its ? { municipality: its } : {}) };
  };
  return {
    table: row,
    memberships,
    people: [...people.keys()],
    organisation,
    person: (id) => {
      const known = people.get(id);
      const { name } = known ? organisation(known.organisation) : { name: '' };
      return {
        id,
        name: known?.name ?? id,
        initials: known?.initials ?? '',
        organisation: { id: known?.organisation ?? id, name },
        role: roleOf(id, memberships, at),
      };
    },
    municipality,
  };
}

/** The role that holds now, else the last one: whoever left still stands in records. Others come for single items. */
function roleOf(id: PersonId, memberships: readonly MembershipRow[], at: Instant): string {
  const own = memberships.filter(({ person }) => person === id);
  return (own.find((one) => holdsAt(one, at)) ?? own.at(-1))?.role ?? 'invited';
}

/** A field for an answer that may lack it. */
export function municipalityOf(
  { municipality }: Pick<CaseRow, 'municipality'>,
  directory: Directory,
): { municipality?: MunicipalityView } {
  const view = directory.municipality(municipality);
  return view ? { municipality: view } : {};
}

/** The names that sentences about blockers use. */
export function blockerNames(
  directory: Directory,
  inItem: Pick<Names, 'item' | 'child' | 'action'>,
): Names {
  return {
    ...inItem,
    person: (id) => directory.person(id).name,
    organisation: (id) => directory.organisation(id).name,
  };
}
