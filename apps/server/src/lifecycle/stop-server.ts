import type { Server } from 'node:http';

/** How long running requests may take to finish. The process has 5 seconds in all. */
export const graceMs = 3_000;

/** How often connections that have become idle are closed; browsers would keep them for minutes. */
const sweepEveryMs = 50;

/** Stops taking requests, waits for the running ones, then ends what is left. */
export function stopServer(server: Server): Promise<void> {
  if (!server.listening) return Promise.resolve();
  return new Promise((resolve) => {
    const end = setTimeout(() => {
      server.closeAllConnections();
    }, graceMs);
    const sweep = setInterval(() => {
      server.closeIdleConnections();
    }, sweepEveryMs);
    server.close(() => {
      clearTimeout(end);
      clearInterval(sweep);
      resolve();
    });
  });
}
