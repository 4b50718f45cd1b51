import {
  closeCodes,
  documentLimits,
  isFinal,
  outboxLimits,
  readServerMessage,
  type Outbox,
  type Refusal,
  type RoomName,
} from '@overlegtafel/protocol';
import { schemaVersion, schemaVersionQuery } from '@overlegtafel/documents';
import * as encoding from 'lib0/encoding';
import type { Awareness } from 'y-protocols/awareness';
import { messageSync, WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import type { Clock } from './clock.ts';
import { reasonOf, type DocumentState } from './document-state.ts';

/** The origin of changes that were made before: by an earlier page, or by another tab. */
export const keptOrigin = 'outbox';

export interface ProviderParts {
  readonly room: RoomName;
  /** What else the address says, such as the mark of this page. */
  readonly query?: Readonly<Record<string, string>> | undefined;
  /** Where the documents are, such as `wss://tafel.example.nl/documents`. */
  readonly address: string;
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
  readonly outbox: Outbox;
  readonly sockets: typeof WebSocket;
  readonly clock: Clock;
  /** Whether the session still holds; undefined when nobody answers. */
  readonly isSignedIn: () => Promise<boolean | undefined>;
  /** The state or the outbox may be another one now. */
  readonly changed: () => void;
}

/** The messages of the protocol that are ours and come from the server. */
const ours = [100, 102, 104, 105] as const;

const messageTooBig = 1009;
const tickMs = 1_000;
const longestBackoffMs = 5_000;
/** After so many attempts in a row without an answer we ask whether the session is the reason. */
const attemptsUntilAsking = 2;
/** Around an update in a message. */
const envelopeBytes = 64;

/**
 * One document on one connection: y-websocket, with numbered updates in the place of its own. What it says about
 * saving is what the outbox says, which is what the server said.
 */
export class DocumentProvider {
  readonly #parts: ProviderParts;
  readonly #link: WebsocketProvider;
  #isSignedOut = false;
  #isUnlogged = false;
  #silentAttempts = 0;
  #heardMs: number;
  #cancelTick: (() => void) | undefined;

  constructor(parts: ProviderParts) {
    this.#parts = parts;
    this.#heardMs = parts.clock.now();
    const { address, room, doc, awareness, sockets } = parts;
    this.#link = new WebsocketProvider(address, room, doc, {
      connect: false,
      awareness,
      // Two tabs would hand each other what the server refused.
      disableBc: true,
      WebSocketPolyfill: sockets,
      params: { ...parts.query, [schemaVersionQuery]: String(schemaVersion) },
      maxBackoffTime: longestBackoffMs,
      shouldReconnect: ({ code }) => !isFinal(code) && code !== messageTooBig,
    });
    doc.off('update', this.#link._updateHandler);
    doc.on('update', this.#written);
    this.#leaveLongAnswersToOutbox();
    for (const type of ours) {
      this.#link.messageHandlers[type] = (_encoder, decoder) => {
        this.#received(decoder.arr);
      };
    }
    this.#link.on('status', ({ status }) => {
      if (status === 'connected') this.#send(parts.outbox.connected());
      if (status === 'disconnected') parts.outbox.disconnected();
      this.#changed();
    });
    this.#link.on('connection-close', (event) => {
      this.#isUnlogged = event?.code === closeCodes.unlogged;
      this.#silentAttempts += 1;
      if (this.#silentAttempts % attemptsUntilAsking === 0) void this.#askSession();
    });
    this.#link.on('closed', ({ code }) => {
      this.#ended(code);
    });
  }

  /** Goes to the server, also again after the session had ended. */
  connect(): void {
    if (this.state().kind === 'REFUSED') return;
    this.#isSignedOut = false;
    this.#link.connect();
    this.#changed();
  }

  state(): DocumentState {
    const { outbox, clock } = this.#parts;
    const state = outbox.state(clock.now());
    if (state.kind === 'REFUSED') return state;
    if (this.#isSignedOut) return { kind: 'SIGNED_OUT', count: outbox.count };
    return this.#isUnlogged ? { kind: 'UNLOGGED', count: outbox.count } : state;
  }

  /** Puts in what a page that is gone had written and not brought to the server. */
  takeOver(update: Uint8Array): void {
    const { doc, outbox, clock } = this.#parts;
    Y.applyUpdate(doc, update, keptOrigin);
    this.#send(outbox.write(update, clock.now()));
    this.#changed();
  }

  destroy(): void {
    this.#cancelTick?.();
    this.#parts.doc.off('update', this.#written);
    this.#link.destroy();
  }

  /**
   * After a long time without a connection the answer to "what do you have that I lack" may be longer than a message
   * may be. All of it waits in the outbox then, which brings it in pieces.
   */
  #leaveLongAnswersToOutbox(): void {
    const { messageHandlers } = this.#link;
    const answer = messageHandlers[messageSync];
    messageHandlers[messageSync] = (encoder, ...asked) => {
      answer?.(encoder, ...asked);
      if (encoding.length(encoder) <= documentLimits.frameBytes) return;
      if (this.#parts.outbox.count > 0) Object.assign(encoder, encoding.createEncoder());
    };
  }

  readonly #written = (update: Uint8Array, origin: unknown): void => {
    if (origin === this.#link || origin === keptOrigin) return;
    const { outbox, clock } = this.#parts;
    this.#send(outbox.write(update, clock.now()));
    if (update.length > documentLimits.frameBytes - envelopeBytes) this.#refuse('TOO_LARGE');
    else this.#changed();
  };

  #received(bytes: Uint8Array): void {
    const message = readServerMessage(bytes);
    if (message === undefined) return;
    this.#heardMs = this.#parts.clock.now();
    this.#silentAttempts = 0;
    this.#isUnlogged = false;
    this.#send(this.#parts.outbox.receive(message));
    if (message.kind === 'refused') this.#link.disconnect();
    this.#changed();
  }

  #send(messages: readonly Uint8Array[]): void {
    for (const message of messages) this.#link.ws?.send(new Uint8Array(message));
  }

  #ended(code: number): void {
    // Of a page of somebody else nothing is refused: it waits for its person as well.
    const isOut = code === closeCodes.signIn || code === closeCodes.otherPerson;
    if (isOut) this.#isSignedOut = true;
    else this.#parts.outbox.refuse(code === messageTooBig ? 'TOO_LARGE' : reasonOf(code));
    this.#changed();
  }

  #refuse(reason: Refusal): void {
    this.#parts.outbox.refuse(reason);
    this.#link.disconnect();
    this.#changed();
  }

  /** A browser that is refused for want of a session sees only that there is no connection. */
  async #askSession(): Promise<void> {
    if ((await this.#parts.isSignedIn()) !== false || this.#link.wsconnected) return;
    this.#isSignedOut = true;
    this.#link.disconnect();
    this.#changed();
  }

  #changed(): void {
    this.#parts.changed();
    if (this.#parts.outbox.count === 0) {
      this.#cancelTick?.();
      this.#cancelTick = undefined;
    } else {
      this.#cancelTick ??= this.#parts.clock.after(tickMs, () => {
        this.#cancelTick = undefined;
        this.#tick();
      });
    }
  }

  /** What waits may wait too long, and a connection may be dead without anybody having said so. */
  #tick(): void {
    const now = this.#parts.clock.now();
    const isDead = now - this.#heardMs >= outboxLimits.redAfterMs;
    if (isDead && this.#link.wsconnected && this.state().kind === 'TROUBLE') {
      this.#heardMs = now;
      this.#link.disconnect();
      this.#link.connect();
    }
    this.#changed();
  }
}
