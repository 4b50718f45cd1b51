import type { Server } from 'node:http';

const secondMs = 1_000;

/**
 * How long connections may be silent. Proxies keep theirs open for the next request, nginx for 60 seconds and
 * others for up to 75: whoever closes first must be the proxy, or it sends a request into a line that is being
 * closed and its visitor gets an error.
 */
export const connectionTimes = {
  /** Between two requests. */
  keepAliveMs: 95 * secondMs,
  /** From the first byte of a request until its headers are whole. */
  headersMs: 30 * secondMs,
  /** From the first byte of a request until all of it is here: a large file over a slow line. */
  requestMs: 300 * secondMs,
} as const;

/** Sets how long the connections of a server may be silent. */
export function keepConnections(server: Server): void {
  server.keepAliveTimeout = connectionTimes.keepAliveMs;
  server.headersTimeout = connectionTimes.headersMs;
  server.requestTimeout = connectionTimes.requestMs;
}
