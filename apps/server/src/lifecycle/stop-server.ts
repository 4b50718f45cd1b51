import type { Server } from 'node:http';

/** How long running requests may take to finish. The process has 5 seconds in all. */
const graceMs = 3_000;

/** Stops taking requests, waits for the running ones, then ends what is left. */
export function stopServer(server: Server): Promise<void> {
  if (!server.listening) return Promise.resolve();
  return new Promise((resolve) => {
    const end = setTimeout(() => {
      server.closeAllConnections();
    }, graceMs);
    server.close(() => {
      clearTimeout(end);
      resolve();
    });
    server.closeIdleConnections();
  });
}
