import type { Server as HttpServer } from 'node:http';
import { documentLimits, polledDocuments } from '@overlegtafel/protocol';
import { Server, type Socket } from 'socket.io';
import { memberOf } from '../documents/member.ts';
import type { EndpointParts } from '../documents/document-endpoint.ts';
import { admit } from '../identity/admission.ts';
import { PolledRooms } from './polled-rooms.ts';

/** Room around the largest message for the envelope of socket.io. */
const envelopeBytes = 64 * 1024;

/** How long a connection may take to say which namespace it wants. */
const connectTimeoutMs = 5_000;

/** The socket.io side while it runs. */
export interface LiveEndpoint {
  /** Takes no new connections and tells the present ones to come back later. */
  stop(): void;
}

/**
 * Serves socket.io on `/live`. It falls back to HTTP long polling by itself, which is how documents reach people
 * behind networks that block WebSockets.
 */
export function serveLive(server: HttpServer, parts: EndpointParts): LiveEndpoint {
  const live = new Server(server, {
    path: polledDocuments.path,
    // Upgrades of documents are answered by another listener; without this they would be ended after a second.
    destroyUpgrade: false,
    serveClient: false,
    perMessageDeflate: false,
    httpCompression: false,
    maxHttpBufferSize: documentLimits.frameBytes + envelopeBytes,
    connectTimeout: connectTimeoutMs,
    allowRequest: (request, decide) => {
      const admission = admit(request, { ...parts, origins: parts.origins(), nowMs: parts.now() });
      if (admission.kind === 'refused')
        parts.log.event('polling refused', { status: String(admission.status) });
      decide(null, admission.kind === 'admitted');
    },
  });
  const connections = new Set<PolledRooms>();
  live.of(polledDocuments.namespace).on('connection', (socket) => {
    const who = signedIn(socket, parts);
    if (who === undefined) {
      socket.disconnect(true);
      return;
    }
    const rooms = new PolledRooms(socket, memberOf(who), parts);
    connections.add(rooms);
    socket.on('disconnect', () => connections.delete(rooms));
    rooms.listen();
  });
  return {
    stop() {
      for (const rooms of connections) rooms.stop();
      live.engine.close();
    },
  };
}

function signedIn(socket: Socket, { sessions, now }: EndpointParts) {
  return sessions.signedIn(socket.handshake.headers.cookie, now());
}
