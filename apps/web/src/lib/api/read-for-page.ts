import { getRequestEvent } from '$app/server';
import { error, redirect } from '@sveltejs/kit';
import type { ApiCallName } from '@overlegtafel/protocol/api-paths';
import type { ApiAnswer } from '@overlegtafel/protocol/api';
import { m } from '#lib/paraglide/messages.js';
import { call, type CallParts } from './call.ts';

/** What a page load needs to ask the API: the `fetch` of the load and where the reader is. */
export interface PageAsking {
  readonly fetch: typeof globalThis.fetch;
  readonly url: URL;
}

/**
 * Reads what a page cannot do without. Who is not signed in goes to the sign-in page and comes back, who is and belongs
 * to no table reads that; anything else becomes the error page with the API's own sentence.
 */
export async function readForPage<N extends ApiCallName>(
  { fetch, url }: PageAsking,
  name: N,
  parts: CallParts<N> = {},
): Promise<ApiAnswer<N>> {
  const result = await call(fetch, name, parts);
  if (result.kind === 'DONE') return result.value;
  const { status, title, type } = result.problem;
  const { sent } = getRequestEvent().locals;
  // A form that was sent comes back with what was filled in, to be sent again after signing in.
  const again = status === 401 || type === 'other-person' ? sent : undefined;
  if (status === 401 && again === undefined) redirect(303, await placeToGo({ fetch, url }));
  const message = title === '' ? m.api_no_answer() : title;
  error(status === 0 ? 503 : status, again === undefined ? { message } : { message, again });
}

/** Where somebody goes who may read nothing now. */
async function placeToGo({ fetch, url }: PageAsking): Promise<string> {
  const told = await call(fetch, 'standing');
  const isOut = told.kind === 'DONE' && told.value.standing.kind !== 'HOLDS';
  return isOut ? '/geen-plek' : `/inloggen?terug=${encodeURIComponent(url.pathname)}`;
}
