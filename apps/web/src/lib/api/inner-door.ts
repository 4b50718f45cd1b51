import { pageMark } from '@overlegtafel/protocol';

/**
 * How page loads reach the API: over the loopback address of this same server, with the person's
 * cookie, the person's network address and the trace id, so that rights and log work as if the
 * browser had asked itself.
 *
 * The server puts four headers on each request it hands to the pages, after removing any that a
 * client sent under these names (`apps/server/src/http/inner-door.ts` holds the other half).
 */
export const innerDoorHeaders = {
  /** Where the API listens, such as `http://127.0.0.1:3000`. */
  address: 'x-overlegtafel-door',
  /** Known to this process only: proves that a request with a client address comes from inside. */
  key: 'x-overlegtafel-key',
  /** `practice` or `production`. */
  mode: 'x-overlegtafel-mode',
  /** The person's network address, on requests through the door. */
  client: 'x-overlegtafel-client',
  /** The mark of a page for whoever is signed in; absent when nobody is. */
  page: 'x-overlegtafel-page',
} as const;

/** What a person's request passes on: nothing that a page could have made up. */
const passedOn = ['cookie', 'user-agent', 'traceparent'] as const;

/** Where a request of a page stands. */
export interface ForWhom {
  /** The person's network address. */
  readonly clientAddress: string;
  /** The mark of the page that it is for. */
  readonly page: string | undefined;
}

/**
 * @param request a request that a page load makes
 * @param outer the person's request that the page is for
 * @returns the same request to the loopback address, or undefined when it is not for the API
 */
export function throughInnerDoor(
  request: Request,
  outer: Request,
  { clientAddress, page }: ForWhom,
): Request | undefined {
  const asked = new URL(request.url);
  const door = outer.headers.get(innerDoorHeaders.address);
  if (door === null || asked.origin !== new URL(outer.url).origin) return undefined;
  if (!asked.pathname.startsWith('/api/')) return undefined;
  const inner = new Request(new URL(asked.pathname + asked.search, door), request);
  for (const name of passedOn) {
    const value = outer.headers.get(name);
    if (value !== null) inner.headers.set(name, value);
  }
  inner.headers.set('origin', asked.origin);
  inner.headers.set(innerDoorHeaders.key, outer.headers.get(innerDoorHeaders.key) ?? '');
  inner.headers.set(innerDoorHeaders.client, clientAddress);
  if (page !== undefined) inner.headers.set(pageMark.header, page);
  return inner;
}

/** What the API says to the browser itself, whoever asked on its behalf; the last of each counts. */
const toBrowser = ['clear-site-data', 'retry-after', pageMark.header] as const;
const firstError = 400;

/** Keeps what an answer of the API says to the browser, to be handed on with the page. */
export function keepSaid(answer: Response, said: Headers): void {
  for (const cookie of answer.headers.getSetCookie()) said.append('set-cookie', cookie);
  for (const name of toBrowser) {
    const value = answer.headers.get(name);
    if (value !== null) said.set(name, value);
  }
}

/** Hands on to the browser what the API said to it while a page was made. */
export function handOn(said: Headers, response: Response): void {
  for (const cookie of said.getSetCookie()) response.headers.append('set-cookie', cookie);
  for (const name of toBrowser) {
    const value = said.get(name);
    // How long to wait says something only about what was refused.
    const isMeant = name !== 'retry-after' || response.status >= firstError;
    if (value !== null && isMeant) response.headers.set(name, value);
  }
}
