import type { PersonId } from '@overlegtafel/domain';
import express, { type Request, type Response, type Router } from 'express';
import type { LogoutNotice, LogoutTokens } from '../identity/oidc/logout-token.ts';
import type { StoredSessions } from '../identity/stored-sessions.ts';
import type { Log } from '../log.ts';
import { contextOf } from './request-context.ts';

/** What signing out at the issuer needs. */
export interface LogoutParts {
  readonly logout: Pick<LogoutTokens, 'read'>;
  readonly sessions: Pick<StoredSessions, 'endAllOf' | 'endOfIssuer'>;
  /** Whom an issuer means; undefined when nobody was entered for it. */
  readonly personOf: (issuer: string, subject: string) => Promise<PersonId | undefined>;
  readonly now: () => number;
  readonly log: Log;
}

const badRequest = 400;
const longestToken = '16kb';

/** Where the issuer tells that somebody signed out there (OpenID Connect Back-Channel Logout 1.0). */
export function logoutRoute(parts: LogoutParts): Router {
  const route = express.Router();
  const form = express.urlencoded({ extended: false, limit: longestToken, inflate: false });
  route.post('/', form, (request, response) => logOut(parts, request, response));
  return route;
}

async function logOut(parts: LogoutParts, request: Request, response: Response): Promise<void> {
  const { logout, log } = parts;
  const { traceId } = contextOf(request);
  const body: unknown = request.body;
  const notice = await logout.read(tokenIn(body));
  if (notice.kind === 'REFUSED') {
    log.event('logout refused', { reason: notice.reason, traceId });
    response.status(badRequest).json({ error: 'invalid_request' });
    return;
  }
  const ended = await end(notice, parts);
  log.event('logged out at the issuer', { sessions: String(ended), traceId });
  response.status(200).end();
}

/** Ends what the issuer names; gives how many sessions that were. Somebody who is not known here has none. */
async function end(
  { issuer, subject, issuerSession }: Extract<LogoutNotice, { kind: 'LOGGED_OUT' }>,
  { sessions, personOf, now }: LogoutParts,
): Promise<number> {
  const person = subject === undefined ? undefined : await personOf(issuer, subject);
  if (subject !== undefined && person === undefined) return 0;
  if (issuerSession !== undefined) return sessions.endOfIssuer(issuerSession, person, now());
  return person === undefined ? 0 : sessions.endAllOf(person, now());
}

function tokenIn(body: unknown): string {
  const isForm = typeof body === 'object' && body !== null && 'logout_token' in body;
  return isForm && typeof body.logout_token === 'string' ? body.logout_token : '';
}
