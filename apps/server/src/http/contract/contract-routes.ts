import { type ApiCallName, apiPaths } from '@overlegtafel/protocol/api-paths';
import express, { type Request, type Response, type Router } from 'express';
import { problems, sendProblem } from '../problems.ts';
import { contextOf } from '../request-context.ts';
import { type BoundCall, expressPath } from './bound-call.ts';
import { type Door, passCall } from './pass-call.ts';

/** The version of the API, in the header of every answer (Dutch REST API Design Rules). */
export const apiVersion = '1.0.0';

/**
 * Routes every bound call. Addresses are exact: no slash at the end, capitals matter. What is asked with another
 * method is told which ones there are.
 */
export function contractRoutes(calls: readonly BoundCall[], door: Door): Router {
  const routes = express.Router({ strict: true, caseSensitive: true });
  for (const [path, bound] of byPath(calls)) {
    const route = routes.route(path);
    for (const each of bound) {
      const answer = (request: Request, response: Response) =>
        passCall(each, door, { request, response });
      switch (apiPaths[each.name].method) {
        case 'GET':
          route.get(answer);
          break;
        case 'POST':
          route.post(answer);
          break;
        case 'PUT':
          route.put(answer);
          break;
      }
    }
    const allow = [...new Set(bound.flatMap(({ name }) => methodsOf(name)))].join(', ');
    route.all((request, response) => {
      response.set('allow', allow);
      sendProblem(response, problems.methodNotAllowed, contextOf(request).traceId);
    });
  }
  return routes;
}

function byPath(calls: readonly BoundCall[]): ReadonlyMap<string, readonly BoundCall[]> {
  return Map.groupBy(calls, ({ name }) => expressPath(name));
}

function methodsOf(name: ApiCallName): readonly string[] {
  const { method } = apiPaths[name];
  return method === 'GET' ? ['GET', 'HEAD'] : [method];
}
