import {
  type Discipline,
  type Instant,
  membershipHindrance,
  type Mistake,
  type MistakeKind,
  type MunicipalityCode,
  type OrganisationId,
  type PersonId,
  type Role,
  type TableId,
} from '@overlegtafel/domain';
import { done, type Outcome, refuse } from '../outcome/outcome.ts';
import type { Change, Guard } from '../ports/changes.ts';
import type { MembershipRow, PersonRow, TableRow } from '../ports/rows.ts';
import type { Caller, World } from '../world.ts';
import { askForTable } from './ask-for-table.ts';
import { changeAccounts, refuseChange } from './change-accounts.ts';
import { freshId } from './fresh-id.ts';
import { onceFor } from './once-for.ts';

/** Somebody who gets a membership. Who is new is entered under what the issuer calls them. */
type NewMember =
  | { readonly kind: 'KNOWN'; readonly id: PersonId }
  | {
      readonly kind: 'NEW';
      readonly name: string;
      readonly initials: string;
      readonly subject: string;
      /** Who signs people in; absent where nobody does. */
      readonly issuer: string | undefined;
    };

export interface GiveMembership {
  readonly table: TableId;
  readonly person: NewMember;
  readonly organisation: OrganisationId;
  readonly role: Role;
  readonly municipality: string | undefined;
  readonly discipline: Discipline | undefined;
  /** Absent: from now on. */
  readonly from: Instant | undefined;
  readonly until: Instant | undefined;
  readonly substituteFor: PersonId | undefined;
}

/** Roles that see the cases of one municipality. */
const ofOneMunicipality: readonly Role[] = ['process-director', 'policy-officer'];

/**
 * ID24: gives somebody a membership of a table, from now or from a later moment. Nobody gets what does not go together
 * with what they have, and nobody gives themself one.
 */
export function giveMembership(
  wish: GiveMembership,
  caller: Caller,
  world: World,
): Promise<Outcome<{ readonly id: string }>> {
  return changeAccounts(world, (nobodyElse) => tryToGive(wish, caller, world, nobodyElse));
}

async function tryToGive(
  wish: GiveMembership,
  caller: Caller,
  world: World,
  nobodyElse: Guard,
): Promise<Outcome<{ readonly id: string }> | 'AGAIN'> {
  const right = {
    event: 'give-membership',
    action: 'C',
    verb: 'WRITE',
    field: 'accounts',
  } as const;
  const asked = await askForTable(wish.table, right, caller, world);
  if (asked.kind === 'REFUSED') return asked;
  const found = await lookUp(wish, world);
  const mistakes = mistakesIn(wish, found, world.now());
  const member = memberOf(wish, found, world);
  if (mistakes.length > 0 || !member) return refuse({ kind: 'MISTAKES', mistakes });
  const row = rowOf(wish, member.person.id, found, world);
  const line = { ...asked.value, objectKind: 'membership', object: row.id };
  const because = await hindrance(row, caller, world);
  if (because) return refuseChange(because, line, world);
  const committed = await world.ledger.commit({
    guards: [nobodyElse, ...member.guards],
    changes: [...member.changes, { put: 'membership', row }],
    lines: [line],
    ...onceFor(caller, { id: row.id }),
  });
  if (committed.kind === 'MOVED')
    return committed.guard === 0 ? 'AGAIN' : refuseChange('SUBJECT_TAKEN', line, world);
  world.rooms.rightsChanged(row.person);
  world.tell({ kind: 'RIGHTS', person: row.person });
  return done({ id: row.id });
}

/** What the wish names, as far as it is there. */
interface Found {
  readonly table: TableRow | undefined;
  readonly person: PersonRow | undefined;
  readonly municipality: MunicipalityCode | undefined;
  readonly isOrganisation: boolean;
  /** Who is replaced sits at this table. */
  readonly isReplaced: boolean;
}

async function lookUp(wish: GiveMembership, { stores }: World): Promise<Found> {
  const { person, substituteFor } = wish;
  const [[table], organisations, [known], members] = await Promise.all([
    stores.tables([wish.table]),
    stores.organisations(),
    person.kind === 'KNOWN' ? stores.people([person.id]) : [],
    stores.membershipsAt(wish.table),
  ]);
  return {
    table,
    person: known,
    municipality: table?.municipalities.find(({ code }) => code === wish.municipality)?.code,
    isOrganisation: organisations.some(({ id }) => id === wish.organisation),
    isReplaced: members.some((one) => one.person === substituteFor),
  };
}

