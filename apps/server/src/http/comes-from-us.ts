import type { IncomingHttpHeaders } from 'node:http';

/** A way of asking that changes nothing: a link of any site may lead to it. */
export function isSafeMethod(method: string | undefined): boolean {
  return method === 'GET' || method === 'HEAD' || method === 'OPTIONS';
}

/**
 * Whether a command comes from one of our own pages, or from a program that is no page at all.
 *
 * Browsers send cookies along with what other sites make them send, and say of it where it comes from: in `Origin`, and
 * in `Sec-Fetch-Site`, which no page can set. Both must be ours where they are there. A browser that says neither, for
 * it is old or something on the way took them off, must have been at a page of ours by its `Referer`, or send JSON, which
 * no page can make a browser send to another site without asking that site first. Programs send none of these; the cookie
 * alone is what they have (SameSite=Lax keeps it from the forms of other sites).
 */
export function comesFromUs(headers: IncomingHttpHeaders, origins: readonly string[]): boolean {
  const { origin, referer } = headers;
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') return false;
  if (origin !== undefined) return origins.includes(origin);
  if (site !== undefined) return true;
  if (referer !== undefined) return origins.includes(originOf(referer));
  return !isBrowser(headers['user-agent']) || isJson(headers['content-type']);
}

function originOf(address: string): string {
  return URL.canParse(address) ? new URL(address).origin : '';
}

function isJson(type: string | undefined): boolean {
  return /^application\/json\s*(?:;|$)/i.test(type ?? '');
}

/** Every browser of the last twenty years calls itself so; programs that want to be taken for one say where they are. */
function isBrowser(agent: string | undefined): boolean {
  return agent?.startsWith('Mozilla/') === true;
}
