import { randomInt } from 'node:crypto';
import type { IncomingMessage, Server as HttpServer } from 'node:http';
import type { PersonId } from '@overlegtafel/domain';
import { polledDocuments, polledLimits, type RoomName } from '@overlegtafel/protocol';
import type { Caller, Happening } from '@overlegtafel/usecases';
import { Server, type ServerOptions, type Socket } from 'socket.io';
import { whatIsWrong, type WrongClient, wrongClients } from '../documents/client-says.ts';
import { memberOf } from '../documents/member.ts';
import type { EndpointParts } from '../documents/document-endpoint.ts';
import { type Admission, admit } from '../identity/admission.ts';
import type { SignedIn } from '../identity/session.ts';
import { LiveGuests } from './live-guests.ts';
import { pageOf, saysOf } from './page-of.ts';
import { LiveMeetings } from './live-meetings.ts';
import type { LiveTable } from './live-table.ts';
import { PolledRooms } from './polled-rooms.ts';
import { PolledShares } from './polled-shares.ts';
import { noRelay, type Relay, relayOver } from './relay.ts';

/** How long a connection may take to say which namespace it wants. */
const connectTimeoutMs = 5_000;

/** How long somebody whose page is another's may stay to hear so. */
const refusedStayMs = 5_000;

/** Streams begin at a random place; 2^48 is what `randomInt` reaches, far below what a number holds exactly. */
const firstNumbers = 2 ** 47;

/** What live connections need beyond what document connections need. */
export interface LiveParts extends EndpointParts {
  readonly table: LiveTable;
  readonly callerOf: (
    request: Socket['request'],
  ) => Omit<Caller, 'traceId'> | undefined | Promise<Omit<Caller, 'traceId'> | undefined>;
  /** Ties several processes together; absent for a server that is alone. */
  readonly adapter?: ServerOptions['adapter'] | undefined;
  /** Another process says that rights changed: here they are asked again too. */
  readonly rightsChanged: (person?: PersonId) => void;
}

/** The socket.io side while it runs. */
export interface LiveEndpoint {
  /** Something was done in this process. */
  tell(happening: Happening): void;
  /** Something was written in a room. */
  wrote(room: RoomName): void;
  claimed(room: RoomName, clientId: number, person: PersonId): void;
  saving(isSaving: boolean): void;
  /** Takes no new connections and tells the present ones to come back later. */
  stop(): void;
}

/**
 * Serves socket.io on `/live`: live events, and the documents. It falls back to HTTP long polling by itself, which is
 * how both reach people behind networks that block WebSockets.
 */
export function serveLive(server: HttpServer, parts: LiveParts): LiveEndpoint {
  const live = openServer(server, parts);
  const polled = servePolledRooms(live, parts);
  const failed = (what: string, error: unknown) => void parts.log.failure(what, error);
  const meetings = meetingsOver(parts, failed, (...asked) => relay.isFollowing(...asked));
  const happened = (happening: Happening) => {
    const told =
      happening.kind === 'ALERT' ? guests.tellAlert(happening) : meetings.happened(happening);
    told.catch((error: unknown) => {
      failed('live event', error);
    });
  };
  const claimed = (...claim: Parameters<LiveMeetings['claimed']>) => {
    meetings.claimed(...claim).catch((error: unknown) => {
      failed('live authors', error);
    });
  };
  const relay: Relay = parts.adapter
    ? relayOver(live, {
        happened: (happening) => {
          if (happening.kind === 'RIGHTS') parts.rightsChanged(happening.person);
          happened(happening);
        },
        claimed,
        isFollowing: (...asked) => meetings.isFollowing(...asked),
      })
    : noRelay;
  const guests = new LiveGuests(live, {
    meetings,
    callerOf: ({ request }) => parts.callerOf(request),
    isPageOf: (socket, person) => isFor(parts, socket, person),
    hearsAlerts: (...asked) => parts.table.hearsAlerts(...asked),
    failed,
  });
  return {
    tell(happening) {
      happened(happening);
      relay.happened(happening);
    },
    wrote: (room) => {
      meetings.wrote(room);
    },
    claimed(...claim) {
      claimed(...claim);
      relay.claimed(...claim);
    },
    saving: (isSaving) => {
      guests.tellSaving(isSaving);
    },
    stop() {
      meetings.stop();
      guests.stop();
      polled.stop();
      live.engine.close();
      // An adapter keeps a connection of the database, which would not close.
      for (const namespace of ['/', polledDocuments.namespace])
        void live.of(namespace).adapter.close();
    },
  };
}

