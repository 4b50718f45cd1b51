import { schemaVersion } from '@overlegtafel/documents';
import {
  isFinal,
  Outbox,
  readServerMessage,
  writerBytes,
  type ServerMessage,
} from '@overlegtafel/protocol';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import type { WebSocket } from 'ws';
import { readSyncMessage, writeSyncStep1 } from 'y-protocols/sync';
import * as Y from 'yjs';
import { socketAs, TypingClient, type Place } from './typing-client.ts';

const reconnectMs = 150;
const syncType = 0;

/** Our browser in small: it numbers what it writes and repeats it until the server has it on disk. */
export class OwnClient extends TypingClient {
  readonly writer: string;
  private readonly outbox: Outbox;
  private socket: WebSocket | undefined;
  private toSend: Uint8Array[] = [];
  private hadFirstSync = false;
  private isGone = false;

  constructor(place: Place) {
    super(place);
    const writer = Uint8Array.from({ length: writerBytes }, () => place.random.below(256));
    this.writer = `${place.guest.person}/${Buffer.from(writer).toString('hex')}`;
    const kept = { writer, epoch: 0, next: 1, waiting: [] };
    this.outbox = new Outbox(kept, { merge: Y.mergeUpdates, schemaVersion });
    this.connect();
  }

  get isSynced(): boolean {
    return this.hadFirstSync;
  }

  get isSettled(): boolean {
    return this.hadFirstSync && this.outbox.count === 0;
  }

  /** What the screen would say about saving. */
  get saving(): string {
    return this.outbox.state(Date.now()).kind;
  }

  /** Whether the screen has turned amber or red. */
  get isSlow(): boolean {
    const state = this.outbox.state(Date.now());
    return state.kind === 'TROUBLE' || (state.kind === 'SAVING' && state.isSlow);
  }

  get waiting(): number {
    return this.outbox.count;
  }

  vanish(): void {
    this.isGone = true;
    this.socket?.terminate();
    this.doc.destroy();
  }

  reconnect(): void {
    this.socket?.terminate();
  }

  protected written(update: Uint8Array): { writer: string; n: number } {
    this.toSend.push(...this.outbox.write(update, Date.now()));
    return { writer: this.writer, n: this.outbox.kept().next - 1 };
  }

  protected sendWritten(): void {
    this.send(this.toSend);
    this.toSend = [];
  }

  private connect(): void {
    if (this.isGone) return;
    const Socket = socketAs(this.place);
    const socket = new Socket(`${this.place.documentsUrl}/${this.place.room}`);
    this.socket = socket;
    socket.on('open', () => {
      this.send(this.outbox.connected());
      const encoder = encoding.createEncoder();
      encoding.writeVarUint(encoder, syncType);
      writeSyncStep1(encoder, this.doc);
      this.send([encoding.toUint8Array(encoder)]);
    });
    socket.on('message', (bytes: Buffer) => {
      this.receive(bytes);
    });
    socket.on('error', () => {
      // 'close' follows.
    });
    socket.on('close', (code) => {
      this.closed(code);
    });
  }

  private closed(code: number): void {
    this.closeCode = code;
    this.hadFirstSync = false;
    this.outbox.disconnected();
    if (isFinal(code)) return;
    setTimeout(() => {
      this.connect();
    }, reconnectMs);
  }

  private receive(bytes: Uint8Array): void {
    const ours = readServerMessage(bytes);
    if (ours !== undefined) {
      this.note(ours);
      this.send(this.outbox.receive(ours));
      return;
    }
    const decoder = decoding.createDecoder(bytes);
    if (decoding.readVarUint(decoder) !== syncType) return;
    const answer = encoding.createEncoder();
    encoding.writeVarUint(answer, syncType);
    const kind = readSyncMessage(decoder, answer, this.doc, this);
    if (kind === 1) this.hadFirstSync = true;
    if (encoding.length(answer) > 1) this.send([encoding.toUint8Array(answer)]);
  }

  private note(message: ServerMessage): void {
    const { recorder, room } = this.place;
    const { writer } = this;
    if (message.kind === 'ack') {
      recorder.record({ kind: 'acked', room, writer, n: message.n, seq: message.seq });
    } else if (message.kind === 'refused') {
      const { n, reason } = message;
      recorder.record({ kind: 'refused', room, writer, n, reason });
    }
  }

  private send(messages: readonly Uint8Array[]): void {
    const { socket } = this;
    if (socket?.readyState !== socket?.OPEN) return;
    for (const message of messages) socket?.send(message);
  }
}
