import { newDocument, schemaVersion } from '@overlegtafel/documents';
import {
  documentLimits,
  Outbox,
  readClientMessage,
  readServerMessage,
  step1Message,
  step2Message,
  writerBytes,
  type KeptOutbox,
} from '@overlegtafel/protocol';
import { randomBytes } from 'node:crypto';
import type { EventEmitter } from 'node:events';
import { WebSocket } from 'ws';
import * as Y from 'yjs';

/** What a page needs of a socket, whatever carries it. */
interface PageSocket extends EventEmitter {
  readonly readyState: number;
  send(message: Uint8Array): void;
  terminate(): void;
}

type SocketClass = new (
  address: string,
  options: { readonly headers: Readonly<Record<string, string>> },
) => PageSocket;

export interface Address {
  /** `http://127.0.0.1:…`, of the server or of a proxy before it. */
  readonly url: string;
  readonly room: string;
  readonly cookie: string;
  /** How it gets there; a WebSocket when it is not given. */
  readonly by?: SocketClass;
}

/**
 * A page of ours with its network in the test's hand: it goes online and offline when told, and what it keeps
 * can be given to another page, as a reload does.
 */
export class Page {
  readonly doc: Y.Doc = newDocument('item', { gc: true });
  /** How often the server turned it away before the connection was there. */
  turnedAway = 0;
  closeCode: number | undefined;
  private address: Address;
  private readonly outbox: Outbox;
  private socket: PageSocket | undefined;
  private isCaughtUp = false;

  constructor(address: Address, kept?: KeptOutbox) {
    this.address = address;
    const fresh = { writer: randomBytes(writerBytes), epoch: 0, next: 1, waiting: [] };
    this.outbox = new Outbox(kept ?? fresh, { merge: Y.mergeUpdates, schemaVersion });
    for (const { update } of kept?.waiting ?? []) Y.applyUpdate(this.doc, update, this);
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== this) this.send(this.outbox.write(update, Date.now()));
    });
  }

  /** What outlives a reload. */
  get kept(): KeptOutbox {
    return this.outbox.kept();
  }

  /** What the screen says about saving. */
  get saving(): string {
    return this.outbox.state(Date.now()).kind;
  }

  /** What it would say if nothing changed for so long. */
  savingAfter(ms: number): string {
    return this.outbox.state(Date.now() + ms).kind;
  }

  get text(): string {
    return this.doc.getText('scratch').toJSON();
  }

  get isOnline(): boolean {
    return this.isCaughtUp;
  }

  write(words: string): void {
    const text = this.doc.getText('scratch');
    text.insert(text.length, words);
  }

  online(changed: Partial<Address> = {}): void {
    this.address = { ...this.address, ...changed };
    const { url, room, cookie, by } = this.address;
    const Socket: SocketClass = by ?? WebSocket;
    const socket = new Socket(`${url.replace('http', 'ws')}/documents/${room}`, {
      headers: { cookie, origin: url },
    });
    this.socket = socket;
    socket.on('open', () => {
      this.send([...this.outbox.connected(), step1Message(Y.encodeStateVector(this.doc))]);
    });
    socket.on('message', (bytes: Buffer) => {
      this.hear(bytes);
    });
    socket.on('unexpected-response', () => {
      this.turnedAway += 1;
      socket.terminate();
    });
    socket.on('error', () => {
      // 'close' follows.
    });
    socket.on('close', (code: number) => {
      this.closeCode = code;
      this.isCaughtUp = false;
      this.outbox.disconnected();
    });
  }

  /** The line is gone at once; nobody is told. */
  offline(): void {
    this.isCaughtUp = false;
    this.outbox.disconnected();
    this.socket?.removeAllListeners('message');
    this.socket?.terminate();
    this.socket = undefined;
  }

  close(): void {
    this.offline();
    this.doc.destroy();
  }

  private hear(bytes: Uint8Array): void {
    const ours = readServerMessage(bytes);
    if (ours !== undefined) {
      this.send(this.outbox.receive(ours));
      return;
    }
    const message = readClientMessage(bytes);
    if (message?.kind === 'step2' || message?.kind === 'update') {
      Y.applyUpdate(this.doc, message.update, this);
      if (message.kind === 'step2') this.isCaughtUp = true;
    } else if (message?.kind === 'step1') {
      this.answer(message.stateVector);
    }
  }

  /** What is longer than a message may be waits in the outbox, which brings it in pieces. */
  private answer(stateVector: Uint8Array): void {
    const answer = step2Message(Y.encodeStateAsUpdate(this.doc, stateVector));
    if (answer.length <= documentLimits.frameBytes || this.outbox.count === 0) this.send([answer]);
  }

  private send(messages: readonly Uint8Array[]): void {
    const { socket } = this;
    if (socket?.readyState !== WebSocket.OPEN) return;
    for (const message of messages) socket.send(message);
  }
}
