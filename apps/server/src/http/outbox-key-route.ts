import { hkdfSync } from 'node:crypto';
import express, { type Router } from 'express';
import type { Sessions } from '../identity/session.ts';
import { problems, sendProblem } from './problems.ts';
import { contextOf } from './request-context.ts';

/** What handing out the keys of outboxes needs. */
export interface OutboxKeyParts {
  readonly sessions: Sessions;
  /** At least 32 bytes that only this server knows, the same after a restart. */
  readonly secret: Uint8Array;
  readonly now: () => number;
}

const keyBytes = 32;

/**
 * The key with which a browser closes what it keeps for me: mine alone, and the same each time, so that unsaved
 * work can be read again after a reload. Nothing of it stays in the browser.
 */
export function outboxKeyRoute({ sessions, secret, now }: OutboxKeyParts): Router {
  const routes = express.Router();
  routes.get('/', (request, response) => {
    const who = sessions.signedIn(request.headers.cookie, now());
    if (who === undefined) {
      sendProblem(response, problems.signInFirst, contextOf(request).traceId);
      return;
    }
    const key = Buffer.from(hkdfSync('sha256', secret, '', `outbox of ${who.person}`, keyBytes));
    response.set('cache-control', 'no-store');
    response.json({ key: key.toString('base64url') });
  });
  return routes;
}
