import { schemaVersion, schemaVersionQuery } from '@overlegtafel/documents';
import { polledDocuments } from '@overlegtafel/protocol';
import { io } from 'socket.io-client';
import { ownAuth } from '#lib/session/own-page.ts';
import type { CarrierEvents, PolledChannelCarrier } from './polled-connection.ts';
import { transportTimes } from './transport-choice.ts';

/**
 * A socket.io connection by HTTP long polling only.
 *
 * @param origin of the server, such as `https://tafel.example.nl`
 */
export function socketIoCarrier(origin: string, events: CarrierEvents): PolledChannelCarrier {
  let isClosed = false;
  const socket = io(origin + polledDocuments.namespace, {
    path: polledDocuments.path,
    auth: { ...ownAuth(), [schemaVersionQuery]: String(schemaVersion) },
    transports: ['polling'],
    upgrade: false,
    reconnection: false,
    forceNew: true,
    timeout: transportTimes.answerMs,
  });
  const lost = () => {
    if (!isClosed) events.lost();
  };
  socket.on('connect', () => {
    socket.io.engine.on('drain', () => {
      events.drained();
    });
    events.connected();
  });
  socket.on('part', (...received: unknown[]) => {
    events.part(...received);
  });
  socket.on('message', (...received: unknown[]) => {
    events.message(...received);
  });
  socket.on('closed', (...received: unknown[]) => {
    events.closed(...received);
  });
  socket.on('connect_error', lost);
  socket.on('disconnect', lost);
  return {
    emit: (event, ...sent) => void socket.emit(event, ...sent),
    close() {
      isClosed = true;
      socket.disconnect();
    },
  };
}
