import { newDocument, type DocumentKind } from '@overlegtafel/documents';
import { step1Message, step2Message, updateMessage } from '@overlegtafel/protocol';
import * as Y from 'yjs';
import type { LogRow, RoomRecord } from './room-log.ts';

/** A row as everybody gets it. The update is a part of the message, so a row is in memory once. */
export interface TailRow {
  readonly seq: number;
  readonly update: Uint8Array;
  readonly message: Uint8Array;
}

/** An encoded state and the rows since: what a new connection is sent, without encoding anything. */
interface Base {
  readonly state: Uint8Array;
  readonly stateVector: Uint8Array;
}

const empty: Base = { state: Uint8Array.of(0, 0), stateVector: Uint8Array.of(0) };

/** Rows kept beside the base; with more of them a new base costs less than the rows. */
const tailRows = 200;
const tailRowsAtMost = 2_000;
/** Different state vectors for which an answer is kept: after a cut, many come back with the same. */
const keptAnswers = 64;

/**
 * The document of a room as far as the log has it, in the cheapest form that serves: bytes, until
 * somebody writes or asks for a difference; then also a Y.Doc.
 *
 * While a commit is on its way the Y.Doc is ahead of the log. Nothing is answered then; when the
 * commit fails, `drop` makes it forget what is not in the log.
 */
export class RoomContent {
  readonly #kind: DocumentKind;
  #base: Base | undefined;
  #tail: TailRow[] = [];
  #head = 0;
  #bytes = 0;
  #doc: Y.Doc | undefined;
  #isAhead = false;
  #wasUsed = false;
  #states: readonly Uint8Array[] | undefined;
  #stateVector: Uint8Array | undefined;
  #question: Uint8Array | undefined;
  readonly #answers = new Map<string, readonly Uint8Array[]>();

  constructor(kind: DocumentKind, record: Replayable) {
    this.#kind = kind;
    this.reset(record);
  }

  /** The last row that is in here. */
  get head(): number {
    return this.#head;
  }

  /** The Y.Doc, when there is one. */
  get doc(): Y.Doc | undefined {
    return this.#doc;
  }

  /** At most this many bytes when encoded now. */
  get bytesAtMost(): number {
    return this.#bytes;
  }

  /** False when the log has to be read from the start before anything can be answered. */
  get isComplete(): boolean {
    return this.#base !== undefined || this.#doc !== undefined;
  }

  /** Starts again with what the log gave from its start. */
  reset(record: Replayable): void {
    this.destroy();
    this.#base = record.snapshot ?? empty;
    this.#bytes = this.#base.state.length;
    this.#head = record.snapshot?.upTo ?? 0;
    this.#tail = [];
    for (const row of record.rows) this.advance(tailRow(row));
  }

  /** Whether the Y.Doc was needed since this was asked last. */
  wasUsed(): boolean {
    const wasUsed = this.#wasUsed;
    this.#wasUsed = false;
    return wasUsed;
  }

