// edge: answers of the API, which the server's own tests hold against the contract
import { randomUUID } from 'node:crypto';
import type { ApiAnswer, ApiBody } from '@overlegtafel/protocol/api';
import { type ApiCallName, apiPaths } from '@overlegtafel/protocol/api-paths';
import { io, type Socket } from 'socket.io-client';
import { signIn } from '../faults/server-under-test.ts';
import { TableDocument } from './table-document.ts';

/** What goes with a call: a value for every `{name}` in its path, and its body. */
export interface CallParts<N extends ApiCallName> {
  readonly params?: Readonly<Record<string, string>>;
  readonly body?: ApiBody<N>;
  /** The key under which it may come twice; a new one when it is absent. */
  readonly key?: string;
}

/** Why something was refused, as somebody at a screen gets to know it. */
export interface Refused {
  readonly kind: 'REFUSED';
  readonly status: number;
  /** The last word of the problem's type, such as `blocked`. */
  readonly type: string;
  readonly blockers: readonly { readonly kind: string; readonly item?: string }[];
}

export type Answer<T> =
  | { readonly kind: 'DONE'; readonly value: T }
  | Refused
  /** Nobody knows whether it was done: the connection broke. */
  | { readonly kind: 'UNKNOWN' };

/** Somebody of the practice table, signed in at one server, in the way that a browser is. */
export class Participant {
  readonly id: string;
  #url: string;
  #cookie: string;
  readonly #documents = new Set<TableDocument>();

  private constructor(id: string, url: string, cookie: string) {
    this.id = id;
    this.#url = url;
    this.#cookie = cookie;
  }

  static async signIn(url: string, id: string): Promise<Participant> {
    return new Participant(id, url, await signIn(url, id));
  }

  /** Somebody whose session is there already. */
  static withCookie(url: string, id: string, cookie: string): Participant {
    return new Participant(id, url, cookie);
  }

  /** Goes on at another server, or at the same one after it started again. Documents follow by themselves. */
  moveTo(url: string): void {
    this.#url = url;
  }

  /** Makes a call of the contract. It never throws for what the server says. */
  async call<N extends ApiCallName>(
    name: N,
    parts: CallParts<N> = {},
  ): Promise<Answer<ApiAnswer<N>>> {
    try {
      const response = await fetch(this.#addressOf(name, parts), this.#requestOf(name, parts));
      const body: unknown = response.status === 204 ? undefined : await response.json();
      if (response.ok) return { kind: 'DONE', value: body as ApiAnswer<N> };
      return response.status >= 500 ? { kind: 'UNKNOWN' } : refusedIn(response.status, body);
    } catch {
      return { kind: 'UNKNOWN' };
    }
  }

  /** Makes a call that has to succeed. */
  async must<N extends ApiCallName>(name: N, parts: CallParts<N> = {}): Promise<ApiAnswer<N>> {
    const answer = await this.call(name, parts);
    if (answer.kind === 'DONE') return answer.value;
    const to = JSON.stringify(parts.params ?? {});
    throw new Error(`${this.id} could not ${name} ${to}: ${JSON.stringify(answer)}`);
  }

  /** Makes a call that has to be refused. */
  async refused<N extends ApiCallName>(name: N, parts: CallParts<N> = {}): Promise<Refused> {
    const answer = await this.call(name, parts);
    if (answer.kind === 'REFUSED') return answer;
    throw new Error(`${this.id} was not refused ${name}: ${JSON.stringify(answer)}`);
  }

  /** Opens the document of a room and waits until it is here. */
  async open(room: string): Promise<TableDocument> {
    const document = this.join(room);
    await document.synced();
    return document;
  }

  /** Opens the document of a room. */
  join(room: string): TableDocument {
    const document = new TableDocument(room, () => ({ url: this.#url, cookie: this.#cookie }));
    this.#documents.add(document);
    return document;
  }

  /** What this browser is told of a meeting as it happens. */
  follow(meeting: string): Socket {
    const extraHeaders = { cookie: this.#cookie, origin: this.#url };
    const live = io(this.#url, { path: '/live', transports: ['websocket'], extraHeaders });
    live.on('connect', () => live.emit('follow', { meeting }));
    return live;
  }

  /** Shuts the laptop. */
  leave(): void {
    for (const document of this.#documents) document.vanish();
    this.#documents.clear();
  }

  #addressOf(name: ApiCallName, { params = {} }: CallParts<ApiCallName>): string {
    const path = apiPaths[name].path.replace(/\{(\w+)\}/g, (_whole, param: string) =>
      encodeURIComponent(params[param] ?? ''),
    );
    return `${this.#url}/api/v1${path}`;
  }

  #requestOf(name: ApiCallName, { body, key }: CallParts<ApiCallName>): RequestInit {
    const { method } = apiPaths[name];
    const headers = { cookie: this.#cookie, origin: this.#url, accept: 'application/json' };
    if (method === 'GET') return { headers };
    return {
      method,
      headers: {
        ...headers,
        'content-type': 'application/json',
        'idempotency-key': key ?? randomUUID(),
      },
      body: JSON.stringify(body ?? {}),
    };
  }
}

function refusedIn(status: number, body: unknown): Refused {
  const { type = '', blockers = [] } = (body ?? {}) as Partial<Refused>;
  return { kind: 'REFUSED', status, type: type.slice(type.lastIndexOf(':') + 1), blockers };
}
