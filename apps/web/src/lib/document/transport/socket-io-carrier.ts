import { polledDocuments } from '@overlegtafel/protocol';
import type { CarrierEvents, PolledChannelCarrier } from './polled-connection.ts';
import { transportTimes } from './transport-choice.ts';

/**
 * A socket.io connection by HTTP long polling only. The client is fetched when it is first needed: where
 * WebSockets work nobody loads it.
 *
 * @param origin of the server, such as `https://tafel.example.nl`
 */
export function socketIoCarrier(origin: string, events: CarrierEvents): PolledChannelCarrier {
  let isClosed = false;
  let carrier: PolledChannelCarrier | undefined;
  const lost = () => {
    if (!isClosed) events.lost();
  };
  import('socket.io-client').then(({ io }) => {
    if (isClosed) return;
    const socket = io(origin + polledDocuments.namespace, {
      path: polledDocuments.path,
      transports: ['polling'],
      upgrade: false,
      reconnection: false,
      forceNew: true,
      timeout: transportTimes.answerMs,
    });
    carrier = {
      emit: (event, ...sent) => void socket.emit(event, ...sent),
      close: () => void socket.disconnect(),
    };
    socket.on('connect', () => {
      events.connected();
    });
    socket.on('message', (...received: unknown[]) => {
      events.message(...received);
    });
    socket.on('closed', (...received: unknown[]) => {
      events.closed(...received);
    });
    socket.on('connect_error', lost);
    socket.on('disconnect', lost);
  }, lost);
  return {
    emit: (event, ...sent) => carrier?.emit(event, ...sent),
    close() {
      isClosed = true;
      carrier?.close();
    },
  };
}
