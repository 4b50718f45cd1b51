import {
  holdsAt,
  type PersonId,
  type Standing,
  standingOf,
  type TableId,
} from '@overlegtafel/domain';
import type { ApiAnswer } from '@overlegtafel/protocol/api';
import { iso } from '../answers/instants.ts';
import type { AccessLine } from '../audit/access-line.ts';
import { purposeOfEvent } from '../audit/purposes.ts';
import type { MembershipRow } from '../ports/rows.ts';
import type { Caller, World } from '../world.ts';

type StandingAnswer = ApiAnswer<'standing'>;

/**
 * ID141: how somebody who signed in stands: whether they belong to a table now, and if not, since when and whom they can
 * ask. About oneself only; of those who can be asked it names the organisation and the table.
 */
export async function readStanding(person: PersonId, world: World): Promise<StandingAnswer> {
  const { stores, now } = world;
  const [[row], organisations, memberships] = await Promise.all([
    stores.people([person]),
    stores.organisations(),
    stores.membershipsOf(person),
  ]);
  const standing = standingOf(memberships, now());
  const own = organisations.find(({ id }) => id === row?.organisation);
  return {
    name: row?.name ?? person,
    ...(own ? { organisation: own.name } : {}),
    standing: await toldStanding(standing, person, stores),
    ask: standing.kind === 'HOLDS' ? [] : await whoCanHelp(memberships, world),
  };
}

async function toldStanding(
  standing: Standing,
  person: PersonId,
  stores: World['stores'],
): Promise<StandingAnswer['standing']> {
  if (standing.kind === 'HOLDS') return standing;
  if (await stores.isAltered(person)) return { kind: 'ALTERED' };
  return 'at' in standing ? { kind: standing.kind, at: iso(standing.at) } : standing;
}

/** Who administers the tables of these memberships now. */
async function whoCanHelp(
  memberships: readonly MembershipRow[],
  { stores, now }: World,
): Promise<StandingAnswer['ask']> {
  const ids = [...new Set(memberships.flatMap(({ table }) => table ?? []))];
  const [tables, organisations] = await Promise.all([stores.tables(ids), stores.organisations()]);
  const at = now();
  const nameOf = (id: string) => organisations.find((one) => one.id === id)?.name ?? id;
  return Promise.all(
    tables.map(async ({ id, name }) => {
      const members = await stores.membershipsAt(id);
      const administrators = members.filter(
        (one) => one.role === 'administrator' && holdsAt(one, at),
      );
      const names = administrators.map(({ organisation }) => nameOf(organisation));
      return { table: name, organisations: [...new Set(names)] };
    }),
  );
}

/** Who signs in, and through which door. */
export interface SigningIn extends Omit<Caller, 'person'> {
  /** Absent for whom nobody entered. */
  readonly person: PersonId | undefined;
}

/** ID142: puts on the record that somebody signed in who has no place at a table. Who has one leaves no line here. */
export async function recordSignIn(by: SigningIn, world: World): Promise<void> {
  const { person, origin, traceId } = by;
  const memberships = person === undefined ? [] : await world.stores.membershipsOf(person);
  if (standingOf(memberships, world.now()).kind === 'HOLDS') return;
  const line: AccessLine = {
    id: world.newId(),
    at: world.now(),
    action: 'E',
    event: 'sign-in',
    result: 'REFUSED',
    reason: person === undefined ? 'UNKNOWN_SUBJECT' : 'NO_MEMBERSHIP',
    isBreakGlass: false,
    purpose: purposeOfEvent['sign-in'],
    objectKind: 'server',
    object: 'sign-in',
    origin,
    traceId,
    ...(person === undefined ? {} : { person, ...tableOf(memberships) }),
  };
  await world.ledger.record([line]);
}

/** Where it is read about: the table to which they belonged last. */
function tableOf(memberships: readonly MembershipRow[]): { readonly table?: TableId } {
  const table = memberships.toSorted((one, other) => one.from - other.from).at(-1)?.table;
  return table === undefined ? {} : { table };
}
