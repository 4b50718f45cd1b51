// edge: ids that this test makes up
import {
  addHours,
  defaultTaskAccess,
  type Instant,
  instant,
  type OrganisationId,
  type PersonId,
  type Role,
  roles,
  type TableId,
} from '@overlegtafel/domain';
import {
  type Caller,
  type Change,
  endMembership,
  giveMembership,
  type MembershipRow,
  type Outcome,
  type World,
} from '@overlegtafel/usecases';
import { MemoryRooms } from '@overlegtafel/usecases/memory-rooms';
import { tableRow } from '@overlegtafel/usecases/sample-rows';
import fc from 'fast-check';
import type { Database } from '../database.ts';

/** Something that somebody tries to do with memberships. Numbers choose among what is there. */
type Deed =
  | {
      readonly kind: 'GIVE';
      readonly by: number;
      readonly to: number;
      readonly role: Role;
      readonly table: number;
      readonly organisation: number;
      readonly fromHours: number | undefined;
      readonly forHours: number | undefined;
    }
  | {
      readonly kind: 'END';
      readonly by: number;
      readonly which: number;
      readonly inHours: number | undefined;
    };

/** Deeds that happen at the same moment, each at a server of its own choice, and how long it takes until the next. */
export interface Turn {
  readonly deeds: readonly Deed[];
  readonly passHours: number;
}

const hours = fc.integer({ min: -2, max: 12 });
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined, freq: 2 });
const small = fc.nat({ max: 3 });

/** Roles that exclude each other come often: otherwise hardly anything is ever refused. */
const role = fc.oneof(
  fc.constantFrom<Role>('administrator', 'chair', 'auditor', 'privacy-officer'),
  fc.constantFrom(...roles),
);

const deed: fc.Arbitrary<Deed> = fc.oneof(
  fc.record({
    kind: fc.constant('GIVE' as const),
    by: small,
    to: small,
    role,
    table: small,
    organisation: small,
    fromHours: maybe(hours),
    forHours: maybe(fc.integer({ min: 1, max: 12 })),
  }),
  fc.record({
    kind: fc.constant('END' as const),
    by: small,
    which: fc.nat({ max: 11 }),
    inHours: maybe(hours),
  }),
);

export const turns: fc.Arbitrary<readonly Turn[]> = fc.array(
  fc.record({
    deeds: fc.array(deed, { minLength: 1, maxLength: 3 }),
    passHours: fc.integer({ min: 0, max: 4 }),
  }),
  { minLength: 2, maxLength: 4 },
);

const startMs = instant(Date.UTC(2026, 10, 24, 9));
const organisations = ['veilig-thuis', 'politie'] as unknown as readonly OrganisationId[];

/** Four people at two tables; the first two administer the first table, the first one the second table too. */
class Play {
  now: Instant = startMs;
  readonly tables: readonly TableId[];
  readonly people: readonly PersonId[];
  readonly #worlds: readonly World[];
  readonly #n: string;
  #made = 0;

  constructor(n: string, databases: readonly Pick<Database, 'stores' | 'ledger'>[]) {
    this.#n = n;
    this.tables = [`noord-${n}`, `zuid-${n}`] as unknown as readonly TableId[];
    this.people = ['a', 'b', 'c', 'd'].map((each) => `${each}-${n}`) as unknown as PersonId[];
    this.#worlds = databases.map(({ stores, ledger }) => ({
      stores,
      ledger,
      rooms: new MemoryRooms(),
      now: () => this.now,
      taskAccess: defaultTaskAccess,
      newId: () => `${n}-${(this.#made += 1)}`,
      tell: () => undefined,
    }));
  }

  get world(): World {
    return chosen(this.#worlds, 0);
  }

  async begin(): Promise<void> {
    const [north, south] = [chosen(this.tables, 0), chosen(this.tables, 1)];
    const seats = [
      [0, north],
      [1, north],
      [0, south],
    ] as const;
    const changes: Change[] = [
      ...this.tables.map((id): Change => ({ put: 'table', row: { ...tableRow(), id } })),
      ...organisations.map((id): Change => ({
        put: 'organisation',
        row: { id, name: id, kind: 'OTHER' },
      })),
      ...this.people.map((id): Change => ({
        put: 'person',
        row: { id, name: id, initials: 'X', organisation: chosen(organisations, 0) },
      })),
      ...seats.map(([who, table]): Change => ({
        put: 'membership',
        row: {
          id: `seat-${who}-${table}`,
          person: chosen(this.people, who),
          table,
          role: 'administrator',
          organisation: chosen(organisations, 0),
          from: addHours(startMs, -24),
        },
      })),
    ];
    await this.world.ledger.commit({ guards: [], changes, lines: [] });
  }

  async all(): Promise<readonly MembershipRow[]> {
    const each = await Promise.all(this.people.map((one) => this.world.stores.membershipsOf(one)));
    return each.flat();
  }

  do(deed: Deed, server: number, rows: readonly MembershipRow[]): Promise<Outcome<unknown>> {
    const world = chosen(this.#worlds, server);
    const caller: Caller = {
      person: chosen(this.people, deed.by),
      traceId: this.#n,
      origin: 'origin',
    };
    if (deed.kind === 'END') return this.#end(deed, chosen(rows, deed.which), caller, world);
    const from = deed.fromHours === undefined ? undefined : addHours(this.now, deed.fromHours);
    const wish = {
      table: chosen(this.tables, deed.table),
      person: { kind: 'KNOWN', id: chosen(this.people, deed.to) },
      organisation: chosen(organisations, deed.organisation),
      role: deed.role,
      municipality: undefined,
      discipline: undefined,
      from,
      until: deed.forHours === undefined ? undefined : addHours(from ?? this.now, deed.forHours),
      substituteFor: undefined,
    } as const;
    return giveMembership(wish, caller, world);
  }

  #end(
    { inHours }: Extract<Deed, { readonly kind: 'END' }>,
    row: MembershipRow,
    caller: Caller,
    world: World,
  ): Promise<Outcome<unknown>> {
    const until = inHours === undefined ? undefined : addHours(this.now, inHours);
    const table = row.table ?? chosen(this.tables, 0);
    return endMembership({ table, membership: row.id, until }, caller, world);
  }
}

