import { EventEmitter } from 'node:events';
import { JoinedPieces, PacedPieces, polledDocuments } from '@overlegtafel/protocol';
import { io, type Socket } from 'socket.io-client';

const states = { CONNECTING: 0, OPEN: 1, CLOSED: 3 } as const;
/** As a WebSocket that ended without a word. */
const lostCode = 1006;

interface Given {
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * A document connection by long polling in the form of a WebSocket: for what was written for `ws`, and for
 * y-websocket. It splits, joins and paces with what our own browser does that with.
 */
export class PolledSocket extends EventEmitter {
  static readonly OPEN = states.OPEN;
  readonly OPEN = states.OPEN;
  readyState: number = states.CONNECTING;
  binaryType = 'arraybuffer';
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: ArrayBuffer }) => void) | null = null;
  onclose: ((event: { code: number; reason: string }) => void) | null = null;
  onerror: (() => void) | null = null;
  readonly #socket: Socket;
  readonly #outgoing: PacedPieces;
  readonly #incoming = new JoinedPieces(Infinity);
  #unsent: Uint8Array[] = [];

  constructor(address: string, { headers }: Given) {
    super();
    const { protocol, host, pathname } = new URL(address);
    const origin = `${protocol.replace('ws', 'http')}//${host}`;
    this.#socket = io(origin + polledDocuments.namespace, {
      path: polledDocuments.path,
      transports: ['polling'],
      upgrade: false,
      reconnection: false,
      forceNew: true,
      extraHeaders: { ...headers },
    });
    this.#outgoing = new PacedPieces((channel, piece) => {
      if (piece.kind === 'part') this.#socket.emit('part', channel, piece.bytes);
      else this.#socket.emit('message', channel, ...piece.messages);
    });
    this.#listen(decodeURIComponent(pathname.split('/').at(-1) ?? ''));
  }

  send(message: Uint8Array): void {
    this.#unsent.push(message);
    if (this.#unsent.length > 1) return;
    queueMicrotask(() => {
      this.#outgoing.add(0, this.#unsent.splice(0));
    });
  }

  close(): void {
    this.#end(lostCode, '');
  }

  terminate(): void {
    this.#end(lostCode, '');
  }

  #listen(room: string): void {
    const socket = this.#socket;
    socket.on('connect', () => {
      socket.io.engine.on('drain', () => {
        this.#outgoing.drained();
      });
      socket.emit('join', 0, room);
      this.readyState = states.OPEN;
      this.emit('open');
      this.onopen?.();
    });
    socket.on('part', (channel: number, bytes: Uint8Array) => {
      this.#incoming.part(channel, bytes);
    });
    socket.on('message', (channel: number, ...messages: Uint8Array[]) => {
      for (const message of this.#incoming.message(channel, messages)) {
        this.emit('message', Buffer.from(message));
        this.onmessage?.({ data: new Uint8Array(message).buffer });
      }
    });
    socket.on('closed', (_channel: number, code: number, reason: string) => {
      this.#end(code, reason);
    });
    socket.on('connect_error', () => {
      this.#end(lostCode, '');
    });
    socket.on('disconnect', () => {
      this.#end(lostCode, '');
    });
  }

  #end(code: number, reason: string): void {
    if (this.readyState === states.CLOSED) return;
    this.readyState = states.CLOSED;
    this.#socket.disconnect();
    this.emit('close', code, reason);
    this.onclose?.({ code, reason });
  }
}
