import { createServer } from 'node:http';
import { listen } from '../lifecycle/listen.ts';
import type { Metrics } from './metrics.ts';

/** Metrics are for whoever is on this machine: what is counted goes to no network. */
const host = '127.0.0.1';

/**
 * Answers `GET /metrics` on a port of its own.
 *
 * @param port 0 lets the system choose
 * @returns the port, and how to stop
 * @throws {StartupProblem} when the port cannot be had
 */
export async function serveMetrics(
  { registry }: Pick<Metrics, 'registry'>,
  port: number,
): Promise<{ readonly port: number; stop(): void }> {
  const server = createServer((request, response) => {
    if (request.url !== '/metrics' || request.method !== 'GET') {
      response.writeHead(404).end();
      return;
    }
    void registry.metrics().then((text) => {
      response.writeHead(200, { 'content-type': registry.contentType }).end(text);
    });
  });
  const realPort = await listen(server, { host, port });
  return {
    port: realPort,
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}
