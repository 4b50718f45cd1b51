import { hkdfSync } from 'node:crypto';
import { roles } from '@overlegtafel/domain';
import { done, readStanding, recordSignIn, type World } from '@overlegtafel/usecases';
import type { ApiAnswer } from '@overlegtafel/protocol/api';
import { endSessionCookie, writeSessionCookie } from '../../identity/session-cookie.ts';
import type { SessionDesk, SignedIn } from '../../identity/session.ts';
import { findPracticePerson, practicePeople } from '../../practice/people.ts';
import { bind, type BoundCall } from '../contract/bound-call.ts';
import { problems } from '../problems.ts';

/** What the calls about who somebody is need. */
export interface IdentityParts {
  readonly world: World;
  readonly sessions: SessionDesk;
  /** Only at a practice table can anybody sign in with one click. */
  readonly isPractice: boolean;
  readonly isSecure: boolean;
  /** At least 32 bytes that only this server knows: what browsers keep is closed with keys made of it. */
  readonly outboxSecret: Uint8Array;
  readonly now: () => number;
}

const outboxKeyBytes = 32;

/** Signing in and out, and who I am. */
export function identityCalls(parts: IdentityParts): readonly BoundCall[] {
  const { world, sessions, isPractice, isSecure, outboxSecret, now } = parts;
  return [
    ...(isPractice ? practiceCalls(parts) : []),
    bind('signOut', async ({ headers, body, set }) => {
      await sessions.signOut(headers.cookie, now());
      set('set-cookie', endSessionCookie(isSecure));
      // What the browser kept for this person goes with the session.
      // OB380: not what it keeps for others, who may not have saved it yet.
      set('clear-site-data', body?.othersWait === true ? '"cache"' : '"cache", "storage"');
      return done(undefined);
    }),
    bind('me', async ({ headers }) => {
      const who = await sessions.signedIn(headers.cookie, now());
      if (who === undefined) return { kind: 'PROBLEM', problem: problems.signInFirst };
      return done(await meOf(who, headers.cookie, parts));
    }),
    bind('session', async ({ headers }) => {
      const ends = await endsOf(headers.cookie, parts);
      return ends === undefined ? { kind: 'PROBLEM', problem: problems.signInFirst } : done(ends);
    }),
    bind('standing', async ({ headers }) => {
      const person = await sessions.holder(headers.cookie, now());
      if (person === undefined) return { kind: 'PROBLEM', problem: problems.signInFirst };
      return done(await readStanding(person, world));
    }),
    bind('outboxKey', ({ caller }) => {
      const { person } = caller;
      const key = Buffer.from(
        hkdfSync('sha256', outboxSecret, '', `outbox of ${person}`, outboxKeyBytes),
      );
      return done({ key: key.toString('base64url') });
    }),
  ];
}

function practiceCalls({ world, sessions, isSecure, now }: IdentityParts): readonly BoundCall[] {
  return [
    bind('practicePeople', () =>
      done(
        practicePeople.map(({ person, name, organisation, organisationName, role }) => ({
          id: person,
          name,
          organisation: organisationName,
          organisationId: organisation,
          role,
        })),
      ),
    ),
    bind('practiceSignIn', async ({ body, door, headers, set }) => {
      const person = findPracticePerson(body.person);
      if (person === undefined) return { kind: 'PROBLEM', problem: problems.unknownPerson };
      await recordSignIn({ ...door, person: person.person }, world);
      const cookieHeader = headers.cookie;
      const token = await sessions.start(person.person, now(), { cookieHeader });
      set('set-cookie', writeSessionCookie(token, isSecure));
      return done(undefined);
    }),
  ];
}

async function meOf(
  who: SignedIn,
  cookie: string | undefined,
  parts: IdentityParts,
): Promise<ApiAnswer<'me'>> {
  const { stores } = parts.world;
  const at = timeOf(parts.now());
  const { person, name, organisation, role } = who;
  const [memberships, organisations, [row]] = await Promise.all([
    stores.membershipsOf(person),
    stores.organisations(),
    stores.people([person]),
  ]);
  const own = organisations.find(({ id }) => id === organisation)?.name;
  return {
    id: person,
    name,
    initials: row?.initials ?? lastWord(name),
    organisation: { id: organisation, name: own ?? practisedFor(who) },
    roles: memberships.length > 0 ? [...new Set(memberships.map((one) => one.role))] : only(role),
    memberships: memberships.map(membershipOf),
    session: (await endsOf(cookie, parts)) ?? { asOf: at, idleEndsAt: at, endsAt: at },
  };
}

/** When a session ends by itself; undefined when it did. */
async function endsOf(
  cookie: string | undefined,
  { sessions, now }: Pick<IdentityParts, 'sessions' | 'now'>,
): Promise<ApiAnswer<'session'> | undefined> {
  const nowMs = now();
  const ends = await sessions.ends(cookie, nowMs);
  if (ends === undefined) return undefined;
  return {
    asOf: timeOf(nowMs),
    idleEndsAt: timeOf(ends.idleEndsAtMs),
    endsAt: timeOf(ends.endsAtMs),
  };
}

function timeOf(ms: number): string {
  return new Date(ms).toISOString();
}

/** The initials of somebody whose name is a function and initials. */
function lastWord(name: string): string {
  return name.split(' ').at(-1) ?? '';
}

function practisedFor({ person, organisation }: SignedIn): string {
  return findPracticePerson(person)?.organisationName ?? organisation;
}

type Me = ApiAnswer<'me'>;
type MembershipRow = Awaited<ReturnType<World['stores']['membershipsOf']>>[number];

function only(role: string): Me['roles'] {
  return roles.filter((one) => one === role);
}

function membershipOf(row: MembershipRow): Me['memberships'][number] {
  const { table, role, organisation, until, substituteFor } = row;
  return {
    role,
    organisation,
    ...(table === undefined ? {} : { table }),
    ...(until === undefined ? {} : { until: new Date(until).toISOString() }),
    ...(substituteFor === undefined ? {} : { substituteFor }),
  };
}
