import express, { type NextFunction, type Request, type Response, type Router } from 'express';
import type { DatabaseHealth } from '../database-health.ts';
import type { PracticeSessions } from '../identity/practice-sessions.ts';
import type { Sessions } from '../identity/session.ts';
import type { Log } from '../log.ts';
import { meRoute } from './me-route.ts';
import { outboxKeyRoute } from './outbox-key-route.ts';
import { practiceRoutes } from './practice-routes.ts';
import { problemOf, problems, sendProblem } from './problems.ts';
import { contextOf } from './request-context.ts';

/** The largest JSON body of a command. Documents travel another way. */
const bodyLimitBytes = 64 * 1024;

const serverFault = 500;

/** What the API needs. */
export interface ApiParts {
  readonly database: DatabaseHealth;
  readonly log: Log;
  readonly sessions: Sessions;
  /** Present at a practice table only: without it nobody can sign in with one click. */
  readonly practice: PracticeSessions | undefined;
  readonly isSecure: boolean;
  /** At least 32 bytes that only this server knows: what browsers keep is closed with keys made of it. */
  readonly outboxSecret: Uint8Array;
  readonly now: () => number;
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
    next();
  });
  api.use(express.json({ limit: bodyLimitBytes }));
  api
    .route('/v1/health')
    .get(answerHealth(parts.database))
    .all((request, response) => {
      response.set('allow', 'GET, HEAD');
      sendProblem(response, problems.methodNotAllowed, contextOf(request).traceId);
    });
  api.use('/v1/me/outbox-key', outboxKeyRoute({ ...parts, secret: parts.outboxSecret }));
  api.use('/v1/me', meRoute(parts.sessions, parts.now));
  const { practice } = parts;
  if (practice !== undefined)
    api.use('/v1/practice', practiceRoutes({ ...parts, sessions: practice }));
  api.use((request, response) => {
    sendProblem(response, problems.notFound, contextOf(request).traceId);
  });
  api.use(answerError(parts.log));
  return api;
}

function answerHealth(database: DatabaseHealth) {
  return async (request: Request, response: Response): Promise<void> => {
    if (await database.canServe()) response.json({ status: 'ok', database: database.kind });
    else sendProblem(response, problems.databaseSilent, contextOf(request).traceId);
  };
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
      log.failure(`${request.method} ${request.path}`, error, traceId);
    if (response.headersSent) next(error);
    else sendProblem(response, problem, traceId);
  };
}
