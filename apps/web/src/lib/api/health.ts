/** What the server says about itself. */
export interface Health {
  status: 'ok';
  database: 'sqlite' | 'postgresql';
}

/**
 * Reads the body of `GET /api/v1/health`.
 *
 * @returns undefined when it is anything else than a server that is well
 */
export function readHealth(body: unknown): Health | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  if (!('status' in body) || body.status !== 'ok') return undefined;
  if (!('database' in body)) return undefined;
  const { database } = body;
  if (database !== 'sqlite' && database !== 'postgresql') return undefined;
  return { status: 'ok', database };
}

/** How long a page waits for the answer before it says that there is none. */
const answerTimeoutMs = 2_000;

/**
 * Asks the server how it is.
 *
 * @param fetch the `fetch` of the page load
 * @returns undefined when there is no answer in time, or not a good one; it never throws, because a
 *   page must be able to say so in words
 */
export async function askHealth(fetch: typeof globalThis.fetch): Promise<Health | undefined> {
  try {
    const answer = await fetch('/api/v1/health', { signal: AbortSignal.timeout(answerTimeoutMs) });
    return answer.ok ? readHealth(await answer.json()) : undefined;
  } catch {
    return undefined;
  }
}
