import express, { type Router } from 'express';
import type { Sessions } from '../identity/session.ts';
import { problems, sendProblem } from './problems.ts';
import { contextOf } from './request-context.ts';

/** Who the session says I am. */
export function meRoute(sessions: Sessions, now: () => number): Router {
  const routes = express.Router();
  routes.get('/', (request, response) => {
    const who = sessions.signedIn(request.headers.cookie, now());
    if (who === undefined) {
      sendProblem(response, problems.signInFirst, contextOf(request).traceId);
      return;
    }
    const { person, name, organisation, role } = who;
    response.json({ id: person, name, organisation, roles: [role] });
  });
  return routes;
}
