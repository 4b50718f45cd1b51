/**
 * How page loads reach the API: over the loopback address of this same server, with the person's
 * cookie, the person's network address and the trace id, so that rights and log work as if the
 * browser had asked itself.
 *
 * The server puts three headers on each request it hands to the pages, after removing any that a
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
} as const;

/** What a person's request passes on: nothing that a page could have made up. */
const passedOn = ['cookie', 'user-agent', 'traceparent'] as const;

/**
 * @param request a request that a page load makes
 * @param outer the person's request that the page is for
 * @param clientAddress the person's network address
 * @returns the same request to the loopback address, or undefined when it is not for the API
 */
export function throughInnerDoor(
  request: Request,
  outer: Request,
  clientAddress: string,
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
  return inner;
}
