import { createServer, type Server } from 'node:http';
import express from 'express';
import type { Configuration } from './configuration/configuration.ts';
import { allowedOrigins, loopbackAddress } from './configuration/origins.ts';
import type { DatabaseHealth } from './database-health.ts';
import { answerError, createApi } from './http/api.ts';
import { createInnerDoor } from './http/inner-door.ts';
import { type PageHandler, servePages, type Whereabouts } from './http/pages.ts';
import { giveContext } from './http/request-context.ts';
import { securityHeaders } from './http/security-headers.ts';
import { listen } from './lifecycle/listen.ts';
import { stopServer } from './lifecycle/stop-server.ts';
import type { Log } from './log.ts';

/** The server, wired but for the process around it. */
export interface Application {
  /** The one HTTP server; the live connections attach their `upgrade` listener to it. */
  readonly server: Server;
  /**
   * Starts to listen.
   *
   * @returns the address to open in a browser on this machine, with the real port
   * @throws {StartupProblem} when the port or the address cannot be had
   */
  start(): Promise<string>;
  /** Stops listening and lets running requests finish, for 3 seconds at most. */
  stop(): Promise<void>;
}

/** What the application needs besides its settings. */
export interface Parts {
  readonly database: DatabaseHealth;
  readonly pages: PageHandler;
  readonly log: Log;
}

/** Wires the API and the pages into one HTTP server. It does not listen yet. */
export function createApplication(configuration: Configuration, parts: Parts): Application {
  const { host, port, mode, origin } = configuration;
  const door = createInnerDoor();
  let whereabouts: Whereabouts = whereaboutsOf(configuration, port);

  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(securityHeaders(origin?.startsWith('https:') ?? false));
  app.use(giveContext(door));
  app.use('/api', createApi(parts));
  app.use(servePages(parts.pages, { door, mode, whereabouts: () => whereabouts }));
  app.use(answerError(parts.log));

  const server = createServer(app);
  return {
    server,
    async start() {
      const realPort = await listen(server, { host, port });
      whereabouts = whereaboutsOf(configuration, realPort);
      return whereabouts.loopback;
    },
    stop: () => stopServer(server),
  };
}

function whereaboutsOf(configuration: Configuration, port: number): Whereabouts {
  return {
    origins: allowedOrigins(configuration, port),
    loopback: loopbackAddress(configuration.host, port),
  };
}
