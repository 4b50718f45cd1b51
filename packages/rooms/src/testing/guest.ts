// edge: what a test makes up, and what y-protocols leaves untyped
import { newDocument } from '@overlegtafel/documents';
import type { PersonId } from '@overlegtafel/domain';
import {
  awarenessMessage,
  helloMessage,
  numberedMessage,
  readClientMessage,
  readServerMessage,
  step1Message,
  step2Message,
  updateMessage,
  type ServerMessage,
} from '@overlegtafel/protocol';
import * as encoding from 'lib0/encoding';
import { applyAwarenessUpdate, Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import type { Connection, Session } from '../connection.ts';

/** A browser in a test: a document, and everything it was sent. */
export class Guest implements Connection {
  readonly person: PersonId;
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
  readonly messages: Uint8Array[] = [];
  /** The arrays as they came, to see what was shared. */
  readonly sends: (readonly Uint8Array[])[] = [];
  readonly ours: ServerMessage[] = [];
  closed: { readonly code: number; readonly reason: string } | undefined;
  buffered = 0;
  /** While false, what is sent is only buffered: a reader that does not read. */
  isReading = true;
  /** The update of the last edit. */
  lastUpdate: Uint8Array = Uint8Array.of(0, 0);
  readonly #unread: Uint8Array[] = [];
  #session: Session | undefined;

  constructor(person: string, clientId?: number) {
    this.person = person as PersonId;
    this.doc = newDocument('item', { gc: true });
    if (clientId !== undefined) this.doc.clientID = clientId;
    this.awareness = new Awareness(this.doc);
    clearInterval(this.awareness._checkInterval as NodeJS.Timeout);
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== this) this.lastUpdate = update;
    });
  }

  joined(session: Session): void {
    this.#session = session;
  }

  send(messages: readonly Uint8Array[]): void {
    this.sends.push(messages);
    this.messages.push(...messages);
    for (const message of messages)
      if (this.isReading) this.#hear(message);
      else this.#bufferOne(message);
  }

  #bufferOne(message: Uint8Array): void {
    this.#unread.push(message);
    this.buffered += message.length;
  }

  close(code: number, reason: string): void {
    this.closed ??= { code, reason };
  }

  bufferedBytes(): number {
    return this.buffered;
  }

  #hear(message: Uint8Array): void {
    const ours = readServerMessage(message);
    if (ours) this.ours.push(ours);
    const stock = readClientMessage(message);
    if (stock?.kind === 'step2' || stock?.kind === 'update')
      Y.applyUpdate(this.doc, stock.update, this);
    if (stock?.kind === 'awareness') applyAwarenessUpdate(this.awareness, stock.update, this);
  }

  say(...messages: Uint8Array[]): void {
    for (const message of messages) this.#session?.receive(message);
  }

  leave(): void {
    this.#session?.left();
  }

  /** Reads what was buffered, and reads on. */
  read(): void {
    this.isReading = true;
    this.buffered = 0;
    for (const message of this.#unread.splice(0)) this.#hear(message);
  }

  drain(): void {
    this.read();
    this.#session?.drained();
  }

  /** What y-websocket sends when a connection opens. */
  greet(): void {
    this.say(step1Message(Y.encodeStateVector(this.doc)));
  }

  answerStep1(): void {
    this.say(step2Message(Y.encodeStateAsUpdate(this.doc)));
  }

  hello(epoch = 1, schemaVersion = 1): void {
    this.say(
      helloMessage({
        writer: new Uint8Array(16).fill(this.doc.clientID % 251),
        epoch,
        schemaVersion,
      }),
    );
  }

  /** Writes something; gives the update without sending it. */
  write(text: string): Uint8Array {
    const scratch = this.doc.getText('scratch');
    scratch.insert(scratch.length, text);
    return this.lastUpdate;
  }

  /** Writes as a stock client does. */
  type(text: string): void {
    this.say(updateMessage(this.write(text)));
  }

  /** Writes as our client does. */
  number(n: number, text: string, epoch = 1): void {
    this.say(numberedMessage({ epoch, n, update: this.write(text) }));
  }

  present(state: unknown, clock: number, clientId = this.doc.clientID): void {
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, 1);
    encoding.writeVarUint(encoder, clientId);
    encoding.writeVarUint(encoder, clock);
    encoding.writeVarString(encoder, JSON.stringify(state));
    this.say(awarenessMessage(encoding.toUint8Array(encoder)));
  }

  get text(): string {
    return this.doc.getText('scratch').toJSON();
  }

  /** The kinds of the messages so far, those of y-websocket and ours. */
  get kinds(): string[] {
    return this.messages.map(
      (message) => (readServerMessage(message) ?? readClientMessage(message))?.kind ?? 'unreadable',
    );
  }

  get acks(): number[] {
    return this.ours.flatMap((message) => (message.kind === 'ack' ? [message.n] : []));
  }
}
