// edge: y-websocket asks for the browser's whole WebSocket class and uses what stands here
import type { Line } from './line.ts';
import type { Network } from './network.ts';

interface SocketHandlers {
  onopen: (() => void) | null;
  onmessage: ((event: { data: ArrayBuffer }) => void) | null;
  onclose: ((event: { code: number; reason: string }) => void) | null;
  onerror: ((event: unknown) => void) | null;
}

const states = { CONNECTING: 0, OPEN: 1, CLOSING: 2, CLOSED: 3 } as const;

/** A class like WebSocket whose sockets go over whatever the network lets through. */
export function networkSockets(network: Network): typeof WebSocket {
  class NetworkSocket implements SocketHandlers {
    static readonly CONNECTING = states.CONNECTING;
    static readonly OPEN = states.OPEN;
    static readonly CLOSING = states.CLOSING;
    static readonly CLOSED = states.CLOSED;
    readonly OPEN = states.OPEN;
    binaryType = 'arraybuffer';
    readyState: number = states.CONNECTING;
    onopen: SocketHandlers['onopen'] = null;
    onmessage: SocketHandlers['onmessage'] = null;
    onclose: SocketHandlers['onclose'] = null;
    onerror: SocketHandlers['onerror'] = null;
    readonly #line: Line;

    constructor(address: string | URL) {
      const { pathname, search } = new URL(address);
      const room = decodeURIComponent(pathname.slice(pathname.lastIndexOf('/') + 1));
      this.#line = network.line(room, search, {
        opened: () => {
          this.readyState = states.OPEN;
          this.onopen?.();
        },
        received: (data) => this.onmessage?.({ data }),
        ended: (code, reason) => {
          this.readyState = states.CLOSED;
          this.onclose?.({ code, reason });
        },
      });
    }

    send(message: Uint8Array): void {
      this.#line.send(message);
    }

    close(): void {
      this.readyState = states.CLOSED;
      this.#line.close();
    }
  }
  return NetworkSocket as unknown as typeof WebSocket;
}
