import { createServer, type Server } from 'node:http';
import express, { type Express, type Request, type Router } from 'express';
import type { Configuration } from './configuration/configuration.ts';
import { allowedOrigins, loopbackAddress } from './configuration/origins.ts';
import type { DatabaseHealth } from './database-health.ts';
import { type EndpointParts, serveDocuments } from './documents/document-endpoint.ts';
import type { RoomHost } from './documents/room-host.ts';
import { answerError, createApi } from './http/api.ts';
import { createInnerDoor } from './http/inner-door.ts';
import { giveSecurityTxt, securityTxtPath } from './http/security-txt.ts';
import { type PageHandler, servePages, type Whereabouts } from './http/pages.ts';
import { contextOf, giveContext, newTraceId } from './http/request-context.ts';
import { type ClientAddressOf, clientAddresses } from './http/client-address.ts';
import { RateLimits, type RateLimitSettings, usualRateLimits } from './http/rate-limits.ts';
import { securityHeaders } from './http/security-headers.ts';
import { Turnstile } from './http/turnstile.ts';
import { KnownBrowsers } from './identity/known-browser.ts';
import { keepConnections } from './lifecycle/connection-times.ts';
import { listen } from './lifecycle/listen.ts';
import { stopServer } from './lifecycle/stop-server.ts';
import type { SessionDesk } from './identity/session.ts';
import { MembershipWatch } from './identity/membership-watch.ts';
import { SessionWatch } from './identity/session-watch.ts';
import { type LiveParts, serveLive } from './live/live-endpoint.ts';
import { WorldTable } from './live/world-table.ts';
import type { Log } from './log.ts';
import { Callers } from './identity/caller.ts';
import { PageMarks } from './identity/page-marks.ts';
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
  readonly signIn: ((turnstile: Turnstile) => Router) | undefined;
  /** The secret behind the keys with which browsers close what they keep. */
  readonly outboxSecret: Uint8Array;
  readonly rooms: RoomHost & { stop(): Promise<void> };
  readonly shared: Omit<ServerWorld, 'rooms'>;
  /** How much anybody may ask; the usual when absent. */
  readonly limits?: RateLimitSettings;
  /** Ties several processes together; absent for a server that is alone. */
  readonly adapter?: LiveParts['adapter'];
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Wires the API and the pages into one HTTP server. It does not listen yet. */
export function createApplication(configuration: Configuration, parts: Parts): Application {
  const { host, port, origin } = configuration;
  let whereabouts: Whereabouts = whereaboutsOf(configuration, port);
  let isStopping = false;
  const isSecure = origin?.startsWith('https:') ?? false;
  const callers = new Callers({ ...parts, isSecure, secret: parts.outboxSecret });
  const pageMarks = new PageMarks(parts.outboxSecret);
  const addressOf = clientAddresses(configuration.trustedProxies, onceOnly(parts.log));
  const app = routesOf(configuration, parts, {
    isSecure,
    callers,
    pageMarks,
    addressOf,
    whereabouts: () => whereabouts,
    isStopping: () => isStopping,
  });
  const server = createServer(app);
  keepConnections(server);
  const origins = () => whereabouts.origins;
  const { wire, rightsChanged } = parts.shared;
  const watch = new SessionWatch(parts);
  const documents = {
    ...parts,
    book: parts.shared.book,
    callerBehind: behind(callers, addressOf),
    watch,
    pageMarks,
    origins,
  };
  const live = serveLive(server, {
    ...documents,
    rightsChanged,
    table: new WorldTable(parts.shared),
    callerOf: (request) => callers.of(request, addressOf(request)),
  });
  wire.connect(live);
  const memberships = watchMemberships(parts);
  const endpoints = [serveDocuments(server, documents), live, watch, memberships];
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

/** What requests are answered with. */
interface Answering {
  readonly isSecure: boolean;
  readonly callers: Callers;
  readonly pageMarks: PageMarks;
  readonly addressOf: ClientAddressOf;
  readonly whereabouts: () => Whereabouts;
  readonly isStopping: () => boolean;
}

/** The API and the pages, with what stands in front of both. */
function routesOf(configuration: Configuration, parts: Parts, answering: Answering): Express {
  const { mode, oidc } = configuration;
  const { isSecure, callers, pageMarks, addressOf, whereabouts, isStopping } = answering;
  const door = createInnerDoor();
  const limits = new RateLimits(parts.limits ?? usualRateLimits);
  const browsers = new KnownBrowsers({ secret: parts.outboxSecret, isSecure });
  const turnstile = new Turnstile(limits, browsers);
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(securityHeaders(isSecure));
  app.use(giveContext(door, addressOf));
  app.use(
    '/api',
    createApi({
      ...parts,
      signIn: parts.signIn?.(turnstile),
      turnstile,
      isPractice: mode === 'practice',
      issuer: mode === 'practice' ? undefined : oidc?.issuer,
      isSecure,
      origins: () => whereabouts().origins,
      callers,
      pageMarks,
      isStopping,
    }),
  );
  if (configuration.securityContact !== undefined) {
    const contact = configuration.securityContact;
    const origin = () => whereabouts().origins[0];
    app.get(securityTxtPath, giveSecurityTxt({ contact, origin, nowMs: parts.now }));
  }
  const personOf = personOver(callers, parts.log);
  const around = { door, mode, whereabouts, turnstile, personOf, pageMarks };
  app.use(servePages(parts.pages, around));
  app.use(answerError(parts.log));
  return app;
}

/** Says once that somebody names an address and is not believed: most likely a proxy that nobody set. */
function onceOnly(log: Log): () => void {
  let isSaid = false;
  return () => {
    if (!isSaid) log.event('forwarded address ignored', { setting: 'TRUSTED_PROXIES' });
    isSaid = true;
  };
}

/** Who asks for a page. While that cannot be known nobody is refused one: the page says what is wrong. */
function personOver(callers: Callers, log: Log) {
  return async (request: Request) => {
    try {
      const { clientAddress } = contextOf(request);
      return (await callers.of(request, clientAddress, true))?.person;
    } catch (error) {
      log.failure('page session', error);
      return undefined;
    }
  };
}

/** Who is behind a live connection; each has a trace of its own. */
function behind(callers: Callers, addressOf: ClientAddressOf): EndpointParts['callerBehind'] {
  return ({ person }, request) => ({
    ...callers.behind(person, request, addressOf(request)),
    traceId: newTraceId(),
  });
}

/** Whoever's membership begins or ends by itself is asked again, in rooms and live events alike. */
function watchMemberships({ shared, now, log }: Parts): MembershipWatch {
  const { world, wire, rightsChanged } = shared;
  return new MembershipWatch({
    stores: world.stores,
    now,
    log,
    turned: (person) => {
      rightsChanged(person);
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
