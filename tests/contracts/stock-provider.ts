// edge: y-websocket takes any class that behaves as a WebSocket
import { newDocument } from '@overlegtafel/documents';
import { polledDocuments } from '@overlegtafel/protocol';
import type { Socket } from 'socket.io-client';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import type * as Y from 'yjs';
import { connect, type Door } from '../rights/listen.ts';

export type Way = 'WEBSOCKET' | 'POLLING';

/** The provider of y-websocket as it is published, by one of the two ways to a document. */
export class StockProvider {
  readonly doc: Y.Doc = newDocument('item', { gc: true });
  /** The codes with which its connections ended. */
  readonly codes: number[] = [];
  readonly #provider: WebsocketProvider;

  constructor(door: Door, room: string, way: Way) {
    const polyfill = way === 'POLLING' ? polledSocket(door, room) : signedIn(door);
    const address = `${door.url.replace('http', 'ws')}/documents`;
    this.#provider = new WebsocketProvider(address, room, this.doc, {
      WebSocketPolyfill: polyfill as unknown as typeof globalThis.WebSocket,
      disableBc: true,
      maxBackoffTime: 200,
    });
    this.#provider.on('connection-close', (event) => {
      if (event) this.codes.push(event.code);
    });
    this.#provider.on('closed', ({ code }) => {
      this.codes.push(code);
    });
  }

  get isSynced(): boolean {
    return this.#provider.synced;
  }

  get text(): string {
    return this.doc.getText('scratch').toJSON();
  }

  write(text: string): void {
    this.doc.getText('scratch').insert(0, text);
  }

  /** Loses its connection and comes back. */
  reconnect(): void {
    this.#provider.disconnect();
    this.#provider.connect();
  }

  vanish(): void {
    this.#provider.destroy();
    this.doc.destroy();
  }
}

function signedIn({ url, cookie }: Door) {
  return class extends WebSocket {
    constructor(address: string) {
      super(address, { headers: { cookie, origin: url } });
    }
  };
}

/** One channel of the polled documents in the form of a WebSocket. */
function polledSocket(door: Door, room: string) {
  return class {
    readonly OPEN = 1;
    binaryType = 'arraybuffer';
    readyState = 0;
    onopen: (() => void) | null = null;
    onmessage: ((event: { data: Uint8Array }) => void) | null = null;
    onclose: ((event: { code: number; reason: string }) => void) | null = null;
    onerror: ((event: unknown) => void) | null = null;
    readonly #socket: Socket = connect(door, 'polling', polledDocuments.namespace);

    constructor() {
      this.#socket.on('connect', () => {
        this.readyState = 1;
        this.#socket.emit('join', 0, room);
        this.onopen?.();
      });
      this.#socket.on('message', (_channel: number, ...messages: (ArrayBuffer | Uint8Array)[]) => {
        for (const data of messages) this.onmessage?.({ data: new Uint8Array(data) });
      });
      this.#socket.on('closed', (_channel: number, code: number, reason: string) => {
        this.#end(code, reason);
      });
      this.#socket.on('disconnect', () => {
        this.#end(1006, '');
      });
      this.#socket.on('connect_error', () => {
        this.#end(1006, '');
      });
    }

    send(data: Uint8Array): void {
      if (this.readyState === 1) this.#socket.emit('message', 0, data);
    }

    close(): void {
      this.#end(1000, '');
    }

    #end(code: number, reason: string): void {
      if (this.readyState === 3) return;
      this.readyState = 3;
      this.#socket.disconnect();
      this.onclose?.({ code, reason });
    }
  };
}
