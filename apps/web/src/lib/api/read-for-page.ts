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
  const { status, title } = result.problem;
  if (status === 401) redirect(303, await placeToGo({ fetch, url }));
  error(status === 0 ? 503 : status, title === '' ? m.api_no_answer() : title);
}

/** Where somebody goes who may read nothing now. */
async function placeToGo({ fetch, url }: PageAsking): Promise<string> {
  const told = await call(fetch, 'standing');
  const isOut = told.kind === 'DONE' && told.value.standing.kind !== 'HOLDS';
  return isOut ? '/geen-plek' : `/inloggen?terug=${encodeURIComponent(url.pathname)}`;
}
