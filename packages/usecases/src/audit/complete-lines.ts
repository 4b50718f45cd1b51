import {
  holdsAt,
  type Instant,
  type Membership,
  type OrganisationId,
  type PersonId,
} from '@overlegtafel/domain';
import type { Commit, Committed, Ledger } from '../ports/changes.ts';
import type { PersonRow } from '../ports/rows.ts';
import type { Stores } from '../ports/stores.ts';
import type { AccessLine } from './access-line.ts';

/** What is read of people to complete their lines. */
type PeopleStores = Pick<Stores, 'people' | 'organisations' | 'membershipsOf'>;

/** Somebody as they were when this was read. */
interface Standing {
  readonly person: PersonRow | undefined;
  readonly memberships: readonly Membership[];
}

interface Known {
  readonly people: ReadonlyMap<PersonId, Standing>;
  readonly organisations: ReadonlyMap<OrganisationId, string>;
}

/** What is known of people is read again after so long. */
const freshMs = 1_000;
/** With so many people in memory they are all read again. */
const mostPeople = 5_000;

/**
 * AU100: a ledger that completes every line that passes through it, whoever made it: with the name, the role and the
 * organisation of that moment. One place, so that no call can write a line that says less.
 */
export function completing(ledger: Ledger, stores: PeopleStores, now: () => Instant): Ledger {
  const people = new KnownPeople(stores, now);
  const complete = async (lines: readonly AccessLine[]) => {
    if (lines.length === 0) return lines;
    const known = await people.read(lines.flatMap(peopleIn));
    return lines.map((line) => completed(line, known));
  };
  return {
    record: async (lines) => ledger.record(await complete(lines)),
    commit: async (commit: Commit): Promise<Committed> => {
      const whole = { ...commit, lines: await complete(commit.lines) };
      try {
        return await ledger.commit(whole);
      } finally {
        if (commit.changes.some(isAboutPeople)) people.forget();
      }
    },
    dropIntakes: (which) => ledger.dropIntakes(which),
  };
}

function peopleIn({ person, onBehalfOf }: AccessLine): readonly PersonId[] {
  return [
    ...(person === undefined ? [] : [person]),
    ...(onBehalfOf === undefined ? [] : [onBehalfOf]),
  ];
}

function isAboutPeople(change: Commit['changes'][number]): boolean {
  return 'put' in change && ['person', 'organisation', 'membership'].includes(change.put);
}

function completed(line: AccessLine, { people, organisations }: Known): AccessLine {
  const standing = line.person && people.get(line.person);
  if (!standing) return line;
  const { person, memberships } = standing;
  // Somebody whom nobody entered has no name but their id, and no organisation.
  const known = person ? { personName: person.name, organisation: person.organisation } : {};
  const place = placeOf(line, memberships) ?? { role: 'none' };
  const own = { personName: line.person, ...known, ...place };
  return withNames({ ...own, ...line }, { people, organisations });
}

function withNames(line: AccessLine, { people, organisations }: Known): AccessLine {
  const { organisation, onBehalfOf } = line;
  const organisationName = organisation && organisations.get(organisation);
  const onBehalfOfName = onBehalfOf && people.get(onBehalfOf)?.person?.name;
  return {
    ...line,
    ...(organisationName && { organisationName }),
    ...(onBehalfOfName && { onBehalfOfName }),
  };
}

/** In which place somebody did this: that of the right it rests on, at the table it was about, or any that holds. */
function placeOf(
  { role, table, at }: AccessLine,
  memberships: readonly Membership[],
): Pick<Membership, 'role' | 'organisation'> | undefined {
  const held = memberships.filter((one) => holdsAt(one, at));
  const inRole = role === undefined ? held : held.filter((one) => one.role === role);
  const here = (one: Membership) => one.table === table;
  const found = inRole.find(here) ?? inRole[0] ?? held.find(here) ?? held[0];
  return found && { role: found.role, organisation: found.organisation };
}

/** People as they are now, read once a second however many lines they write. */
class KnownPeople {
  readonly #stores: PeopleStores;
  readonly #now: () => Instant;
  #people = new Map<PersonId, Promise<Standing>>();
  #organisations: Known['organisations'] | undefined;
  #readAt: Instant | undefined;

  constructor(stores: PeopleStores, now: () => Instant) {
    this.#stores = stores;
    this.#now = now;
  }

  /** Somebody was changed: the next line says so. */
  forget(): void {
    this.#people = new Map();
    this.#organisations = undefined;
    this.#readAt = undefined;
  }

  async read(ids: readonly PersonId[]): Promise<Known> {
    const now = this.#now();
    const ageMs = this.#readAt === undefined ? freshMs : now - this.#readAt;
    if (ageMs < 0 || ageMs >= freshMs || this.#people.size >= mostPeople) {
      this.forget();
      this.#readAt = now;
    }
    const wanted = [...new Set(ids)];
    this.#readOn(wanted.filter((id) => !this.#people.has(id)));
    const standings = wanted.map(async (id) => [id, await this.#people.get(id)] as const);
    const [organisations, ...read] = await Promise.all([this.#names(), ...standings]);
    const people = new Map<PersonId, Standing>();
    for (const [id, standing] of read) if (standing) people.set(id, standing);
    return { organisations, people };
  }

  #readOn(missing: readonly PersonId[]): void {
    if (missing.length === 0) return;
    const people = this.#people;
    const rows = this.#stores.people(missing);
    for (const id of missing) {
      const read = Promise.all([rows, this.#stores.membershipsOf(id)]).then(
        ([found, memberships]) => ({ person: found.find((one) => one.id === id), memberships }),
      );
      people.set(id, read);
      // What could not be read is asked again, by whoever comes next.
      read.catch(() => people.delete(id));
    }
  }

  async #names(): Promise<Known['organisations']> {
    if (this.#organisations) return this.#organisations;
    const rows = await this.#stores.organisations();
    this.#organisations = new Map(rows.map(({ id, name }) => [id, name]));
    return this.#organisations;
  }
}
