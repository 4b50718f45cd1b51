import express, { type NextFunction, type Request, type Response, type Router } from 'express';
import type { DatabaseHealth } from '../database-health.ts';
import type { Callers } from '../identity/caller.ts';
import type { PageMarks } from '../identity/page-marks.ts';
import type { SessionDesk } from '../identity/session.ts';
import type { Log } from '../log.ts';
import type { ServerWorld } from '../world.ts';
import { blockerNames } from './blocker-names.ts';
import { allCalls } from './calls/all-calls.ts';
import { apiVersion, contractRoutes } from './contract/contract-routes.ts';
import type { Door } from './contract/pass-call.ts';
import { bodyLimitBytes } from './contract/read-body.ts';
import { EqualTime } from './contract/equal-time.ts';
import { Repeats } from './contract/repeats.ts';
import { SentFiles } from '../files/sent-files.ts';
import { practiceRoutes } from './practice-routes.ts';
import { problemOf, problems, sendProblem } from './problems.ts';
import { contextOf } from './request-context.ts';
import { revisionOf } from './revision-of.ts';
import type { Turnstile } from './turnstile.ts';

const serverFault = 500;
/** Storage that is in trouble is seldom well again before this, and a file seldom read. */
const retryAfterSeconds = 10;

/** What the API needs. */
export interface ApiParts {
  readonly database: DatabaseHealth;
  readonly log: Log;
  readonly sessions: SessionDesk;
  /** Only at a practice table can anybody sign in with one click. */
  readonly isPractice: boolean;
  /** The way to the issuer and back; absent at a practice table. */
  readonly signIn: Router | undefined;
  /** Who signs people in; absent at a practice table. */
  readonly issuer: string | undefined;
  readonly isSecure: boolean;
  /** At least 32 bytes that only this server knows: what browsers keep is closed with keys made of it. */
  readonly outboxSecret: Uint8Array;
  readonly shared: Pick<ServerWorld, 'world' | 'keptAnswers'>;
  readonly callers: Callers;
  readonly turnstile: Turnstile;
  readonly pageMarks: PageMarks;
  readonly origins: () => readonly string[];
  readonly isStopping: () => boolean;
  readonly now: () => number;
  /** Called with every answer before it is sent: tests hold it against the contract here. */
  readonly look?: Door['look'];
}

/**
 * The API under `/api`. Every answer is JSON, also when it is a refusal; nothing of it is kept by
 * browsers or proxies, and none of it can be shown as a page.
 */
export function createApi(parts: ApiParts): Router {
  const api = express.Router();
  api.use((_request, response, next) => {
    response.set('cache-control', 'no-store');
    response.set('content-security-policy', "default-src 'none'; frame-ancestors 'none'");
    response.set('api-version', apiVersion);
    next();
  });
  const { world } = parts.shared;
  api.use('/v1', contractRoutes(allCalls({ ...parts, world }), doorOf(parts)));
  if (parts.isPractice) api.use('/v1/practice', practiceRoutes());
  if (parts.signIn) api.use('/v1/sign-in', parts.signIn);
  api.use(express.json({ limit: bodyLimitBytes, inflate: false }));
  api.use((request, response) => {
    sendProblem(response, problems.notFound, contextOf(request).traceId);
  });
  api.use(answerError(parts.log));
  return api;
}

function doorOf({ shared, callers, turnstile, pageMarks, origins, look }: ApiParts): Door {
  const { world, keptAnswers } = shared;
  return {
    origins,
    callerOf: async (request, isWatching) => {
      const { clientAddress, traceId } = contextOf(request);
      const who = await callers.of(request, clientAddress, isWatching);
      return who && { ...who, traceId };
    },
    turnstile,
    cameBy: (request) => {
      const { clientAddress, traceId } = contextOf(request);
      return { traceId, origin: callers.originOf(clientAddress) };
    },
    isPageOf: (mark, person) => pageMarks.isOf(mark, person),
    repeats: new Repeats(keptAnswers),
    files: new SentFiles(),
    equalTime: new EqualTime(),
    namesFor: (blockers, language) => blockerNames(blockers, language, world),
    revisionOf: (params, { person }) => revisionOf(params, person, world),
    look,
  };
}

/** The path of the call as the contract has it: what somebody put into it is not for the log. */
function placeOf({ route }: Request): string {
  const known: unknown = route;
  const hasPath = typeof known === 'object' && known !== null && 'path' in known;
  return hasPath && typeof known.path === 'string' ? known.path : 'a page';
}

/**
 * Turns what was thrown into a problem; what is our own fault is logged. Express knows an error
 * handler by its four parameters.
 */
export function answerError(log: Log) {
  return (error: unknown, request: Request, response: Response, next: NextFunction): void => {
    const { traceId } = contextOf(request);
    const problem = problemOf(error);
    if (problem.status >= serverFault)
      log.failure(`${request.method} ${placeOf(request)}`, error, traceId);
    if (problem === problems.notKept || problem === problems.filesBusy)
      response.set('retry-after', String(retryAfterSeconds));
    if (response.headersSent) next(error);
    else sendProblem(response, problem, traceId);
  };
}
