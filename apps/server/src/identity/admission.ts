import type { IncomingMessage } from 'node:http';
import type { Sessions, SignedIn } from './session.ts';

/** Whether a live connection may begin, and who is behind it. */
export type Admission =
  | { readonly kind: 'admitted'; readonly who: SignedIn }
  /** Answered with this HTTP status before anything is held for the caller. */
  | { readonly kind: 'refused'; readonly status: 401 | 403 };

/**
 * Decides whether a request may become a live connection. Browsers send cookies with WebSockets of any site, so
 * the `Origin` must be one of ours. It may only be missing on a plain request of our own page: browsers leave it
 * out of same-origin GETs, and then say so in a header that pages cannot set.
 */
export async function admit(
  request: Pick<IncomingMessage, 'headers'>,
  at: { sessions: Sessions; origins: readonly string[]; nowMs: number },
): Promise<Admission> {
  if (!comesFromUs(request, at.origins)) return { kind: 'refused', status: 403 };
  const who = await at.sessions.signedIn(request.headers.cookie, at.nowMs);
  return who === undefined ? { kind: 'refused', status: 401 } : { kind: 'admitted', who };
}

function comesFromUs(
  { headers }: Pick<IncomingMessage, 'headers'>,
  origins: readonly string[],
): boolean {
  if (headers.origin !== undefined) return origins.includes(headers.origin);
  return headers.upgrade === undefined && headers['sec-fetch-site'] === 'same-origin';
}
