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
import { type Inspection, measureUpdate, type UpdateMeasure } from '@overlegtafel/documents';
import type { Connection, Member } from './connection.ts';
import type { RoomClock } from './room-clock.ts';
import type { RoomContent } from './room-content.ts';
import type { TokenBucket } from './token-bucket.ts';
import type { Visit } from './visit.ts';
import { type Visitor, workOf } from './visitor.ts';

/** A message with what the room needs to handle it again after a failure. */
export interface Incoming {
  readonly seat: Seat;
  readonly message: ClientMessage;
  /** The number of an update: its own, or the next of this connection. */
  readonly n: number;
  readonly writer: string;
  /** How much is in an update; undefined when it is none. */
  readonly measure: UpdateMeasure | undefined;
  /** What decoding an update gave, once that was done; `PIECES` when it is too much to decode. */
  inspection: Inspection | { readonly ok: false; readonly reason: 'PIECES' } | undefined;
  /** What of an update was news when it was decoded. */
  news: Uint8Array | undefined;
  /** True when it was handled before and has to be handled again. */
  isAgain: boolean;
}

interface SeatOptions {
  readonly member: Member;
  readonly connection: Connection;
  readonly clock: RoomClock;
  /** Random, for each connection: the writer of a client that does not number. */
  readonly id: string;
  /** How fast this connection may talk. */
  readonly bucket: TokenBucket;
  /** Whose connection it is, with everything else of theirs. */
  readonly visitor: Visitor;
  /** Told once when the session is refused, for the log. */
  readonly refused: (reason: Refusal, detail?: string) => void;
  readonly visit: Visit;
}

/**
 * One connection in a room: what it said and nobody has handled yet, and what it may still be sent.
 * Messages are handled strictly in order, and not at all once one was refused.
 */
export class Seat {
  readonly member: Member;
  readonly #visit: Visit;
  readonly #connection: Connection;
  readonly #clock: RoomClock;
  readonly #buckets: readonly TokenBucket[];
  readonly #visitor: Visitor;
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
  #hasWritten = false;
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

  constructor({ member, connection, clock, id, bucket, visitor, refused, visit }: SeatOptions) {
    this.member = member;
    this.#visit = visit;
    this.#connection = connection;
    this.#clock = clock;
    this.#buckets = [bucket, visitor.messages];
    this.#visitor = visitor;
    this.#refused = refused;
    this.#writer = `${member.person}/${id}`;
  }

  /** True once the server has decided to end it: nothing it said is handled any more. */
  get isEnded(): boolean {
    return this.#end !== undefined;
  }

  /**
   * Puts on the record that this connection writes, the first time. False when that could not be done: then nothing of
   * it is stored, and our client sends it again when it is back.
   */
  async noteWriting(): Promise<boolean> {
    if (this.#hasWritten) return true;
    try {
      await this.#visit.wrote();
    } catch {
      this.end(closeCodes.unlogged);
    }
    this.#hasWritten = !this.isEnded;
    return this.#hasWritten;
  }

  get hasWritten(): boolean {
    return this.#hasWritten;
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
    this.#visitor.waitingBytes += bytes.length;
    return (
      this.#waiting.length <= documentLimits.waitingMessages &&
      this.#waitingBytes <= documentLimits.waitingBytes
    );
  }

  /**
   * The messages that may be handled now, in order, one at least and otherwise as many as fit the turn. `mayEdit`
   * false leaves updates where they are, and whatever came after them. An unreadable one ends the session.
   */
  take(mayEdit: boolean, turn: { workLeft: number }): Incoming[] {
    const taken: Incoming[] = [];
    while (!this.isEnded && (taken.length === 0 || turn.workLeft > 0)) {
      const next = this.#again[0] ?? this.#readNext();
      if (!next) break;
      if (!mayEdit && isEdit(next.message)) {
        if (this.#again[0] !== next) this.#again.unshift(next);
        break;
      }
      if (this.#again[0] === next) this.#again.shift();
      turn.workLeft -= sizeOf(next);
      taken.push(next);
    }
    return taken;
  }

  #readNext(): Incoming | undefined {
    const nowMs = this.#clock.nowMs();
    const bytes = this.#waiting[0];
    if (!bytes || this.#waitFor(bytes, nowMs) > 0) return undefined;
    for (const bucket of this.#buckets) bucket.take(nowMs);
    this.#waiting.shift();
    this.#waitingBytes -= bytes.length;
    this.#visitor.waitingBytes -= bytes.length;
    const message = readClientMessage(bytes);
    if (!message) {
      this.refuse('MALFORMED', 0, 'MESSAGE');
      return undefined;
    }
    const update = updateOf(message);
    const measure = update && measureUpdate(update, documentLimits.piecesAfterRestore);
    this.#workFor(bytes).spend(workOf(bytes.length, measure), nowMs);
    if (message.kind === 'step1' && message.stateVector.length > documentLimits.stateVectorBytes) {
      this.refuse('TOO_LARGE', 0, 'STATE_VECTOR');
      return undefined;
    }
    return this.#incoming(message, measure);
  }

  #waitFor(bytes: Uint8Array, nowMs: number): number {
    const buckets = [...this.#buckets, this.#workFor(bytes)];
    return Math.max(...buckets.map((bucket) => bucket.waitMs(nowMs)));
  }

  /** Told by the first bytes alone: nothing is read before it is known that there is room for it. */
  #workFor([type, step]: Uint8Array): TokenBucket {
    const isWriting = type === firstBytes.numbered || (type === firstBytes.sync && step !== 0);
    return isWriting ? this.#visitor.writing : this.#visitor.reading;
  }

  /** What was written for this connection was more work than it seemed. */
  wrote(work: number): void {
    this.#visitor.writing.spend(work, this.#clock.nowMs());
  }

  /** What was found out for this connection was work. */
  wasTold(work: number): void {
    this.#visitor.reading.spend(work, this.#clock.nowMs());
  }

  #incoming(message: ClientMessage, measure: UpdateMeasure | undefined): Incoming {
    const unread = { inspection: undefined, news: undefined, isAgain: false };
    const fixed = { seat: this, message, measure, ...unread };
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
    const [bytes] = this.#waiting;
    if (this.isEnded || !bytes) return undefined;
    return this.#waitFor(bytes, this.#clock.nowMs());
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
    this.#visitor.waitingBytes -= this.#waitingBytes;
    this.#waitingBytes = 0;
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

/** What messages that change a document begin with. */
const firstBytes = { sync: 0, numbered: 101 } as const;

/** True for a message that changes the document. */
export function isEdit(message: ClientMessage): boolean {
  return message.kind === 'update' || message.kind === 'step2' || message.kind === 'numbered';
}

/** The update in a message, if there is one. */
export function updateOf(message: ClientMessage): Uint8Array | undefined {
  return isEdit(message) && 'update' in message ? message.update : undefined;
}

/** How much of a turn a message may take. */
function sizeOf({ measure }: Incoming): number {
  return 1 + (measure?.writes ?? 0) + (measure?.deletes ?? 0) / 10;
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
