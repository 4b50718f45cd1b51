// edge: a server and its sockets for tests, in the place of the browser's WebSocket
import {
  closeCodes,
  documentLimits,
  readClientMessage,
  refusals,
  serverMessage,
  step1Message,
  step2Message,
  updateMessage,
  type ClientMessage,
  type Refusal,
  type ServerMessage,
} from '@overlegtafel/protocol';
import * as Y from 'yjs';

/** What a WebSocket ends with when a message is too large (RFC 6455, section 7.4.1). */
const tooBigCode = 1009;

/** How the server answers to updates. */
export type Mood = 'stores' | 'hangs' | { readonly refuses: Refusal };

/** A room of a server in the same process: stores each number once and acknowledges it. */
export class FakeServer {
  readonly doc = new Y.Doc();
  readonly rows: Uint8Array[] = [];
  readonly sockets = new Set<FakeSocket>();
  /** Every number it was sent, with its writer, repetitions included. */
  readonly said: string[] = [];
  epoch = 1;
  mood: Mood = 'stores';
  isReachable = true;
  isSilent = false;
  /** True: its access log takes no line, so it lets nobody in. */
  isUnlogged = false;
  readonly #stored = new Map<string, number>();

  /** What the document's text says on the server. */
  get text(): string {
    return this.doc.getText('scratch').toJSON();
  }

  get Socket(): typeof WebSocket {
    const server = () => this;
    class Socket extends FakeSocket {
      constructor() {
        super(server());
      }
    }
    return Socket as unknown as typeof WebSocket;
  }

  /** Cuts all connections. */
  drop(code = 1006): void {
    for (const socket of [...this.sockets]) socket.end(code);
  }

  hear(socket: FakeSocket, bytes: Uint8Array): void {
    const message = readClientMessage(bytes);
    if (this.isSilent) return;
    if (this.isUnlogged) {
      socket.end(closeCodes.unlogged);
      return;
    }
    if (bytes.length > documentLimits.frameBytes) socket.end(tooBigCode);
    else if (message === undefined) socket.end(closeCodes.malformed);
    else this.#answer(socket, message);
  }

  #answer(socket: FakeSocket, message: ClientMessage): void {
    switch (message.kind) {
      case 'hello':
        socket.writer = message.writer.join();
        socket.tell({ kind: 'welcome', epoch: this.epoch, schemaVersion: 1, isSaving: true });
        break;
      case 'step1':
        socket.deliver(step2Message(Y.encodeStateAsUpdate(this.doc, message.stateVector)));
        socket.deliver(step1Message(Y.encodeStateVector(this.doc)));
        break;
      case 'numbered':
        this.said.push(`${socket.writer}/${message.n}`);
        if (message.epoch === this.epoch) this.#store(socket, message.n, message.update);
        break;
      case 'update':
      case 'step2':
        this.#take(socket, message.update);
        break;
      case 'awareness':
      case 'queryAwareness':
        break;
    }
  }

  #store(socket: FakeSocket, n: number, update: Uint8Array): void {
    const key = `${this.epoch}/${socket.writer}/${n}`;
    if (this.mood === 'hangs') return;
    const known = this.#stored.get(key);
    if (known === undefined && !this.#take(socket, update, n)) return;
    const seq = known ?? this.rows.length;
    this.#stored.set(key, seq);
    socket.tell({ kind: 'ack', epoch: this.epoch, n, seq });
  }

  #take(socket: FakeSocket, update: Uint8Array, n = 0): boolean {
    if (this.mood === 'hangs') return false;
    const { structs, ds } = Y.decodeUpdate(update);
    if (structs.length === 0 && ds.clients.size === 0) return true;
    if (this.mood !== 'stores') {
      socket.tell({ kind: 'refused', n, reason: this.mood.refuses });
      socket.end(refusals[this.mood.refuses]);
      return false;
    }
    this.rows.push(new Uint8Array(update));
    Y.applyUpdate(this.doc, update);
    for (const other of this.sockets) if (other !== socket) other.deliver(updateMessage(update));
    return true;
  }
}

/** One connection, as the browser's WebSocket looks to y-websocket. */
class FakeSocket {
  static readonly OPEN = 1;
  readonly OPEN = 1;
  binaryType = 'arraybuffer';
  readyState = 0;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: ArrayBuffer }) => void) | null = null;
  onclose: ((event: { code: number; reason: string }) => void) | null = null;
  onerror: (() => void) | null = null;
  writer = '';
  readonly #server: FakeServer;

  constructor(server: FakeServer) {
    this.#server = server;
    queueMicrotask(() => {
      if (!server.isReachable) {
        this.end(1006);
        return;
      }
      this.readyState = 1;
      server.sockets.add(this);
      this.onopen?.();
    });
  }

  send(bytes: Uint8Array): void {
    const message = new Uint8Array(bytes);
    queueMicrotask(() => {
      if (this.readyState === 1) this.#server.hear(this, message);
    });
  }

  tell(message: ServerMessage): void {
    this.deliver(serverMessage(message));
  }

  deliver(message: Uint8Array): void {
    const data = new Uint8Array(message).buffer;
    queueMicrotask(() => this.onmessage?.({ data }));
  }

  end(code: number): void {
    queueMicrotask(() => {
      this.close();
      this.onclose?.({ code, reason: '' });
    });
  }

  close(): void {
    this.readyState = 3;
    this.#server.sockets.delete(this);
  }
}