  /** Makes the Y.Doc. Needs `isComplete`. */
  open(): Y.Doc {
    this.#wasUsed = true;
    if (this.#doc) return this.#doc;
    const doc = newDocument(this.#kind, { gc: true });
    const base = this.#base ?? empty;
    doc.transact(() => {
      Y.applyUpdate(doc, base.state);
      for (const { update } of this.#tail) Y.applyUpdate(doc, update);
    });
    this.#doc = doc;
    return doc;
  }

  /** Puts what was let in into the Y.Doc, which is ahead of the log until `settle` or `drop`. */
  apply(update: Uint8Array): void {
    Y.applyUpdate(this.open(), update);
    this.#isAhead = true;
  }

  /** Everything in the Y.Doc is in the log, and has come by `advance`. */
  settle(): void {
    this.#isAhead = false;
  }

  /** Keeps the bytes and lets the Y.Doc go, which takes many times as much. Not while it is ahead. */
  rest(): void {
    if (!this.#doc) return;
    if (!this.#base || this.#tail.length > tailRows) this.#rebase(this.#doc);
    this.drop();
  }

  /** Forgets a Y.Doc that holds what the log does not. */
  drop(): void {
    this.#doc?.destroy();
    this.#doc = undefined;
    this.#isAhead = false;
  }

  /** Forgets everything. */
  destroy(): void {
    this.drop();
    this.#base = undefined;
    this.#tail = [];
    this.#forgetAnswers();
  }

  /** The next row of the log. The Y.Doc may hold it already. */
  advance(row: TailRow): void {
    this.#head = row.seq;
    this.#bytes += row.update.length;
    this.#forgetAnswers();
    if (!this.#base) return;
    this.#tail.push(row);
    if (this.#tail.length <= tailRowsAtMost || !this.#doc) return;
    this.#base = undefined;
    this.#tail = [];
  }

  /** Puts a row of another process into the Y.Doc as well. */
  advanceAndApply(row: TailRow): void {
    if (this.#doc) Y.applyUpdate(this.#doc, row.update);
    this.advance(row);
  }

  /** What a client with an empty document needs, content first and sync step 2 last. */
  states(): readonly Uint8Array[] {
    this.#states ??= this.#encodeStates();
    return this.#states;
  }

  #encodeStates(): readonly Uint8Array[] {
    const isLong = !this.#base || this.#tail.length > tailRows;
    if (isLong && this.#doc) this.#rebase(this.#doc);
    const base = this.#base ?? empty;
    if (this.#tail.length === 0) return [step2Message(base.state)];
    const messages = this.#tail.map(({ message }) => message);
    return [updateMessage(base.state), ...messages, step2Message(empty.state)];
  }

  /** The exact size of the encoded document. Encodes it, so ask only near a limit. */
  measure(): number {
    this.#bytes = Y.encodeStateAsUpdate(this.open()).length;
    return this.#bytes;
  }

  #rebase(doc: Y.Doc): void {
    this.#base = { state: Y.encodeStateAsUpdate(doc), stateVector: Y.encodeStateVector(doc) };
    this.#tail = [];
    this.#bytes = this.#base.state.length;
  }

  /** What a client lacks that has this much, sync step 2 last. Needs the Y.Doc unless it has nothing. */
  answer(stateVector: Uint8Array): readonly Uint8Array[] {
    if (isEmptyVector(stateVector)) return this.states();
    const key = stateVector.join();
    const known = this.#answers.get(key);
    if (known) return known;
    const answer = [step2Message(Y.encodeStateAsUpdate(this.open(), stateVector))];
    if (this.#answers.size < keptAnswers) this.#answers.set(key, answer);
    return answer;
  }

  /** What everybody has been sent; nothing while that is less than what the Y.Doc holds. */
  shownVector(): Uint8Array {
    return this.#isAhead ? empty.stateVector : this.stateVector();
  }

  /** What the log has, as the question to a client what it has more. */
  stateVector(): Uint8Array {
    this.#stateVector ??= this.#encodeStateVector();
    return this.#stateVector;
  }

  /** The same as a message, made once for each head. */
  question(): Uint8Array {
    this.#question ??= step1Message(this.stateVector());
    return this.#question;
  }

  #encodeStateVector(): Uint8Array {
    if (this.#doc) return Y.encodeStateVector(this.#doc);
    const base = this.#base ?? empty;
    if (this.#tail.length === 0) return base.stateVector;
    const vector = Y.decodeStateVector(base.stateVector);
    for (const { update } of this.#tail)
      for (const [client, clock] of Y.parseUpdateMeta(update).to)
        if (clock > (vector.get(client) ?? 0)) vector.set(client, clock);
    return Y.encodeStateVector(vector);
  }

  #forgetAnswers(): void {
    this.#states = undefined;
    this.#stateVector = undefined;
    this.#question = undefined;
    this.#answers.clear();
  }
}

/** True for the state vector of an empty document. */
export function isEmptyVector(stateVector: Uint8Array): boolean {
  return stateVector.length <= 1;
}

/** A row of the log with the message that carries it. */
export function tailRow({ seq, update }: Pick<LogRow, 'seq' | 'update'>): TailRow {
  const message = updateMessage(update);
  return { seq, update: message.subarray(message.length - update.length), message };
}

/** As much of a record as its document is made from. */
export type Replayable = Pick<RoomRecord, 'head' | 'snapshot'> & {
  readonly rows: readonly Pick<LogRow, 'seq' | 'update'>[];
};

/** The document that the log of a room describes. */
export function replay(kind: DocumentKind, record: Replayable): Y.Doc {
  return new RoomContent(kind, record).open();
}