function chosen<T>(among: readonly T[], n: number): T {
  const one = among[n % among.length];
  if (one === undefined) throw new Error('there is nothing to choose from');
  return one;
}

/** What became of the deeds: how often done, and how often refused for which reason. */
export type PlayTally = Map<string, number>;

/**
 * Plays a history on real stores, and says what was wrong after some turn: somebody who held two duties that exclude
 * each other, a membership that became longer, a table that lost its last administrator. Judged without any rule of the
 * product.
 */
export async function playMemberships(
  history: readonly Turn[],
  n: string,
  databases: readonly Pick<Database, 'stores' | 'ledger'>[],
  tally: PlayTally,
): Promise<readonly string[]> {
  const play = new Play(n, databases);
  await play.begin();
  let before = await play.all();
  for (const { deeds, passHours } of history) {
    const rows = before;
    const outcomes = await Promise.all(deeds.map((each, server) => play.do(each, server, rows)));
    deeds.forEach((each, i) => count(tally, `${each.kind} ${outcomeWord(outcomes[i])}`));
    const after = await play.all();
    const wrong = [
      ...play.people.flatMap((person) =>
        doubleDuties(after.filter((one) => one.person === person)),
      ),
      ...lengthened(before, after),
      ...play.tables.flatMap((table) => abandoned(table, before, after, play.now)),
    ];
    if (wrong.length > 0) return wrong;
    play.now = addHours(play.now, passHours);
    before = after;
  }
  return [];
}

function count(tally: PlayTally, what: string): void {
  tally.set(what, (tally.get(what) ?? 0) + 1);
}

function outcomeWord(outcome: Outcome<unknown> | undefined): string {
  if (outcome?.kind !== 'REFUSED') return 'DONE';
  const { refusal } = outcome;
  return refusal.kind === 'NOT_NOW' ? refusal.because : refusal.kind;
}

/** To each role the one duty that it belongs to; what counts the weeks goes with all. */
const dutyOf: Readonly<Record<Role, 'CASES' | 'ADMINISTERS' | 'PRIVACY' | 'AUDITS' | undefined>> = {
  chair: 'CASES',
  secretary: 'CASES',
  'vt-worker': 'CASES',
  'behavioural-scientist': 'CASES',
  'confidential-doctor': 'CASES',
  'process-director': 'CASES',
  'local-team': 'CASES',
  police: 'CASES',
  invited: 'CASES',
  'policy-officer': undefined,
  'privacy-officer': 'PRIVACY',
  auditor: 'AUDITS',
  administrator: 'ADMINISTERS',
};
/** Watching is split in two duties that may be one person's. */
const together = ['AUDITS PRIVACY'];

function doubleDuties(theirs: readonly MembershipRow[]): readonly string[] {
  return momentsOf(theirs).flatMap((at) => {
    const held = theirs
      .filter((one) => isHeld(one, at))
      .flatMap(({ role: of }) => dutyOf[of] ?? []);
    const duties = [...new Set(held)].toSorted().join(' ');
    const isOne = !duties.includes(' ') || together.includes(duties);
    return isOne ? [] : [`${theirs[0]?.person ?? ''} holds ${duties} at ${at}`];
  });
}

function lengthened(before: readonly MembershipRow[], after: readonly MembershipRow[]) {
  return before.flatMap(({ until, ...was }) => {
    const now = after.find(({ id }) => id === was.id);
    const isSame = now?.role === was.role && now.from === was.from && now.table === was.table;
    const isShorter = (now?.until ?? Infinity) <= (until ?? Infinity);
    return isSame && isShorter ? [] : [`${was.id} became longer or another one`];
  });
}

function abandoned(
  table: TableId,
  before: readonly MembershipRow[],
  after: readonly MembershipRow[],
  now: Instant,
): readonly string[] {
  const administer = (rows: readonly MembershipRow[], at: number) =>
    rows.some((one) => one.table === table && one.role === 'administrator' && isHeld(one, at));
  const moments = [now, ...momentsOf([...before, ...after]).filter((at) => at > now)];
  return moments
    .filter((at) => administer(before, at) && !administer(after, at))
    .map((at) => `nobody administers ${table} at ${at} any more`);
}

/** Before, at and after everything that begins or ends. */
function momentsOf(rows: readonly MembershipRow[]): readonly number[] {
  const edges = rows.flatMap(({ from, until = from }) => [from, until]);
  return edges.flatMap((at) => [at - 1, at, at + 1]);
}

function isHeld({ from, until = Infinity as Instant }: MembershipRow, at: number): boolean {
  return from <= at && at < until;
}
