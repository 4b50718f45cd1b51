import { createServer, type Server } from 'node:http';
import express, { type Router } from 'express';
import type { Configuration } from './configuration/configuration.ts';
import { allowedOrigins, loopbackAddress } from './configuration/origins.ts';
import type { DatabaseHealth } from './database-health.ts';
import { serveDocuments } from './documents/document-endpoint.ts';
import type { RoomHost } from './documents/room-host.ts';
import { answerError, createApi } from './http/api.ts';
import { createInnerDoor } from './http/inner-door.ts';
import { type PageHandler, servePages, type Whereabouts } from './http/pages.ts';
import { giveContext } from './http/request-context.ts';
import { securityHeaders } from './http/security-headers.ts';
import { listen } from './lifecycle/listen.ts';
import { stopServer } from './lifecycle/stop-server.ts';
import type { SessionDesk } from './identity/session.ts';
import { MembershipWatch } from './identity/membership-watch.ts';
import { SessionWatch } from './identity/session-watch.ts';
import { type LiveParts, serveLive } from './live/live-endpoint.ts';
import { WorldTable } from './live/world-table.ts';
import type { Log } from './log.ts';
import { Callers } from './identity/caller.ts';
import type { ServerWorld } from './world.ts';

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
  /** Stops listening, tells live connections to come back, stores what was taken; 3 seconds at most. */
  stop(): Promise<void>;
}

/** What the application needs besides its settings. */
export interface Parts {
  readonly database: DatabaseHealth;
  readonly pages: PageHandler;
  readonly log: Log;
  readonly sessions: SessionDesk;
  /** The way to the issuer and back; absent at a practice table. */
  readonly signIn: Router | undefined;
  /** The secret behind the keys with which browsers close what they keep. */
  readonly outboxSecret: Uint8Array;
  readonly rooms: RoomHost & { stop(): Promise<void> };
  readonly shared: Omit<ServerWorld, 'rooms'>;
  /** Ties several processes together; absent for a server that is alone. */
  readonly adapter?: LiveParts['adapter'];
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Wires the API and the pages into one HTTP server. It does not listen yet. */
export function createApplication(configuration: Configuration, parts: Parts): Application {
  const { host, port, mode, origin } = configuration;
  const isSecure = origin?.startsWith('https:') ?? false;
  const door = createInnerDoor();
  let whereabouts: Whereabouts = whereaboutsOf(configuration, port);
  let isStopping = false;
  const callers = new Callers({ ...parts, isSecure, secret: parts.outboxSecret });

  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(securityHeaders(isSecure));
  app.use(giveContext(door));
  const origins = () => whereabouts.origins;
  app.use(
    '/api',
    createApi({
      ...parts,
      isPractice: mode === 'practice',
      issuer: mode === 'practice' ? undefined : configuration.oidc?.issuer,
      isSecure,
      origins,
      callers,
      isStopping: () => isStopping,
    }),
  );
  app.use(servePages(parts.pages, { door, mode, whereabouts: () => whereabouts }));
  app.use(answerError(parts.log));

  const server = createServer(app);
  const { wire, rightsChanged } = parts.shared;
  const watch = new SessionWatch(parts);
  const live = serveLive(server, {
    ...parts,
    watch,
    origins,
    rightsChanged,
    table: new WorldTable(parts.shared),
    callerOf: (request) => callers.of(request, request.socket.remoteAddress ?? ''),
  });
  wire.connect(live);
  const memberships = watchMemberships(parts);
  const endpoints = [
    serveDocuments(server, { ...parts, watch, origins }),
    live,
    watch,
    memberships,
  ];
  return {
    server,
    async start() {
      const realPort = await listen(server, { host, port });
      whereabouts = whereaboutsOf(configuration, realPort);
      return whereabouts.loopback;
    },
    async stop() {
      isStopping = true;
      for (const endpoint of endpoints) endpoint.stop();
      await Promise.all([parts.rooms.stop(), stopServer(server)]);
    },
  };
}

/** Whoever's membership begins or ends by itself is asked again, in rooms and live events alike. */
function watchMemberships({ shared, now, log }: Parts): MembershipWatch {
  const { world, wire, rightsChanged } = shared;
  return new MembershipWatch({
    stores: world.stores,
    now,
    log,
    turned: (person) => {
      rightsChanged();
      wire.tell({ kind: 'RIGHTS', ...(person === undefined ? {} : { person }) });
    },
  });
}

function whereaboutsOf(configuration: Configuration, port: number): Whereabouts {
  return {
    origins: allowedOrigins(configuration, port),
    loopback: loopbackAddress(configuration.host, port),
  };
}
