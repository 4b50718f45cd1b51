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
 * Reads what a page cannot do without. Who is not signed in goes to the sign-in page and comes back; anything else
 * becomes the error page with the API's own sentence.
 */
export async function readForPage<N extends ApiCallName>(
  { fetch, url }: PageAsking,
  name: N,
  parts: CallParts<N> = {},
): Promise<ApiAnswer<N>> {
  const result = await call(fetch, name, parts);
  if (result.kind === 'DONE') return result.value;
  const { status, title } = result.problem;
  if (status === 401) redirect(303, `/inloggen?terug=${encodeURIComponent(url.pathname)}`);
  error(status === 0 ? 503 : status, title === '' ? m.api_no_answer() : title);
}
