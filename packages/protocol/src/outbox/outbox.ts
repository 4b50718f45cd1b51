import type { Refusal } from '../close-codes.ts';
import { helloMessage, numberedMessage, type ServerMessage } from '../document-messages.ts';
import { outboxLimits } from '../limits.ts';

/** What the screen may say about saving. Only the server's acknowledgement makes SAVED true. */
export type SavingState =
  /** Not heard from the server yet. */
  | { readonly kind: 'CONNECTING'; readonly count: number }
  | { readonly kind: 'SAVED' }
  /** On its way. `isSlow` once it takes longer than people should wait without a word. */
  | { readonly kind: 'SAVING'; readonly count: number; readonly isSlow: boolean }
  /** No connection; so many changes are kept on this device. */
  | { readonly kind: 'WAITING'; readonly count: number }
  /** Connected, but the server cannot save. */
  | { readonly kind: 'TROUBLE'; readonly count: number }
  /** Not taken. What was not saved is in `lost()`; this document ends here. */
  | { readonly kind: 'REFUSED'; readonly reason: Refusal };

/** An update that the server has not acknowledged yet. */
export interface WaitingUpdate {
  readonly n: number;
  readonly update: Uint8Array;
}

/** All that has to outlive a reload. */
export interface KeptOutbox {
  /** 16 random bytes, one for each document that a tab holds. */
  readonly writer: Uint8Array;
  /** The epoch of the last welcome; 0 before the first. */
  readonly epoch: number;
  /** The number of the next update. A number is never given twice. */
  readonly next: number;
  readonly waiting: readonly WaitingUpdate[];
}

/** What the outbox needs of the outside. */
export interface OutboxOptions {
  /** Joins updates into one; `Y.mergeUpdates`. */
  readonly merge: (updates: Uint8Array[]) => Uint8Array;
  /** The version of the document's shape that this client knows. */
  readonly schemaVersion: number;
}

/** The first greeting is not a connection that came back: nothing has been missing yet. */
type Link = 'never' | 'first greeting' | 'away' | 'greeting' | 'open';

interface Entry {
  readonly n: number;
  update: Uint8Array;
  /** When it was written, in milliseconds since 1970. */
  readonly sinceMs: number;
  /** It may have reached the server: it is never changed any more. */
  isSent: boolean;
}

/**
 * Keeps what was written until the server says that it is on disk, and says again what it has not said. Knows no
 * clock, no network and no storage: each event gives the messages to send, and `kept()` is what to store.
 */
export class Outbox {
  readonly writer: Uint8Array;
  readonly #options: OutboxOptions;
  readonly #waiting = new Map<number, Entry>();
  #epoch: number;
  #next: number;
  /** What was said on this connection: all up to this number. The rest waits for acknowledgements. */
  #saidUpTo = 0;
  #link: Link = 'never';
  #isSaving = true;
  #refused: Refusal | undefined;

  /** @param kept a fresh writer, or what an earlier page left behind */
  constructor(kept: KeptOutbox, options: OutboxOptions) {
    this.writer = kept.writer;
    this.#epoch = kept.epoch;
    this.#next = kept.next;
    this.#options = options;
    for (const { n, update } of kept.waiting)
      this.#waiting.set(n, { n, update, sinceMs: 0, isSent: true });
  }

  /** How many updates are not acknowledged. */
  get count(): number {
    return this.#waiting.size;
  }

  /** A change of this document was made here. Gives the messages to send now. */
  write(update: Uint8Array, nowMs: number): Uint8Array[] {
    this.#enter(update, nowMs);
    return this.#link === 'open' ? this.#sendOn() : [];
  }

