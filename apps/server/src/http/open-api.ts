import { type ApiCall, apiContract } from '@overlegtafel/protocol/api';
import { type ApiCallName, apiPaths } from '@overlegtafel/protocol/api-paths';
import { z } from 'zod';
import {
  createDocument,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
  type ZodOpenApiResponsesObject,
} from 'zod-openapi';
import { apiVersion } from './contract/contract-routes.ts';

const problem = z
  .looseObject({
    type: z.string().meta({ description: 'Stays the same for ever; decide by it.' }),
    title: z.string().meta({ description: 'One or two sentences that a person can act on.' }),
    status: z.int(),
    traceId: z.string().meta({ description: 'The number under which the log tells more.' }),
  })
  .meta({ id: 'Problem' });

const id = z.string().regex(/^([a-z2-7]{26}|[a-z][a-z0-9-]{1,24})$/);

/** The whole API as OpenAPI 3.1, made of the contract by which the server itself reads and answers. */
export function openApi() {
  const paths: ZodOpenApiPathsObject = {};
  for (const name of callNames()) {
    const { method, path } = apiPaths[name];
    paths[path] = { ...paths[path], [method.toLowerCase()]: operation(name, apiContract[name]) };
  }
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Overlegtafel',
      version: apiVersion,
      description:
        'The weekly table. Every answer is JSON; every refusal is application/problem+json.',
      license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
    },
    servers: [{ url: '/api/v1' }],
    security: [{ session: [] }],
    components: {
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'session',
          description: 'On https the cookie is called `__Host-session`.',
        },
      },
    },
    paths,
  });
}

function callNames(): readonly ApiCallName[] {
  return Object.keys(apiPaths).filter((name): name is ApiCallName => Object.hasOwn(apiPaths, name));
}

function operation(name: ApiCallName, call: ApiCall): ZodOpenApiOperationObject {
  const { summary, body, query } = call;
  const params = [...apiPaths[name].path.matchAll(/\{(\w+)\}/g)].map(([, param = '']) => param);
  return {
    operationId: name,
    summary,
    ...(call.isOpen === true ? { security: [] } : {}),
    requestParams: {
      ...(params.length === 0
        ? {}
        : { path: z.object(Object.fromEntries(params.map((param) => [param, id]))) }),
      ...(query === undefined ? {} : { query }),
      ...headersOf(name, call),
    },
    ...(body === undefined
      ? {}
      : { requestBody: { content: { 'application/json': { schema: body } } } }),
    responses: responsesOf(call),
  };
}

function headersOf(name: ApiCallName, { creates }: ApiCall) {
  const { method, path } = apiPaths[name];
  const isAboutRevision = method !== 'GET' && /^\/(items|meetings)\//.test(path);
  const fields = {
    ...(creates === true ? { 'Idempotency-Key': z.string().min(8).max(100).optional() } : {}),
    ...(isAboutRevision ? { 'If-Match': z.string().optional() } : {}),
  };
  return Object.keys(fields).length === 0 ? {} : { header: z.object(fields) };
}

function responsesOf({ answer, status }: ApiCall): ZodOpenApiResponsesObject {
  const refusals = { default: { description: 'What was refused, and what to do.', ...asProblem } };
  if (status === 204) return { '204': { description: 'Done.' }, ...refusals };
  const content =
    answer === undefined
      ? { 'application/jsonl': { schema: z.string() } }
      : { 'application/json': { schema: answer } };
  return { [`${status}`]: { description: 'Done.', content }, ...refusals };
}

const asProblem = { content: { 'application/problem+json': { schema: problem } } };
