import { newDocument, schemaVersion } from '@overlegtafel/documents';
import type { PersonId } from '@overlegtafel/domain';
import {
  awarenessMessage,
  isFinal,
  Outbox,
  readClientMessage,
  readServerMessage,
  step1Message,
  step2Message,
  updateMessage,
  type KeptOutbox,
  type ServerMessage,
} from '@overlegtafel/protocol';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import type { Random } from '../../seeded-random.ts';
import type { Checker } from './checker.ts';
import { editAtRandom } from './random-edits.ts';
import type { Line, Listener } from './network.ts';
import type { VirtualTime } from './virtual-time.ts';

/** How a browser gets a line to some server; undefined while none answers. */
type Dial = (browser: Browser, listener: Listener) => Line | undefined;

export interface BrowserParts {
  readonly name: string;
  readonly person: PersonId;
  /** Our own client numbers and repeats; a stock one does not. */
  readonly isOurs: boolean;
  readonly time: VirtualTime;
  readonly random: Random;
  readonly checker: Checker;
  readonly dial: Dial;
  /** Which client id was made by whom. */
  readonly made: Map<number, PersonId>;
}

/** A browser of a person: a document, the protocol of y-websocket, and the outbox when it is ours. */
export class Browser {
  readonly name: string;
  readonly person: PersonId;
  readonly #parts: BrowserParts;
  #doc: Y.Doc;
  #outbox: Outbox | undefined;
  /** What a number stood for when it was last changed. */
  readonly #written = new Map<number, Uint8Array[]>();
  #line: Line | undefined;
  #isOpen = false;
  #isAway = false;
  #presenceClock = 0;
  /** The code of the last final close; the person sees it, copies the text and comes back. */
  ended: number | undefined;
  closes: number[] = [];

  constructor(parts: BrowserParts) {
    this.#parts = parts;
    this.name = parts.name;
    this.person = parts.person;
    this.#doc = this.#newDoc();
    this.#outbox = parts.isOurs ? this.#newOutbox() : undefined;
    this.connect();
  }

  get doc(): Y.Doc {
    return this.#doc;
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  get line(): Line | undefined {
    return this.#line;
  }

  /** How much the server has not acknowledged. */
  get waiting(): number {
    return this.#outbox?.count ?? 0;
  }

  edit(): void {
    if (this.ended !== undefined) return;
    editAtRandom(this.#doc, this.#parts.random, this.name);
  }

  /** Moves the cursor. */
  move(): void {
    if (!this.#isOpen) return;
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, 1);
    encoding.writeVarUint(encoder, this.#doc.clientID);
    encoding.writeVarUint(encoder, ++this.#presenceClock);
    encoding.writeVarString(encoder, JSON.stringify({ at: this.#presenceClock }));
    this.#send([awarenessMessage(encoding.toUint8Array(encoder))]);
  }

  connect(): void {
    if (this.#isAway || this.ended !== undefined || this.#line) return;
    const line = this.#parts.dial(this, {
      onOpen: () => {
        if (this.#line === line) this.#opened();
      },
      onMessage: (message) => {
        if (this.#line === line) this.#heard(message);
      },
      onClose: (code) => {
        if (this.#line === line) this.#closed(code);
      },
    });
    if (line) this.#line = line;
    else this.#connectLater();
  }

  /** The line breaks somewhere on the way. */
  cut(serverNoticesMs: number, clientNoticesMs: number): void {
    this.#line?.cut(serverNoticesMs, clientNoticesMs);
  }

  /** The laptop is shut. */
  leave(): void {
    this.#isAway = true;
    this.cut(0, 0);
  }

  comeBack(): void {
    this.#isAway = false;
    this.connect();
  }

  /** The page is loaded again: what was not acknowledged comes from the storage of the browser. */
  reload(): void {
    if (this.ended !== undefined) return;
    const kept = this.#outbox?.kept();
    this.cut(this.#parts.random.below(100), 0);
    this.#closed(1001);
    this.#doc.destroy();
    this.#doc = this.#newDoc();
    if (kept) {
      for (const { update } of kept.waiting) Y.applyUpdate(this.#doc, update, this);
      this.#outbox = this.#newOutbox(kept);
    }
  }

  /** After a refusal: the person copied the text and starts with a fresh document. */
  startAgain(): void {
    if (this.ended === undefined) return;
    this.ended = undefined;
    this.#written.clear();
    this.#doc.destroy();
    this.#doc = this.#newDoc();
    this.#outbox &&= this.#newOutbox();
    this.connect();
  }

  /** Sends bytes that no honest browser sends. */
  forge(bytes: Uint8Array): void {
    this.#send([bytes]);
  }

  #newDoc(): Y.Doc {
    const { random, made, person } = this.#parts;
    const doc = newDocument('item', { gc: true });
    doc.clientID = 1 + random.below(2 ** 31);
    this.#presenceClock = 0;
    made.set(doc.clientID, person);
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== this) this.#changed(update);
    });
    return doc;
  }

  #newOutbox(kept?: KeptOutbox): Outbox {
    const writer = Uint8Array.from({ length: 16 }, () => this.#parts.random.below(256));
    const fresh = { writer, epoch: 0, next: 1, waiting: [] };
    return new Outbox(kept ?? fresh, { merge: Y.mergeUpdates, schemaVersion });
  }

  #changed(update: Uint8Array): void {
    if (!this.#outbox) {
      if (this.#isOpen) this.#send([updateMessage(update)]);
      return;
    }
    this.#send(this.#outbox.write(update, this.#parts.time.nowMs));
    const n = this.#outbox.kept().next - 1;
    this.#written.set(n, [...(this.#written.get(n) ?? []), update]);
  }

  #opened(): void {
    this.#isOpen = true;
    if (this.#outbox) this.#send(this.#outbox.connected());
    this.#send([step1Message(Y.encodeStateVector(this.#doc))]);
    this.move();
  }

  #heard(message: Uint8Array): void {
    const ours = readServerMessage(message);
    if (ours) this.#heardOurs(ours);
    else this.#heardStock(message);
  }

  #heardOurs(message: ServerMessage): void {
    const { checker } = this.#parts;
    if (!this.#outbox) checker.judge('OTHERS', `${this.name} got one of ours`);
    const updates = message.kind === 'ack' ? this.#written.get(message.n) : undefined;
    for (const update of updates ?? []) checker.acknowledged(this.name, update);
    this.#send(this.#outbox?.receive(message) ?? []);
  }

  /** What a server sends of y-websocket's own is read like what a client sends. */
  #heardStock(bytes: Uint8Array): void {
    const message = readClientMessage(bytes);
    if (message?.kind === 'step1')
      this.#send([step2Message(Y.encodeStateAsUpdate(this.#doc, message.stateVector))]);
    if (message?.kind !== 'step2' && message?.kind !== 'update') return;
    this.#parts.checker.seen(this.name, message.update);
    Y.applyUpdate(this.#doc, message.update, this);
  }

  #closed(code: number): void {
    this.#line = undefined;
    this.#isOpen = false;
    this.#outbox?.disconnected();
    this.closes.push(code);
    if (isFinal(code)) this.ended = code;
    else this.#connectLater();
  }

  #connectLater(): void {
    this.#parts.time.after(100 + this.#parts.random.below(900), () => {
      this.connect();
    });
  }

  #send(messages: readonly Uint8Array[]): void {
    if (!this.#isOpen) return;
    for (const message of messages) this.#line?.up(message);
  }
}
