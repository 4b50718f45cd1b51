import type { Duplex } from 'node:stream';
import type { Connection } from '@overlegtafel/rooms';
import type { WebSocket } from 'ws';
import { framesOf } from './frames.ts';

/**
 * A document connection over a WebSocket. Frames go straight to the socket: `ws` would build the header again
 * for everybody in the room. Its own frames (close, ping) go to the same socket, so the order holds.
 */
export function socketConnection(webSocket: WebSocket, socket: Duplex): Connection {
  return {
    send(messages) {
      if (webSocket.readyState === webSocket.OPEN) socket.write(framesOf(messages));
    },
    close(code, reason) {
      webSocket.close(code, reason);
    },
    bufferedBytes: () => socket.writableLength,
  };
}
