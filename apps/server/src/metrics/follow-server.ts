import type { IncomingMessage, Server } from 'node:http';
import { apiPaths } from '@overlegtafel/protocol/api-paths';
import type { Metrics } from './metrics.ts';

const perSecond = 1_000;
const apiPrefix = '/api/v1';

const calls = Object.entries(apiPaths).map(([name, { method, path }]) => ({
  name,
  method,
  pattern: new RegExp(`^${apiPrefix}${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`),
}));

/** Counts every request and every WebSocket of a server, beside whoever answers them. */
export function followServer(server: Server, metrics: Metrics): void {
  // Before the routers: they take pieces off the address.
  server.prependListener('request', (request, response) => {
    const call = callOf(request);
    const from = performance.now();
    response.once('close', () => {
      const labels = { call, status: response.statusCode };
      metrics.requests.observe(labels, (performance.now() - from) / perSecond);
    });
  });
  server.on('upgrade', (request, socket) => {
    const transport = pathOf(request).startsWith('/documents') ? 'documents' : 'live';
    metrics.connections.inc({ transport });
    socket.once('close', () => metrics.connections.dec({ transport }));
  });
}

/** The name of a call of the contract, or what kind of address it is. Never the address itself. */
function callOf(request: IncomingMessage): string {
  const path = pathOf(request);
  const found = calls.find(
    ({ method, pattern }) => method === request.method && pattern.test(path),
  );
  if (found) return found.name;
  if (path.startsWith('/api')) return 'other-call';
  return path.startsWith('/live') ? 'live' : 'page';
}

function pathOf({ url = '/' }: IncomingMessage): string {
  return url.split('?', 1)[0] ?? '/';
}
