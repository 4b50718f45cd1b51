/** What a heartbeat needs of a socket; the WebSockets of `ws` have it. */
export interface Pingable {
  ping(): void;
  terminate(): void;
  once(event: 'pong', then: () => void): unknown;
}

/**
 * How often a quiet socket is asked whether it still lives. One that has not answered by the next time is ended,
 * so a line that swallows everything is noticed within half a minute.
 */
const heartbeatMs = 15_000;

/** Ends sockets whose other side has gone without a word. Returns how to stop. */
export function keepAlive(
  sockets: ReadonlySet<Pingable>,
  every: (ms: number, then: () => void) => () => void,
): () => void {
  const silent = new WeakSet<Pingable>();
  return every(heartbeatMs, () => {
    for (const socket of sockets) {
      if (silent.has(socket)) socket.terminate();
      else {
        silent.add(socket);
        socket.once('pong', () => silent.delete(socket));
        socket.ping();
      }
    }
  });
}
