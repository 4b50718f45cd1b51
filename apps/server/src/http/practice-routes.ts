import express, { type Router } from 'express';
import { z } from 'zod';
import { writeSessionCookie } from '../identity/session-cookie.ts';
import type { PracticeSessions } from '../identity/practice-sessions.ts';
import { findPracticePerson, practicePeople } from '../practice/people.ts';
import { practiceItems } from '../practice/rooms.ts';
import { problems, sendProblem } from './problems.ts';
import { contextOf } from './request-context.ts';

const noContent = 204;
const signIn = z.strictObject({ person: z.string().max(64) });

/** What signing in at the practice table needs. */
export interface PracticeParts {
  readonly sessions: PracticeSessions;
  readonly isSecure: boolean;
  readonly now: () => number;
}

/** Who and what there is at the practice table, and signing in as one of its people with one click. */
export function practiceRoutes({ sessions, isSecure, now }: PracticeParts): Router {
  const routes = express.Router();
  routes.get('/people', (_request, response) => {
    response.json(
      practicePeople.map(({ person, name, organisationName, role }) => ({
        id: person,
        name,
        organisation: organisationName,
        role,
      })),
    );
  });
  routes.get('/items', (_request, response) => {
    response.json(practiceItems.map((id) => ({ id, alias: aliasOf(id), room: `item:${id}` })));
  });
  routes.post('/sign-in', (request, response) => {
    const { traceId } = contextOf(request);
    const asked = signIn.safeParse(request.body);
    const person = asked.success ? findPracticePerson(asked.data.person) : undefined;
    if (!asked.success) sendProblem(response, problems.malformed, traceId);
    else if (person === undefined) sendProblem(response, problems.unknownPerson, traceId);
    else {
      response.set('set-cookie', writeSessionCookie(sessions.start(person, now()), isSecure));
      response.sendStatus(noContent);
    }
  });
  return routes;
}

/** What people call a case at the table: never the name of a family. */
function aliasOf(id: string): string {
  return id.charAt(0).toUpperCase() + id.slice(1);
}