  /** The connection is there. Gives what to send before anything else. */
  connected(): Uint8Array[] {
    this.#link = this.#link === 'never' ? 'first greeting' : 'greeting';
    const { schemaVersion } = this.#options;
    const hello = helloMessage({ writer: this.writer, epoch: this.#epoch, schemaVersion });
    this.#saidUpTo = 0;
    return [hello, ...(this.#epoch === 0 ? [] : this.#sendOn())];
  }

  /** The connection is gone. */
  disconnected(): void {
    this.#link = 'away';
  }

  /** The server said something. Gives the messages to send now. */
  receive(message: ServerMessage): Uint8Array[] {
    switch (message.kind) {
      case 'ack':
        if (message.epoch !== this.#epoch) return [];
        this.#waiting.delete(message.n);
        return this.#link === 'away' ? [] : this.#sendOn();
      case 'refused':
        this.#refused = message.reason;
        return [];
      case 'saving':
        this.#isSaving = message.isSaving;
        return [];
      case 'welcome':
        return this.#welcomed(message);
    }
  }

  /** The connection ended for good with a reason that came without a message. */
  refuse(reason: Refusal): void {
    this.#refused ??= reason;
  }

  state(nowMs: number): SavingState {
    const { count } = this;
    if (this.#refused !== undefined) return { kind: 'REFUSED', reason: this.#refused };
    if (this.#link === 'never' || this.#link === 'first greeting')
      return { kind: 'CONNECTING', count };
    if (this.#link !== 'open') return { kind: 'WAITING', count };
    const waitedMs = nowMs - this.#oldestMs(nowMs);
    if (!this.#isSaving || waitedMs >= outboxLimits.redAfterMs) return { kind: 'TROUBLE', count };
    if (count === 0) return { kind: 'SAVED' };
    return { kind: 'SAVING', count, isSlow: waitedMs >= outboxLimits.amberAfterMs };
  }

  /** What to store, so that a reload loses nothing. */
  kept(): KeptOutbox {
    const waiting = [...this.#waiting.values()].map(({ n, update }) => ({ n, update }));
    return { writer: this.writer, epoch: this.#epoch, next: this.#next, waiting };
  }

  /** After a refusal: what the server does not have, for the author to copy. */
  lost(): readonly Uint8Array[] {
    return [...this.#waiting.values()].map(({ update }) => update);
  }

  /** An unsent change takes the next one in, so that an hour offline is not thousands of messages. */
  #enter(update: Uint8Array, nowMs: number): void {
    const last = this.#waiting.get(this.#next - 1);
    if (last !== undefined && fits(last, update)) {
      last.update = this.#options.merge([last.update, update]);
      return;
    }
    const entry = { n: this.#next, update, sinceMs: nowMs, isSent: false };
    this.#next += 1;
    this.#waiting.set(entry.n, entry);
  }

  /** A restored backup has another epoch: what was said under the old one is said again. */
  #welcomed({ epoch, isSaving }: { epoch: number; isSaving: boolean }): Uint8Array[] {
    if (epoch !== this.#epoch) this.#saidUpTo = 0;
    this.#epoch = epoch;
    this.#isSaving = isSaving;
    this.#link = 'open';
    return this.#sendOn();
  }

  /** What was not said yet, as far as so much may be on its way. */
  #sendOn(): Uint8Array[] {
    const messages: Uint8Array[] = [];
    let count = 0;
    let bytes = 0;
    for (const entry of this.#waiting.values()) {
      count += 1;
      bytes += entry.update.length;
      if (entry.n <= this.#saidUpTo) continue;
      if (count > 1 && (count > outboxLimits.sentUpdates || bytes > outboxLimits.sentBytes)) break;
      messages.push(this.#sending(entry));
    }
    return messages;
  }

  #sending(entry: Entry): Uint8Array {
    entry.isSent = true;
    this.#saidUpTo = entry.n;
    return numberedMessage({ epoch: this.#epoch, n: entry.n, update: entry.update });
  }

  #oldestMs(nowMs: number): number {
    const [oldest] = this.#waiting.values();
    return oldest?.sinceMs ?? nowMs;
  }
}

function fits(last: Entry, update: Uint8Array): boolean {
  return !last.isSent && last.update.length + update.length <= outboxLimits.mergedBytes;
}
