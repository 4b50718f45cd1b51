import type { Duplex } from 'node:stream';
import type { Refusal } from '@overlegtafel/protocol';
import type { WebSocket } from 'ws';

/** How `ws` names a message beyond the limit, which it answers with 1009. */
const tooLarge = 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH';

/** Long enough for the close code to arrive. */
const endAfterMs = 1_000;

/** Which rule of WebSocket the other side broke; undefined for a connection that was only lost. */
export function brokenRule(error: Error): { reason: Refusal; detail: string } | undefined {
  const code = 'code' in error ? String(error.code) : '';
  if (code === tooLarge) return { reason: 'TOO_LARGE', detail: 'FRAME' };
  return code.startsWith('WS_ERR') ? { reason: 'MALFORMED', detail: code } : undefined;
}

/**
 * Ends a socket that `ws` has answered with a close code. Ended at once, the code would be lost; and the rest of a
 * message of a hundred megabytes is not read.
 */
export function endBroken(webSocket: WebSocket, socket: Duplex): void {
  // `ws` reads on to throw away, from the next tick.
  setImmediate(() => {
    socket.pause();
  });
  setTimeout(() => {
    webSocket.terminate();
  }, endAfterMs).unref();
}
