import {
  documentLimits,
  readClientMessage,
  refusals,
  serverMessage,
  closeCodes,
  type ClientMessage,
  type CloseCode,
  type Hello,
  type Refusal,
} from '@overlegtafel/protocol';
import type { Inspection } from '@overlegtafel/documents';
import type { Connection, Member } from './connection.ts';
import type { RoomClock } from './room-clock.ts';
import type { RoomContent } from './room-content.ts';
import type { TokenBucket } from './token-bucket.ts';

/** A message with what the room needs to handle it again after a failure. */
export interface Incoming {
  readonly seat: Seat;
  readonly message: ClientMessage;
  /** The number of an update: its own, or the next of this connection. */
  readonly n: number;
  readonly writer: string;
  /** What decoding an update gave, once that was done. */
  inspection: Inspection | undefined;
  /** True when it was handled before and has to be handled again. */
  isAgain: boolean;
}

interface SeatOptions {
  readonly member: Member;
  readonly connection: Connection;
  readonly clock: RoomClock;
  /** Random, for each connection: the writer of a client that does not number. */
  readonly id: string;
  readonly buckets: readonly TokenBucket[];
  /** Told once when the session is refused, for the log. */
  readonly refused: (reason: Refusal, detail?: string) => void;
}

/**
 * One connection in a room: what it said and nobody has handled yet, and what it may still be sent.
 * Messages are handled strictly in order, and not at all once one was refused.
 */
export class Seat {
  readonly member: Member;
  readonly #connection: Connection;
  readonly #clock: RoomClock;
  readonly #buckets: readonly TokenBucket[];
  readonly #refused: SeatOptions['refused'];
  readonly #waiting: Uint8Array[] = [];
  #waitingBytes = 0;
  #again: Incoming[] = [];
  #strikes = 0;
  #orphans: Incoming[] = [];
  #count = 0;
  /** The writer of what has no number, and of what has. */
  readonly #writer: string;
  #numbersFor = '';
  #end: { code: CloseCode; reason: string } | undefined;
  #hasLeft = false;
  /** What waits for a stale connection to drain; the state vector of what it has. */
  #stale:
    { readonly has: Uint8Array; readonly sinceMs: number; readonly owed: Uint8Array[] } | undefined;
  #extras: Uint8Array[] = [];
  #stateBytes = 0;

  /** The epoch in which this client numbers; undefined for a stock client. */
  epoch: number | undefined;
  /** The client id this connection is present with, once it is known to be its person's. */
  presenceId: number | undefined;
  /** True until the room has greeted it. */
  isNew = true;
  /**
   * True while something it said is on its way to disk. Whoever is put out meanwhile would keep their
   * text as refused while it is in the record; so the connection is closed after the answer (RM49).
   */
  isStoring = false;

  constructor({ member, connection, clock, id, buckets, refused }: SeatOptions) {
    this.member = member;
    this.#connection = connection;
    this.#clock = clock;
    this.#buckets = buckets;
    this.#refused = refused;
    this.#writer = `${member.person}/${id}`;
  }

  /** True once the server has decided to end it: nothing it said is handled any more. */
  get isEnded(): boolean {
    return this.#end !== undefined;
  }

  /** True while it can be sent something. What it said before it left is still handled. */
  get isHere(): boolean {
    return !this.isEnded && !this.#hasLeft;
  }

  /** True for our own client, which understands messages from 100 on. */
  get isOurs(): boolean {
    return this.epoch !== undefined;
  }

  get isStale(): boolean {
    return this.#stale !== undefined;
  }

  get hasMessages(): boolean {
    return this.#waiting.length + this.#again.length > 0;
  }

  /** Keeps a message until its turn. False when more waits than may wait. */
  push(bytes: Uint8Array): boolean {
    this.#waiting.push(bytes);
    this.#waitingBytes += bytes.length;
    return (
      this.#waiting.length <= documentLimits.waitingMessages &&
      this.#waitingBytes <= documentLimits.waitingBytes
    );
  }