function mistakesIn(wish: GiveMembership, found: Found, now: Instant): readonly Mistake[] {
  const { person, role, municipality, from = now, until, substituteFor } = wish;
  const isSubstitute = substituteFor !== undefined;
  const isSelf = person.kind === 'KNOWN' && person.id === substituteFor;
  const needsMunicipality = ofOneMunicipality.includes(role) && municipality === undefined;
  const checks: readonly (readonly [boolean, string, MistakeKind])[] = [
    [person.kind === 'KNOWN' && !found.person, 'person.id', 'UNKNOWN_VALUE'],
    [person.kind === 'NEW' && person.issuer === undefined, 'person.subject', 'NOT_ALLOWED'],
    [!found.isOrganisation, 'organisation', 'UNKNOWN_VALUE'],
    [needsMunicipality, 'municipality', 'MISSING'],
    [municipality !== undefined && !found.municipality, 'municipality', 'UNKNOWN_VALUE'],
    // What somebody did before was done without it.
    [from < now, 'from', 'OUT_OF_RANGE'],
    [until !== undefined && until <= from, 'until', 'OUT_OF_RANGE'],
    [isSubstitute && until === undefined, 'until', 'MISSING'],
    [isSubstitute && !found.isReplaced, 'substituteFor', 'UNKNOWN_VALUE'],
    [isSelf, 'substituteFor', 'NOT_ALLOWED'],
  ];
  return checks.flatMap(([isWrong, path, kind]) => (isWrong ? [{ path, kind }] : []));
}

/** The person with what makes them known, when they are not yet. */
function memberOf({ person, organisation }: GiveMembership, found: Found, world: World) {
  if (person.kind === 'KNOWN')
    return found.person && { person: found.person, guards: [], changes: [] };
  const { name, initials, issuer, subject } = person;
  if (issuer === undefined) return undefined;
  const row = { id: freshId('PersonId', world), name, initials, organisation };
  const guards: Guard[] = [{ kind: 'SUBJECT_IS_NEW', issuer, subject, person: row.id }];
  const changes: Change[] = [{ put: 'person', row }];
  return { person: row, guards, changes };
}

function rowOf(
  { table, organisation, role, discipline, from, until, substituteFor }: GiveMembership,
  person: PersonId,
  { municipality }: Found,
  { newId, now }: World,
): MembershipRow {
  return {
    id: newId(),
    person,
    table,
    organisation,
    role,
    from: from ?? now(),
    ...(municipality === undefined ? {} : { municipality }),
    ...(discipline === undefined ? {} : { discipline }),
    ...(until === undefined ? {} : { until }),
    ...(substituteFor === undefined ? {} : { substituteFor }),
  };
}

/** ID25: why it does not go together with what this person has, or is not for whoever gives it. */
async function hindrance(
  row: MembershipRow,
  { person }: Caller,
  { stores, now }: World,
): Promise<string | undefined> {
  const [theirs, atTable] = await Promise.all([
    stores.membershipsOf(row.person),
    row.table === undefined ? [] : stores.membershipsAt(row.table),
  ]);
  const because = membershipHindrance(row, { theirs, atTable }, now());
  if (because) return because;
  if (row.person === person) return 'NOT_TO_YOURSELF';
  const isSame = theirs.some((one) => isSamePlace(one, row) && overlap(one, row));
  return isSame ? 'MEMBER_ALREADY' : undefined;
}

function isSamePlace(one: MembershipRow, other: MembershipRow): boolean {
  return (
    one.table === other.table &&
    one.role === other.role &&
    one.organisation === other.organisation &&
    one.municipality === other.municipality &&
    one.substituteFor === other.substituteFor
  );
}

function overlap(one: MembershipRow, other: MembershipRow): boolean {
  // What was taken back before it began never holds.
  if (one.from === one.until) return false;
  return startsBefore(one, other.until) && startsBefore(other, one.until);
}

function startsBefore({ from }: MembershipRow, end: Instant | undefined): boolean {
  return end === undefined || from < end;
}