function meetingsOver(
  { table }: LiveParts,
  failed: (what: string, error: unknown) => void,
  isFollowingElsewhere: Relay['isFollowing'],
): LiveMeetings {
  return new LiveMeetings({
    table,
    later: (run, afterMs) => {
      const timer = setTimeout(run, afterMs).unref();
      return () => {
        clearTimeout(timer);
      };
    },
    firstNumber: () => randomInt(firstNumbers),
    isFollowingElsewhere,
    failed,
  });
}

function openServer(server: HttpServer, parts: LiveParts): Server {
  const shares = new PolledShares();
  const live = new Server(server, {
    path: polledDocuments.path,
    // Upgrades of documents are answered by another listener; without this they would be ended after a second.
    destroyUpgrade: false,
    serveClient: false,
    perMessageDeflate: false,
    httpCompression: false,
    maxHttpBufferSize: polledLimits.bodyBytes,
    connectTimeout: connectTimeoutMs,
    ...(parts.adapter ? { adapter: parts.adapter } : {}),
    allowRequest: (request, decide) => {
      const at = { ...parts, origins: parts.origins(), nowMs: parts.now() };
      admit(request, at)
        .then((admission) => {
          const status = refusalOf(admission, request, shares);
          if (status !== undefined) parts.log.event('polling refused', { status: String(status) });
          decide(null, status === undefined);
        })
        .catch((error: unknown) => {
          parts.log.failure('polling', error);
          decide(null, false);
        });
    },
  });
  live.engine.on('connection', (connection: EngineConnection) => {
    shares.began(connection.request, (ended) => connection.once('close', ended));
  });
  return live;
}

/** What socket.io calls a connection before it has a namespace. */
interface EngineConnection {
  readonly request: IncomingMessage;
  once(what: 'close', then: () => void): void;
}

const tooManyStatus = 429;

/** The status for which a connection is not let in; undefined when it is. */
function refusalOf(
  admission: Admission,
  request: IncomingMessage,
  shares: PolledShares,
): number | undefined {
  if (admission.kind === 'refused') return admission.status;
  return shares.mayBegin(request, admission.who.person) ? undefined : tooManyStatus;
}

function servePolledRooms(live: Server, parts: EndpointParts): { stop(): void } {
  const connections = new Set<PolledRooms>();
  const namespace = live.of(polledDocuments.namespace);
  const visitors = new WeakMap<Socket, SignedIn>();
  // Asked before the connection is there: what a browser says first would otherwise be lost.
  namespace.use((socket, next) => {
    signedIn(socket, parts)
      .then((who) => {
        if (who) visitors.set(socket, who);
        next(who ? undefined : new Error('sign in'));
      })
      .catch((error: unknown) => {
        parts.log.failure('polled session', error);
        next(new Error('try again'));
      });
  });
  namespace.on('connection', (socket) => {
    const who = visitors.get(socket);
    if (who === undefined) {
      socket.disconnect(true);
      return;
    }
    const wrong = whatIsWrong({ ...saysOf(socket), person: who.person }, parts);
    if (wrong !== undefined) {
      refuseAll(socket, { person: who.person, reason: wrong }, parts);
      return;
    }
    const caller = () => parts.callerBehind(who, socket.request);
    const rooms = new PolledRooms(socket, { member: memberOf(who), caller }, parts);
    const { cookie } = socket.handshake.headers;
    const unwatch = parts.watch.add(cookie, who.person, () => {
      rooms.signedOut();
      socket.disconnect(true);
    });
    connections.add(rooms);
    socket.on('disconnect', () => {
      unwatch();
      connections.delete(rooms);
    });
    rooms.listen();
  });
  return {
    stop() {
      for (const rooms of connections) rooms.stop();
    },
  };
}

/** The browser hears it for each room that it asks for, as over a WebSocket; then it leaves by itself, or has to. */
function refuseAll(
  socket: Socket,
  { person, reason }: Pick<SignedIn, 'person'> & { readonly reason: WrongClient },
  { log }: EndpointParts,
): void {
  log.event('document refused', { person, reason, detail: '' });
  socket.on('join', (channel: unknown) => {
    socket.emit('closed', channel, wrongClients[reason], reason);
  });
  const leaving = setTimeout(() => socket.disconnect(true), refusedStayMs).unref();
  socket.on('disconnect', () => {
    clearTimeout(leaving);
  });
}

/** Whether the page behind a connection was made for this person. What is no page of ours says nothing. */
function isFor({ pageMarks }: EndpointParts, socket: Socket, person: PersonId): boolean {
  const page = pageOf(socket);
  return page === undefined || pageMarks.isOf(page, person);
}

function signedIn(socket: Socket, { sessions, now }: EndpointParts) {
  return sessions.signedIn(socket.handshake.headers.cookie, now());
}
