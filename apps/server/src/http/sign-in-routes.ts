import type { PersonId } from '@overlegtafel/domain';
import express, { type Request, type RequestHandler, type Response, type Router } from 'express';
import { parseCookie, stringifySetCookie } from 'cookie';
import type { OidcSignIn } from '../identity/oidc/oidc-sign-in.ts';
import type { PendingSeal } from '../identity/oidc/pending-sign-in.ts';
import { writeSessionCookie } from '../identity/session-cookie.ts';
import type { StoredSessions } from '../identity/stored-sessions.ts';
import { logoutRoute, type LogoutParts } from './logout-route.ts';
import { contextOf, type RequestContext } from './request-context.ts';
import { answerTooMany } from './too-many.ts';
import type { Turnstile } from './turnstile.ts';

/** What signing in at the issuer needs. */
export interface SignInParts extends Omit<LogoutParts, 'sessions'> {
  readonly signIn: Pick<OidcSignIn, 'begin' | 'finish'>;
  readonly seal: PendingSeal;
  readonly sessions: Pick<StoredSessions, 'start' | 'endAllOf' | 'endOfIssuer'>;
  readonly isSecure: boolean;
  readonly turnstile: Pick<Turnstile, 'waitSeconds' | 'returnWaitSeconds'>;
  /** Puts on the record that somebody signed in who has no place at a table. */
  readonly recordSignIn: (
    person: PersonId | undefined,
    door: Pick<RequestContext, 'traceId' | 'clientAddress'>,
  ) => Promise<void>;
}

const seeOther = 303;

/** Where people land who could not be signed in; the page says what to do, not why. */
const refusedPage = '/inloggen?uitkomst=niet-gelukt';
const unknownPage = '/inloggen?uitkomst=onbekend';

/** The way to the issuer and back. */
export function signInRoutes(parts: SignInParts): Router {
  const routes = express.Router();
  routes.use(counted(parts));
  routes.get('/', (request, response) => begin(parts, request, response));
  routes.get('/callback', (request, response) => finish(parts, request, response));
  routes.use('/backchannel-logout', logoutRoute(parts));
  return routes;
}

/**
 * Counts whoever is on the way to the issuer or back, before anything is done for them. Who comes back with what was
 * begun here is counted by that: nobody else at the same address can use it up.
 */
function counted({ turnstile, seal, isSecure, now }: SignInParts): RequestHandler {
  return async (request, response, next) => {
    const purpose = request.method === 'POST' ? 'NOTICE' : 'SIGNING_IN';
    const sealed = parseCookie(request.headers.cookie ?? '')[pendingName(isSecure)];
    const isReturn =
      request.path === '/callback' &&
      sealed !== undefined &&
      seal.open(sealed, now()) !== undefined;
    const waitSeconds = isReturn
      ? await turnstile.returnWaitSeconds(sealed)
      : await turnstile.waitSeconds(request, undefined, purpose);
    if (waitSeconds === undefined) next();
    else answerTooMany(request, response, waitSeconds);
  };
}

async function begin(parts: SignInParts, request: Request, response: Response): Promise<void> {
  const { signIn, seal, isSecure, now } = parts;
  const { to, pending } = await signIn.begin(ownPath(request.query['terug']), now());
  response.append('set-cookie', pendingCookie(seal.seal(pending), isSecure));
  response.redirect(seeOther, to.href);
}

async function finish(parts: SignInParts, request: Request, response: Response): Promise<void> {
  const { signIn, seal, sessions, isSecure, now, log } = parts;
  const { traceId } = contextOf(request);
  const sealed = parseCookie(request.headers.cookie ?? '')[pendingName(isSecure)];
  // Used up, whatever comes of it: a second try with the same cookie is a replay.
  response.append('set-cookie', pendingCookie('', isSecure));
  const pending = seal.open(sealed, now());
  const query = request.originalUrl.split('?')[1] ?? '';
  const answer =
    pending === undefined
      ? ({ kind: 'REFUSED', reason: 'NOTHING_PENDING' } as const)
      : await signIn.finish(query, pending);
  if (answer.kind === 'REFUSED') {
    log.event('sign-in refused', { reason: answer.reason, traceId });
    response.redirect(seeOther, refusedPage);
    return;
  }
  const person = await parts.personOf(answer.issuer, answer.subject);
  await parts.recordSignIn(person, contextOf(request));
  if (person === undefined) {
    log.event('sign-in refused', { reason: 'UNKNOWN_SUBJECT', traceId });
    response.redirect(seeOther, unknownPage);
    return;
  }
  const { issuerSession } = answer;
  const cookieHeader = request.headers.cookie;
  const token = await sessions.start(person, now(), { cookieHeader, issuerSession });
  log.event('signed in', { person, traceId });
  response.append('set-cookie', writeSessionCookie(token, isSecure));
  response.redirect(seeOther, pending?.returnTo ?? '/');
}

/** A path of ours; anything else, such as another host, becomes the start. */
function ownPath(value: unknown): string {
  if (typeof value !== 'string' || !/^\/(?![/\\])[\w/-]*$/.test(value)) return '/';
  return value;
}

function pendingName(isSecure: boolean): string {
  return isSecure ? '__Host-sign-in' : 'sign-in';
}

function pendingCookie(value: string, isSecure: boolean): string {
  return stringifySetCookie({
    name: pendingName(isSecure),
    value,
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    secure: isSecure,
    maxAge: value === '' ? 0 : 600,
  });
}
