// edge: requests, read by the schemas of the contract
import { isId, type Mistake } from '@overlegtafel/domain';
import { apiContract, type ApiCall } from '@overlegtafel/protocol/api';
import { type ApiCallName, apiPaths } from '@overlegtafel/protocol/api-paths';
import { type Caller, done, type Outcome, UnknownCursor } from '@overlegtafel/usecases';
import type { Request } from 'express';
import type { z } from 'zod';
import { languageOf } from '../language-of.ts';
import type { Asked, Handled, Handler } from './asked.ts';
import type { SentFile } from '../../files/sent-files.ts';
import { problems } from '../problems.ts';
import { mistakesOf } from './mistakes-of.ts';

/** A call of the contract with who answers it, for the router. */
export interface BoundCall {
  readonly name: ApiCallName;
  readonly call: ApiCall;
  /** Reads the request by the contract and answers it. */
  readonly answer: (arrival: Arrival) => Promise<Answered>;
}

/** A request that passed the door. */
interface Arrival {
  readonly request: Request;
  readonly caller: Caller | undefined;
  readonly door: Pick<Caller, 'traceId' | 'origin'>;
  readonly file: SentFile | undefined;
  readonly set: (name: string, value: string) => void;
}

export type Answered =
  | { readonly kind: 'HANDLED'; readonly handled: Handled<unknown> }
  /** The path names something that cannot exist. */
  | { readonly kind: 'NO_SUCH_ID' }
  | { readonly kind: 'MISTAKES'; readonly mistakes: readonly Mistake[] };

/** Binds a call of the contract to what answers it. */
export function bind<N extends ApiCallName>(name: N, handler: Handler<N>): BoundCall {
  const call: ApiCall = apiContract[name];
  return {
    name,
    call,
    async answer({ request, caller, door, file, set }) {
      if (!Object.values(request.params).every(isId)) return { kind: 'NO_SUCH_ID' };
      const query = read(call.query, { ...request.query }, 'query');
      const body = read(call.body, request.body as object | undefined, 'body');
      const mistakes = [...query.mistakes, ...body.mistakes];
      if (mistakes.length > 0) return { kind: 'MISTAKES', mistakes };
      const asked = {
        params: request.params,
        query: query.value,
        body: body.value,
        caller,
        door,
        file,
        language: languageOf(request),
        headers: request.headers,
        set,
      } as Asked<N>;
      try {
        return { kind: 'HANDLED', handled: await handler(asked) };
      } catch (error) {
        if (!(error instanceof UnknownCursor)) throw error;
        return { kind: 'MISTAKES', mistakes: [{ path: 'next', kind: 'UNKNOWN_VALUE' }] };
      }
    },
  };
}

/** A command that takes what its path names, and its body; for commands that all have the same shape. */
export type PlainCommand = (
  given: { readonly params: Readonly<Record<string, string>>; readonly body: unknown },
  caller: Caller,
) => Promise<Outcome<unknown>>;

/** Binds a call whose command reads what it takes by itself. What it makes is told by its id alone. */
export function bindPlain(name: ApiCallName, command: PlainCommand): BoundCall {
  const call: ApiCall = apiContract[name];
  return bind<ApiCallName>(name, async ({ params, body, caller }) => {
    if (!caller) return { kind: 'PROBLEM', problem: problems.signInFirst };
    const outcome = await command({ params, body }, caller);
    if (outcome.kind === 'REFUSED' || call.creates !== true) return outcome;
    return done({ id: idIn(outcome.value) });
  });
}

function idIn(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'id' in value ? value.id : undefined;
}

/** Where a call stands, as Express writes it. */
export function expressPath(name: ApiCallName): string {
  return apiPaths[name].path.replaceAll(/\{(\w+)\}/g, ':$1');
}

interface ReadPart {
  readonly value: unknown;
  readonly mistakes: readonly Mistake[];
}

/** What a schema makes of a part of the request. A part that the contract does not have must be empty. */
function read(
  schema: z.ZodType | undefined,
  given: object | undefined,
  part: 'query' | 'body',
): ReadPart {
  if (schema === undefined) {
    const isEmpty = given === undefined || Object.keys(given).length === 0;
    return { value: undefined, mistakes: isEmpty ? [] : [{ path: part, kind: 'UNKNOWN_FIELD' }] };
  }
  const parsed = schema.safeParse(given);
  return parsed.success
    ? { value: parsed.data, mistakes: [] }
    : { value: undefined, mistakes: mistakesOf(parsed.error, given) };
}
