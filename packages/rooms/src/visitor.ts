import { documentLimits, type Refusal, type RoomName } from '@overlegtafel/protocol';
import type { UpdateMeasure } from '@overlegtafel/documents';
import { TokenBucket } from './token-bucket.ts';

/** A connection of a person, as far as this page knows it. */
interface Closable {
  refuse(reason: Refusal, bytes: number, detail: string): void;
}

const bytesToAUnit = 512;
const knownDeletesToAUnit = 50;
/** A letter typed and one erased are a unit each; whatever is said costs something. */
const message = 0.2;

/** What a message costs before anybody has looked at the document. */
export function workOf(bytes: number, measure: UpdateMeasure | undefined): number {
  const { writes = 0, deletes = 0 } = measure ?? {};
  return message + bytes / bytesToAUnit + writes + deletes / knownDeletesToAUnit;
}

/** What an update costs besides, once it is known how much of it is news. */
export function workOfNews(writes: number, newDeletes: number, weight: number): number {
  const pieces = (writes + newDeletes) * weight;
  const isLarge = pieces > documentLimits.piecesInOneGo;
  return pieces - writes + (isLarge ? pieces * (documentLimits.largeFactor - 1) : 0);
}

/**
 * What one person does on this server, in all rooms, over all connections and transports together. It outlives the
 * connections: whoever comes back finds what they have used up.
 */
export class Visitor {
  /** How many messages. */
  readonly messages: TokenBucket;
  /** How much work is in what they write, and in what they ask: nobody reads later because they wrote much. */
  readonly writing: TokenBucket;
  readonly reading: TokenBucket;
  readonly #entries: TokenBucket;
  readonly #rooms = new Map<RoomName, number>();
  readonly #seats = new Set<Closable>();
  /** Bytes that wait to be handled. */
  waitingBytes = 0;
  isShutOut = false;

  constructor(nowMs: number) {
    const { updatesPerSecond, updateBurst, personFactor } = documentLimits;
    const { workPerSecond, workAtOnce, entriesPerSecond, entriesAtOnce } = documentLimits;
    const bucket = (perSecond: number, burst: number) =>
      new TokenBucket({ perSecond, burst }, nowMs);
    this.messages = bucket(updatesPerSecond * personFactor, updateBurst * personFactor);
    this.writing = bucket(workPerSecond, workAtOnce);
    this.reading = bucket(workPerSecond, workAtOnce);
    this.#entries = bucket(entriesPerSecond, entriesAtOnce);
  }

  get seats(): ReadonlySet<Closable> {
    return this.#seats;
  }

  /** Counts a connection; false when it is one too many. */
  enters(seat: Closable, room: RoomName): boolean {
    this.#seats.add(seat);
    const count = (this.#rooms.get(room) ?? 0) + 1;
    this.#rooms.set(room, count);
    const { roomsPerPerson, connectionsPerPersonAndRoom, connectionsPerPerson } = documentLimits;
    return (
      this.#rooms.size <= roomsPerPerson &&
      count <= connectionsPerPersonAndRoom &&
      this.#seats.size <= connectionsPerPerson
    );
  }

  leaves(seat: Closable, room: RoomName): void {
    if (!this.#seats.delete(seat)) return;
    const count = (this.#rooms.get(room) ?? 1) - 1;
    if (count > 0) this.#rooms.set(room, count);
    else this.#rooms.delete(room);
  }

  /** How long until they may enter once more; counts it. */
  entryWaitMs(nowMs: number): number {
    const waitMs = this.#entries.waitMs(nowMs);
    this.#entries.spend(1, nowMs);
    return waitMs;
  }

  /** True when nothing has to be remembered of them. */
  isForgettable(nowMs: number): boolean {
    const buckets = [this.messages, this.writing, this.reading, this.#entries];
    return (
      this.#seats.size === 0 && !this.isShutOut && buckets.every((bucket) => bucket.isFull(nowMs))
    );
  }
}
