// edge: answers of our own API; the server's tests hold them against the same contract
import { apiPaths, type ApiCallName } from '@overlegtafel/protocol/api-paths';
import type { ApiAnswer, ApiBody } from '@overlegtafel/protocol/api';
import { serverTime } from '#lib/page-time/server-time.ts';
import { getLocale } from '#lib/paraglide/runtime.js';

/** Something that stands in the way, as the API tells it. */
interface ApiBlocker {
  readonly item?: string;
  readonly kind: string;
  readonly jumpTo: string;
  readonly message: string;
}

/** A refusal of the API, or the lack of an answer. `title` says what to do, in the reader's language. */
export interface ApiProblem {
  /** The HTTP status; 0 when there was no answer. */
  readonly status: number;
  /** The last word of the problem's type, such as `not-found` or `seen-changed`. */
  readonly type: string;
  readonly title: string;
  readonly blockers: readonly ApiBlocker[];
  readonly mistakes: readonly {
    readonly path: string;
    readonly kind: string;
    /** What was understood of a day or a moment. */
    readonly understood?: string;
    /** The sentence of the server about it. */
    readonly message?: string;
  }[];
}

export type ApiResult<T> =
  | { readonly kind: 'DONE'; readonly value: T }
  | { readonly kind: 'PROBLEM'; readonly problem: ApiProblem };

/** What goes with a call. */
export interface CallParts<N extends ApiCallName> {
  /** For every `{name}` in the path. */
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: ApiBody<N>;
  /** A random text that stays the same when the same call is tried again. */
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
}

type Fetch = typeof globalThis.fetch;

const timeoutMs = 20_000;

/** Calls the API by the name of the contract. It never throws: what went wrong is a value with a sentence. */
export async function call<N extends ApiCallName>(
  fetch: Fetch,
  name: N,
  parts: CallParts<N> = {},
): Promise<ApiResult<ApiAnswer<N>>> {
  try {
    const response = await fetch(addressOf(name, parts), requestOf(name, parts));
    hearTime(response);
    const body: unknown = response.status === 204 ? undefined : await readBody(response);
    if (response.ok) return { kind: 'DONE', value: body as ApiAnswer<N> };
    return { kind: 'PROBLEM', problem: problemIn(response.status, body) };
  } catch {
    return { kind: 'PROBLEM', problem: noAnswer };
  }
}

/** What stands between the page and the server (a proxy) says these in its own words, and not in ours. */
const saidBetween = new Set([413, 429, 502, 503, 504]);

/** SH325: a refusal of a proxy is one without words; anything else that is not JSON is no answer of ours. */
async function readBody(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch (error) {
    if (saidBetween.has(response.status)) return undefined;
    throw error;
  }
}

/** SH321: every answer says how late it is at the server; where pages are made, that is this machine. */
function hearTime({ headers }: Response): void {
  if ('document' in globalThis) serverTime.heardHead(headers.get('date'));
}

const noAnswer: ApiProblem = {
  status: 0,
  type: 'no-answer',
  title: '',
  blockers: [],
  mistakes: [],
};

function addressOf(name: ApiCallName, { params = {}, query }: CallParts<ApiCallName>): string {
  const path = apiPaths[name].path.replace(/\{(\w+)\}/g, (_whole, param: string) =>
    encodeURIComponent(params[param] ?? ''),
  );
  const search = query === undefined ? '' : `?${new URLSearchParams(query).toString()}`;
  return `/api/v1${path}${search}`;
}

function requestOf(
  name: ApiCallName,
  { body, idempotencyKey, signal }: CallParts<ApiCallName>,
): RequestInit {
  const { method } = apiPaths[name];
  const patience = AbortSignal.timeout(timeoutMs);
  return {
    method,
    signal: signal === undefined ? patience : AbortSignal.any([patience, signal]),
    headers: {
      accept: 'application/json',
      // The language of the page: the browser's own may be another.
      'accept-language': getLocale(),
      ...(method === 'GET' ? {} : { 'content-type': 'application/json' }),
      ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
    },
    ...(method === 'GET' ? {} : { body: JSON.stringify(body ?? {}) }),
  };
}

function problemIn(status: number, body: unknown): ApiProblem {
  const problem = (body ?? {}) as Partial<Record<keyof ApiProblem, unknown>>;
  const type = typeof problem.type === 'string' ? problem.type : '';
  return {
    status,
    type: type.slice(type.lastIndexOf(':') + 1),
    title: typeof problem.title === 'string' ? problem.title : '',
    blockers: Array.isArray(problem.blockers) ? (problem.blockers as ApiBlocker[]) : [],
    mistakes: Array.isArray(problem.mistakes) ? (problem.mistakes as ApiProblem['mistakes']) : [],
  };
}
