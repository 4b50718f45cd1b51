import { readFileSync } from 'node:fs';
import type { Database } from '@overlegtafel/db';
import { activeMemberships, instant, type PersonId } from '@overlegtafel/domain';
import { recordSignIn, type World } from '@overlegtafel/usecases';
import type { Router } from 'express';
import type { Configuration, OidcChoice } from '../configuration/configuration.ts';
import { signInRoutes } from '../http/sign-in-routes.ts';
import type { RequestContext } from '../http/request-context.ts';
import type { Turnstile } from '../http/turnstile.ts';
import type { Log } from '../log.ts';
import { StartupProblem } from '../startup-problem.ts';
import { Callers } from './caller.ts';
import { LogoutTokens } from './oidc/logout-token.ts';
import { OidcSignIn } from './oidc/oidc-sign-in.ts';
import type { OidcSettings } from './oidc/oidc-settings.ts';
import { PendingSeal } from './oidc/pending-sign-in.ts';
import type { SignedIn } from './session.ts';
import { practiceTimes, productionTimes, StoredSessions } from './stored-sessions.ts';

/** What identity stands on. */
export interface IdentityStorage {
  readonly database: Pick<Database, 'stores' | 'sessions'>;
  readonly log: Log;
  readonly world: World;
  readonly now: () => number;
  readonly isSecure: boolean;
  readonly sessionSecret: Uint8Array;
}

/**
 * Sessions, and the way to the issuer where people sign in with a work account.
 *
 * @throws {StartupProblem} when a file with a secret cannot be read
 */
export function openIdentity(
  { mode, origin, oidc }: Configuration,
  storage: IdentityStorage,
): {
  readonly sessions: StoredSessions;
  readonly signIn: ((turnstile: Turnstile) => Router) | undefined;
} {
  const { database, isSecure, now, sessionSecret } = storage;
  const sessions = new StoredSessions({
    store: database.sessions,
    times: mode === 'practice' ? practiceTimes : productionTimes,
    isSecure,
    personOf: (person) => signedInNow(person, storage),
  });
  if (oidc === undefined || origin === undefined || mode === 'practice')
    return { sessions, signIn: undefined };
  const callers = new Callers({ sessions, isSecure, secret: sessionSecret, now });
  const settings = settingsOf(oidc, origin);
  const issuer = new OidcSignIn(settings);
  const parts = {
    ...storage,
    sessions,
    signIn: issuer,
    logout: new LogoutTokens({
      ...settings,
      keysAt: () => issuer.keysAt(),
      isFirst: (digest, untilMs) =>
        database.sessions.believes(digest, instant(untilMs), instant(now())),
      now,
    }),
    seal: new PendingSeal(sessionSecret),
    recordSignIn: (
      person: Parameters<typeof recordSignIn>[0]['person'],
      { traceId, clientAddress }: Pick<RequestContext, 'traceId' | 'clientAddress'>,
    ) => recordSignIn({ person, traceId, origin: callers.originOf(clientAddress) }, storage.world),
    personOf: (issuer: string, subject: string) => database.sessions.personOf(issuer, subject),
    isSecure,
    now,
  };
  return { sessions, signIn: (turnstile) => signInRoutes({ ...parts, turnstile }) };
}

/** Who somebody is by the membership that holds now; nobody when none does. */
async function signedInNow(
  person: PersonId,
  { database: { stores }, now }: IdentityStorage,
): Promise<SignedIn | undefined> {
  const [[row], memberships] = await Promise.all([
    stores.people([person]),
    stores.membershipsOf(person),
  ]);
  const [first] = activeMemberships({
    person,
    at: instant(now()),
    memberships,
    invitations: [],
    recusedFrom: [],
    breakGlass: [],
  });
  if (!row || !first) return undefined;
  return { person, name: row.name, organisation: row.organisation, role: first.role };
}

function settingsOf(oidc: OidcChoice, origin: string): OidcSettings {
  const { issuer, clientId, secretFile, keyFile, acrValues } = oidc;
  return {
    issuer,
    clientId,
    acrValues,
    redirectUri: `${origin}/api/v1/sign-in/callback`,
    allowsHttp: issuer.startsWith('http:'),
    proof:
      keyFile === undefined
        ? { kind: 'SECRET', secret: secretIn(secretFile ?? '') }
        : { kind: 'KEY', privateKeyPem: secretIn(keyFile) },
  };
}

function secretIn(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw new StartupProblem(
      `Het bestand ${file} is niet te lezen. Controleer de naam, en of de gebruiker van de server het mag lezen.`,
      { cause: error },
    );
  }
}
