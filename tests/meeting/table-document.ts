import { randomBytes } from 'node:crypto';
import { newDocument, schemaVersion } from '@overlegtafel/documents';
import { isFinal, Outbox, readServerMessage, writerBytes } from '@overlegtafel/protocol';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { WebSocket } from 'ws';
import { readSyncMessage, writeSyncStep1 } from 'y-protocols/sync';
import * as Y from 'yjs';

const syncType = 0;
const reconnectMs = 100;
const patienceMs = 20_000;

/** Where a document is reached, and as whom; asked again at every connection. */
export type DocumentPlace = () => { readonly url: string; readonly cookie: string };

/** A document as a browser holds it: what is written is numbered, and sent until the server has it on disk. */
export class TableDocument {
  readonly doc: Y.Doc;
  readonly room: string;
  /** With which code the server ended the connection for good. */
  endedWith: number | undefined;
  readonly #place: DocumentPlace;
  readonly #outbox: Outbox;
  #socket: WebSocket | undefined;
  #isSynced = false;
  #isGone = false;
  #edits = 0;
  #changed: (() => void)[] = [];

  constructor(room: string, place: DocumentPlace) {
    this.room = room;
    this.doc = newDocument(room.startsWith('item:') ? 'item' : 'meeting', { gc: true });
    this.#place = place;
    const kept = { writer: Uint8Array.from(randomBytes(writerBytes)), epoch: 0, next: 1 };
    this.#outbox = new Outbox({ ...kept, waiting: [] }, { merge: Y.mergeUpdates, schemaVersion });
    this.doc.on('update', (update: Uint8Array, _origin, _doc, { local }: Y.Transaction) => {
      if (!local) return;
      this.#edits += 1;
      this.#send(this.#outbox.write(update, Date.now()));
    });
    this.#connect();
  }

  get isSynced(): boolean {
    return this.#isSynced;
  }

  /** How much of what was written is not on the server's disk, as far as this browser knows. */
  get waiting(): number {
    return this.#outbox.count;
  }

  /** True when edits that were made without a connection were joined into one update. */
  get hasJoined(): boolean {
    return this.#outbox.kept().next - 1 < this.#edits;
  }

  /** Waits for the first sync on the present connection. */
  synced(): Promise<void> {
    return this.#until(() => this.#isSynced, 'synced');
  }

  /** Writes, and waits until the server has it on disk. Throws when it was refused. */
  async write(change: (doc: Y.Doc) => void): Promise<void> {
    this.type(change);
    await this.saved();
  }

  /** Writes, and waits for nothing. */
  type(change: (doc: Y.Doc) => void): void {
    this.doc.transact(() => {
      change(this.doc);
    });
  }

  /** Waits until everything that was written here is on the server's disk. */
  saved(): Promise<void> {
    return this.#until(() => this.#isSynced && this.#outbox.count === 0, 'saved');
  }

  /** Waits until this is so of the document. */
  seen(what: (doc: Y.Doc) => boolean): Promise<void> {
    return this.#until(() => what(this.doc), 'seen');
  }

  /** The network is gone: nothing comes or goes until `reconnect`. */
  cut(): void {
    this.#isGone = true;
    this.#socket?.terminate();
  }

  reconnect(): void {
    this.#isGone = false;
    this.#connect();
  }

  vanish(): void {
    this.cut();
    this.doc.destroy();
  }

  #connect(): void {
    if (this.#isGone) return;
    const { url, cookie } = this.#place();
    const address = `${url.replace('http', 'ws')}/documents/${this.room}`;
    const headers = { cookie, origin: url };
    const socket = new WebSocket(address, { perMessageDeflate: false, headers });
    this.#socket = socket;
    socket.on('open', () => {
      this.#send(this.#outbox.connected());
      const encoder = encoding.createEncoder();
      encoding.writeVarUint(encoder, syncType);
      writeSyncStep1(encoder, this.doc);
      this.#send([encoding.toUint8Array(encoder)]);
    });
    socket.on('message', (bytes: Buffer) => {
      this.#receive(bytes);
    });
    socket.on('error', () => undefined);
    socket.on('close', (code) => {
      this.#closed(code);
    });
  }

  #closed(code: number): void {
    this.#isSynced = false;
    this.#outbox.disconnected();
    if (isFinal(code)) this.endedWith = code;
    else setTimeout(() => this.#connect(), reconnectMs);
    this.#tell();
  }

  #receive(bytes: Uint8Array): void {
    const ours = readServerMessage(bytes);
    if (ours !== undefined) this.#send(this.#outbox.receive(ours));
    else this.#sync(bytes);
    this.#tell();
  }

  #sync(bytes: Uint8Array): void {
    const decoder = decoding.createDecoder(bytes);
    if (decoding.readVarUint(decoder) !== syncType) return;
    const answer = encoding.createEncoder();
    encoding.writeVarUint(answer, syncType);
    if (readSyncMessage(decoder, answer, this.doc, this) === 1) this.#isSynced = true;
    if (encoding.length(answer) > 1) this.#send([encoding.toUint8Array(answer)]);
  }

  #send(messages: readonly Uint8Array[]): void {
    const socket = this.#socket;
    if (socket?.readyState !== WebSocket.OPEN) return;
    for (const message of messages) socket.send(message);
  }

  #tell(): void {
    for (const look of this.#changed.splice(0)) look();
  }

  /** Resolves when it is so; looks again whenever something happens here. */
  #until(isSo: () => boolean, what: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const tooLate = setTimeout(() => {
        reject(new Error(`${this.room} was not ${what} in time`));
      }, patienceMs);
      const look = () => {
        if (this.endedWith === undefined && !isSo()) {
          this.#changed.push(look);
          return;
        }
        clearTimeout(tooLate);
        if (this.endedWith === undefined) resolve();
        else reject(new Error(`${this.room} was ended with ${this.endedWith}`));
      };
      look();
    });
  }
}