  /**
   * The messages that may be handled now, in order. `mayEdit` false leaves updates where they are,
   * and whatever came after them. An unreadable one ends the session.
   */
  take(mayEdit: boolean): Incoming[] {
    const taken: Incoming[] = [];
    while (!this.isEnded) {
      const next = this.#again[0] ?? this.#readNext();
      if (!next) break;
      if (!mayEdit && isEdit(next.message)) {
        if (this.#again[0] !== next) this.#again.unshift(next);
        break;
      }
      if (this.#again[0] === next) this.#again.shift();
      taken.push(next);
    }
    return taken;
  }

  #readNext(): Incoming | undefined {
    const nowMs = this.#clock.nowMs();
    const bytes = this.#waiting[0];
    if (!bytes || !this.#buckets.every((bucket) => bucket.waitMs(nowMs) === 0)) return undefined;
    for (const bucket of this.#buckets) bucket.take(nowMs);
    this.#waiting.shift();
    this.#waitingBytes -= bytes.length;
    const message = readClientMessage(bytes);
    if (!message) {
      this.refuse('MALFORMED', 0, 'MESSAGE');
      return undefined;
    }
    return this.#incoming(message);
  }

  #incoming(message: ClientMessage): Incoming {
    const fixed = { seat: this, message, inspection: undefined, isAgain: false };
    if (message.kind === 'numbered') return { ...fixed, n: message.n, writer: this.#numbersFor };
    if (message.kind === 'hello') this.#speaksFor(message);
    return { ...fixed, n: ++this.#count, writer: this.#writer };
  }

  /** From now on this client numbers for this writer. */
  #speaksFor({ writer, epoch }: Hello): void {
    this.#numbersFor = `${this.member.person}/${hex(writer)}`;
    this.epoch = epoch;
  }

  /** Messages to be handled again, before anything that came after them. */
  putBack(messages: readonly Incoming[]): void {
    this.#again = [...messages, ...this.#again];
  }

  /** An update built on something unknown. False when that happened too often without progress. */
  strike(orphan: Incoming): boolean {
    if (orphan.message.kind === 'numbered') this.#orphans.push(orphan);
    this.#strikes += 1;
    return this.#strikes < documentLimits.orphanStrikes;
  }

  /** An update was let in. Gives the numbered ones that built on something unknown until now. */
  hasProgressed(): readonly Incoming[] {
    const orphans = this.#orphans;
    this.#orphans = [];
    this.#strikes = 0;
    return orphans;
  }

  /** How long until `take` gives something; undefined when it has nothing, or an edit that may not. */
  waitMs(mayEdit: boolean): number | undefined {
    const [again] = this.#again;
    if (again) return mayEdit || !isEdit(again.message) ? 0 : undefined;
    if (this.isEnded || this.#waiting.length === 0) return undefined;
    const nowMs = this.#clock.nowMs();
    return Math.max(...this.#buckets.map((bucket) => bucket.waitMs(nowMs)));
  }

  /** Something only for this connection; goes out with the next `flush`. */
  add(message: Uint8Array): void {
    this.#extras.push(message);
  }

  /** Sends what everybody gets, and what only this one gets. Whoever is put out gets no more content. */
  flush(forAll: readonly Uint8Array[], stateVector: () => Uint8Array): void {
    const extras = this.#extras;
    const shared = this.isEnded ? [] : forAll;
    if (this.#hasLeft || shared.length + extras.length === 0) return;
    this.#extras = [];
    if (this.#stale) this.#stale.owed.push(...extras);
    else {
      this.#connection.send(extras.length > 0 ? [...shared, ...extras] : shared);
      this.#lookAtBuffer(stateVector);
    }
  }

  /**
   * Sends what it lacks according to its state vector, or remembers that for when it has drained.
   * A state may be buffered whole without making the connection too slow.
   */
  sendState(has: Uint8Array, content: RoomContent): void {
    if (!this.isHere) return;
    if (this.#stale) {
      this.#stale = { ...this.#stale, has };
      return;
    }
    const messages = content.answer(has);
    this.#stateBytes = 0;
    for (const { length } of messages) this.#stateBytes += length;
    this.#connection.send(messages);
    this.#lookAtBuffer(() => content.shownVector());
  }

  #lookAtBuffer(stateVector: () => Uint8Array): void {
    const buffered = this.#connection.bufferedBytes();
    if (buffered <= documentLimits.staleAboveBytes) return;
    if (buffered > documentLimits.closeAboveBytes + this.#stateBytes) this.end(closeCodes.tooSlow);
    else this.#stale = { has: stateVector(), sinceMs: this.#clock.nowMs(), owed: [] };
  }

  /**
   * What a stale connection that has drained lacks: everything since this state vector, and the
   * messages that were for it alone. One that does not drain is closed.
   */
  catchUp(): { readonly has: Uint8Array; readonly owed: readonly Uint8Array[] } | undefined {
    const stale = this.#stale;
    if (!stale || !this.isHere) return undefined;
    if (this.#connection.bufferedBytes() > documentLimits.staleAboveBytes / 2) {
      if (this.#clock.nowMs() - stale.sinceMs > documentLimits.staleForMs)
        this.end(closeCodes.tooSlow);
      return undefined;
    }
    this.#stale = undefined;
    return stale;
  }

  /** Ends the session because of what it sent; our client is told which update and why. */
  refuse(reason: Refusal, n = 0, detail?: string): void {
    if (!this.isEnded) this.#refused(reason, detail);
    if (this.isOurs) this.add(serverMessage({ kind: 'refused', n, reason }));
    this.end(refusals[reason], reason);
  }

  /** Ends the session. Nothing more is taken; the connection is closed by `hangUp`. */
  end(code: CloseCode, reason = ''): void {
    this.#end ??= { code, reason };
    this.#waiting.length = 0;
    this.#again = [];
  }

  /**
   * Closes the connection if the session has ended, after what it is still owed.
   *
   * @param evenIfStoring true: the answer to what is on its way to disk takes too long
   */
  hangUp(evenIfStoring = false): boolean {
    if (!this.#end || this.#hasLeft || (this.isStoring && !evenIfStoring)) return false;
    this.#hasLeft = true;
    const last = [...(this.#stale?.owed ?? []), ...this.#extras];
    if (last.length > 0) this.#connection.send(last);
    this.#connection.close(this.#end.code, this.#end.reason);
    return true;
  }

  /** The connection has ended by itself. */
  leave(): void {
    this.#hasLeft = true;
  }
}

/** True for a message that changes the document. */
export function isEdit(message: ClientMessage): boolean {
  return message.kind === 'update' || message.kind === 'step2' || message.kind === 'numbered';
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
