import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { closeCodes, documentLimits, type Refusal, type RoomName } from '@overlegtafel/protocol';
import type { Visit } from '@overlegtafel/rooms';
import type { Caller } from '@overlegtafel/usecases';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import { admit } from '../identity/admission.ts';
import type { PageMarks } from '../identity/page-marks.ts';
import type { Sessions, SignedIn } from '../identity/session.ts';
import type { SessionWatch } from '../identity/session-watch.ts';
import type { Log } from '../log.ts';
import { whatIsWrong, wrongClients } from './client-says.ts';
import { type DocumentPath, readDocumentPath } from './document-path.ts';
import { brokenRule, endBroken } from './end-broken.ts';
import { keepAlive } from './heartbeat.ts';
import { memberOf } from './member.ts';
import { refuseUpgrade } from './refuse-upgrade.ts';
import type { RoomBook } from './room-book.ts';
import type { RoomHost } from './room-host.ts';
import { socketConnection } from './socket-connection.ts';

/** What the endpoint needs. Origins are asked each time: the port is known only once the server listens. */
export interface EndpointParts {
  readonly rooms: RoomHost;
  readonly sessions: Sessions;
  /** Ends connections whose session has ended. */
  readonly watch: SessionWatch;
  /** Tells whose page a connection comes from. */
  readonly pageMarks: Pick<PageMarks, 'isOf'>;
  readonly origins: () => readonly string[];
  readonly now: () => number;
  /** Every refusal gets a line. */
  readonly log: Log;
  /** Where entering is put on the record. */
  readonly book: RoomBook;
  /** Who is behind a connection, as the access log wants to know it. */
  readonly callerBehind: (who: SignedIn, request: IncomingMessage) => Caller;
}

/** The y-websocket endpoint while it runs. */
export interface DocumentEndpoint {
  /** Takes no new connections and tells the present ones to come back later. */
  stop(): void;
}

/** Paths whose upgrades another listener answers. */
const otherUpgrades = ['/live/'] as const;

/**
 * Serves `/documents/<room>` over WebSocket. This is the one place that decides about upgrades: what is neither
 * ours nor somebody else's is refused, or it would hang.
 */
export function serveDocuments(server: Server, parts: EndpointParts): DocumentEndpoint {
  const sockets = new Set<WebSocket>();
  const webSockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: documentLimits.frameBytes,
    skipUTF8Validation: true,
  });
  const answer = async (request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> => {
    const path = readDocumentPath(request.url ?? '/');
    if (path.kind === 'elsewhere') {
      parts.log.event('upgrade refused', { status: '404' });
      refuseUpgrade(socket, 404);
      return;
    }
    const admission = await admit(request, {
      ...parts,
      origins: parts.origins(),
      nowMs: parts.now(),
    });
    if (socket.destroyed) return;
    if (admission.kind === 'refused') {
      parts.log.event('upgrade refused', { status: String(admission.status) });
      refuseUpgrade(socket, admission.status);
      return;
    }
    const { who } = admission;
    webSockets.handleUpgrade(request, socket, head, (webSocket) => {
      sockets.add(webSocket);
      webSocket.on('close', () => sockets.delete(webSocket));
      receive(parts, { request, path, who, webSocket, socket });
    });
  };
  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    if (otherUpgrades.some((prefix) => request.url?.startsWith(prefix))) return;
    // Who goes away while the session is looked up is no error of ours.
    const ignore = () => undefined;
    socket.on('error', ignore);
    answer(request, socket, head)
      .catch((error: unknown) => {
        parts.log.failure('upgrade', error);
        socket.destroy();
      })
      .finally(() => socket.off('error', ignore));
  };
  server.on('upgrade', onUpgrade);
  const stopHeartbeat = keepAlive(sockets, every);
  return {
    stop() {
      stopHeartbeat();
      server.off('upgrade', onUpgrade);
      for (const webSocket of sockets) webSocket.close(closeCodes.stopping, 'stopping');
    },
  };
}

/** Takes in a connection that may be there: its room decides about the rest. */
function receive(
  parts: EndpointParts,
  {
    request,
    path,
    who,
    webSocket,
    socket,
  }: Omit<Arrival, 'room' | 'refused' | 'visit'> & {
    readonly request: IncomingMessage;
    readonly path: Exclude<DocumentPath, { readonly kind: 'elsewhere' }>;
  },
): void {
  const refused = refusalLine(parts.log, who);
  webSocket.on('error', (error) => {
    const broken = brokenRule(error);
    if (broken !== undefined) refused(broken.reason, broken.detail);
    endBroken(webSocket, socket);
  });
  if (path.kind === 'unknown') {
    turnAway(parts, { request, who, webSocket, refused });
    return;
  }
  const wrong = whatIsWrong({ ...path, person: who.person }, parts);
  if (wrong !== undefined) {
    parts.log.event('document refused', { person: who.person, reason: wrong, detail: '' });
    webSocket.close(wrongClients[wrong], wrong);
    return;
  }
  const visit = parts.book.visit(path.room, 'WEBSOCKET', parts.callerBehind(who, request));
  enter(parts.rooms, { room: path.room, who, webSocket, socket, refused, visit });
  const unwatch = parts.watch.add(request.headers.cookie, who.person, () => {
    webSocket.close(closeCodes.signIn, 'sign in');
  });
  webSocket.on('close', unwatch);
}

/** Tells somebody that there is no such room, once it is on the record that they asked; while it cannot be, to come back. */
function turnAway(
  { book, callerBehind, log }: EndpointParts,
  { request, who, webSocket, refused }: Knock,
): void {
  book.unreadable('WEBSOCKET', callerBehind(who, request)).then(
    () => {
      refused('GONE', 'NO_NAME');
      webSocket.close(closeCodes.gone, 'GONE');
    },
    (error: unknown) => {
      log.failure('line of a refusal', error);
      webSocket.close(closeCodes.unlogged, 'no log');
    },
  );
}

interface Knock extends Pick<Arrival, 'who' | 'webSocket' | 'refused'> {
  readonly request: IncomingMessage;
}

interface Arrival {
  readonly room: RoomName;
  readonly who: SignedIn;
  readonly webSocket: WebSocket;
  readonly socket: Duplex;
  readonly refused: RefusalLine;
  readonly visit: Visit;
}

type RefusalLine = (reason: Refusal, detail: string) => void;

/** What the room itself refuses has a line of the room. */
function refusalLine(log: Log, { person }: SignedIn): RefusalLine {
  return (reason, detail) => {
    log.event('document refused', { person, reason, detail });
  };
}

function enter(rooms: RoomHost, arrival: Arrival): void {
  const { room, who, webSocket, socket, refused, visit } = arrival;
  const connection = socketConnection(webSocket, socket);
  const session = rooms.join(room, memberOf(who), connection, visit);
  webSocket.on('message', (data, isBinary) => {
    if (isBinary) session.receive(bytesOf(data));
    else {
      refused('MALFORMED', 'TEXT');
      webSocket.close(closeCodes.malformed, 'malformed');
    }
  });
  webSocket.on('close', () => {
    session.left();
  });
  socket.on('drain', () => {
    session.drained();
  });
}

function bytesOf(data: RawData): Uint8Array {
  if (Array.isArray(data)) return Buffer.concat(data);
  return data instanceof ArrayBuffer ? new Uint8Array(data) : data;
}

function every(ms: number, then: () => void): () => void {
  const timer = setInterval(then, ms).unref();
  return () => {
    clearInterval(timer);
  };
}
