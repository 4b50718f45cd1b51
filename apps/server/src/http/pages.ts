import type { IncomingMessage, ServerResponse } from 'node:http';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { NextFunction, Request, Response } from 'express';
import type { Mode } from '../configuration/configuration.ts';
import { StartupProblem } from '../startup-problem.ts';
import type { PersonId } from '@overlegtafel/domain';
import { clientHeader, type InnerDoor } from './inner-door.ts';
import { comesFromUs, isSafeMethod } from './comes-from-us.ts';
import { problems, sendProblem } from './problems.ts';
import type { PageMarks } from '../identity/page-marks.ts';
import { contextOf } from './request-context.ts';
import { answerTooMany } from './too-many.ts';
import type { Turnstile } from './turnstile.ts';

/** The built pages as one middleware. */
export type PageHandler = (
  request: IncomingMessage,
  response: ServerResponse,
  next: (error?: unknown) => void,
) => void;

const built = new URL('../../../web/build/handler.js', import.meta.url);

/** The headers in which the pages read at which address the person is. We always set both. */
const forwarded = { protocol: 'x-forwarded-proto', host: 'x-forwarded-host' } as const;

/**
 * Loads the pages that the build made.
 *
 * @throws {StartupProblem} when there is no build
 */
export async function loadPages(): Promise<PageHandler> {
  if (!existsSync(fileURLToPath(built))) {
    throw new StartupProblem(
      'De pagina’s zijn nog niet gebouwd. Start met npm start, of bouw ze eerst met: npm run build',
    );
  }
  // The handler reads these names once, while it is loaded; it has no other way to be told.
  process.env['PROTOCOL_HEADER'] = forwarded.protocol;
  process.env['HOST_HEADER'] = forwarded.host;
  process.env['ADDRESS_HEADER'] = clientHeader;
  const pages: unknown = await import(built.href);
  if (!isBuild(pages)) throw new TypeError(`${built.href} exports no handler`);
  return pages.handler;
}

function isBuild(module: unknown): module is { handler: PageHandler } {
  return (
    typeof module === 'object' &&
    module !== null &&
    'handler' in module &&
    typeof module.handler === 'function'
  );
}

/** Where the pages stand, known once the server listens. */
export interface Whereabouts {
  /** The origins people may come from; the first is the one in case of doubt. */
  readonly origins: readonly [string, ...string[]];
  /** Where this process reaches its own API. */
  readonly loopback: string;
}

/** What counting pages needs. */
interface CountedBy {
  readonly turnstile: Turnstile;
  /** Who asks, without using the session: what the page asks of the API does that. */
  readonly personOf: (request: Request) => Promise<PersonId | undefined>;
}

/** What serving pages needs. */
interface PageParts extends CountedBy {
  readonly door: InnerDoor;
  readonly mode: Mode;
  readonly whereabouts: () => Whereabouts;
  readonly pageMarks: Pick<PageMarks, 'make'>;
}

/**
 * Hands a request to the pages with what they may believe: at which of our own addresses the person
 * is, never the one that the request claims, the door to the API, and for whom the page is.
 */
export function servePages(pages: PageHandler, parts: PageParts) {
  return async (request: Request, response: Response, next: NextFunction): Promise<void> => {
    const { person, isAnswered } = isFile(request.path)
      ? forAnybody
      : await letThrough(request, response, parts);
    if (isAnswered) return;
    const { origins, loopback } = parts.whereabouts();
    if (!isSafeMethod(request.method) && !comesFromUs(request.headers, origins)) {
      sendProblem(response, problems.fromElsewhere, contextOf(request).traceId);
      return;
    }
    const asked = origins.find((origin) => new URL(origin).host === request.headers.host);
    const origin = new URL(asked ?? origins[0]);
    request.headers[forwarded.protocol] = origin.protocol.slice(0, -1);
    request.headers[forwarded.host] = origin.host;
    const { traceId, clientAddress } = contextOf(request);
    const page = person && parts.pageMarks.make(person);
    const { mode } = parts;
    parts.door.show(request, { address: loopback, traceId, clientAddress, mode, page });
    pages(request, response, next);
  };
}

/** Files of the build cost nothing and are not counted; pages are made anew for everybody. */
function isFile(path: string): boolean {
  return path.startsWith('/_app/') || path === '/favicon.svg';
}

/** Where people come to sign in: their browser may know no other address than that of the start page. */
function isOnTheWayIn(path: string): boolean {
  return /^\/(inloggen\/?)?(__data\.json)?$/.test(path);
}

/** For whom a page is, and whether it was answered already. */
interface Passed {
  readonly person: PersonId | undefined;
  readonly isAnswered: boolean;
}

const forAnybody: Passed = { person: undefined, isAnswered: false };

/** Counts a page, and remembers a browser in which somebody is signed in. Answered when there are too many. */
async function letThrough(
  request: Request,
  response: Response,
  { turnstile, personOf }: CountedBy,
): Promise<Passed> {
  const person = await personOf(request);
  const purpose = isOnTheWayIn(request.path) ? 'SIGNING_IN' : 'ANYTHING';
  const waitSeconds = await turnstile.waitSeconds(request, person, purpose);
  if (waitSeconds !== undefined) {
    answerTooMany(request, response, waitSeconds);
    return { person, isAnswered: true };
  }
  const cookie = person && turnstile.cookieFor(request, person);
  if (cookie !== undefined) response.append('set-cookie', cookie);
  return { person, isAnswered: false };
}
