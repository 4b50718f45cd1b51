// edge: bytes that a client sent
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';

/** How much work there is in an update. */
export interface UpdateMeasure {
  /** Writes, and the values inside them. */
  readonly writes: number;
  /** Ranges of what is deleted. */
  readonly deletes: number;
  /** Where the deletions begin. */
  readonly deletesAt: number;
}

type Decoder = decoding.Decoder;

/** Deeper is refused when the update is decoded; a forged depth must not take the stack before that. */
const deepestValue = 32;

/** Of the first byte of a write: what kind it is, and which references follow. */
const kindBits = 0b1_1111;
const hasOrigin = 0b1000_0000;
const hasRightOrigin = 0b0100_0000;
const hasKey = 0b0010_0000;

/**
 * Counts what decoding an update would make, without making any of it: one pass over the bytes that keeps nothing. What
 * costs time and memory is the number of writes and deletions, and a message of one mebibyte holds half a million.
 *
 * @param most more writes than this are not counted on
 * @returns undefined when the bytes are no update of version 1
 */
export function measureUpdate(bytes: Uint8Array, most: number): UpdateMeasure | undefined {
  const decoder = decoding.createDecoder(bytes);
  try {
    const writes = new Counter(most);
    for (let clients = decoding.readVarUint(decoder); clients > 0; clients--)
      skipWrites(decoder, writes);
    const deletesAt = decoder.pos;
    let deletes = 0;
    eachDelete(bytes, deletesAt, () => (deletes += 1));
    return { writes: writes.count, deletes, deletesAt };
  } catch (error) {
    if (!(error instanceof TooManyError)) return undefined;
    return { writes: most + 1, deletes: 0, deletesAt: bytes.length };
  }
}

/** An update without the deletions that are no news, and how many are left. */
export interface News {
  readonly update: Uint8Array;
  readonly deletes: number;
}

/**
 * Leaves out the deletions that a document has already. Clients send all that they know of each time they come back, so
 * most of them are none: what they would cost to decode is saved.
 *
 * @param most with more news than this nothing is made; `deletes` is above it
 */
export function newsOf(
  doc: Y.Doc,
  bytes: Uint8Array,
  { deletes, deletesAt }: UpdateMeasure,
  most: number,
): News {
  const byClient = new Map<number, number[]>();
  let count = 0;
  eachDelete(bytes, deletesAt, (client, clock, length) => {
    if (isDeleted(doc, client, clock, length)) return true;
    const ranges = byClient.get(client);
    if (ranges) ranges.push(clock, length);
    else byClient.set(client, [clock, length]);
    count += 1;
    return count <= most;
  });
  const isAllNews = count === deletes || count > most;
  const update = isAllNews ? bytes : withDeletes(bytes.subarray(0, deletesAt), byClient);
  return { update, deletes: count };
}

function withDeletes(
  writes: Uint8Array,
  byClient: ReadonlyMap<number, readonly number[]>,
): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeUint8Array(encoder, writes);
  encoding.writeVarUint(encoder, byClient.size);
  for (const [client, numbers] of byClient) {
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, numbers.length / 2);
    for (const number of numbers) encoding.writeVarUint(encoder, number);
  }
  return encoding.toUint8Array(encoder);
}

/** With so many writes of one client id, finding a place between them takes as long again as all else. */
const writesToAWeight = 20_000;

/**
 * How much more a write or deletion costs in this document than in a small one: Yjs keeps the writes of a client id in
 * one row, and whatever is split makes room in it.
 */
export function weightIn(doc: Y.Doc): number {
  let longest = 0;
  for (const { length } of doc.store.clients.values()) longest = Math.max(longest, length);
  return 1 + longest / writesToAWeight;
}

/** True when the document holds all of a range and it is deleted there. */
export function isDeleted(doc: Y.Doc, client: number, clock: number, length: number): boolean {
  const structs = doc.store.clients.get(client);
  if (!structs || clock + length > Y.getState(doc.store, client)) return false;
  for (let at = Y.findIndexSS(structs, clock); ; at++) {
    const struct = structs[at];
    if (!struct?.deleted) return false;
    if (struct.id.clock + struct.length >= clock + length) return true;
  }
}

class TooManyError extends Error {}

class Counter {
  readonly #most: number;
  count = 0;

  constructor(most: number) {
    this.#most = most;
  }

  add(): void {
    this.count += 1;
    if (this.count > this.#most) throw new TooManyError();
  }
}

/** @param seen false from it: enough */
function eachDelete(
  bytes: Uint8Array,
  from: number,
  seen: (client: number, clock: number, length: number) => unknown,
): void {
  const decoder = decoding.createDecoder(bytes);
  decoder.pos = from;
  for (let clients = decoding.readVarUint(decoder); clients > 0; clients--) {
    const client = decoding.readVarUint(decoder);
    for (let left = decoding.readVarUint(decoder); left > 0; left--) {
      const clock = decoding.readVarUint(decoder);
      if (seen(client, clock, decoding.readVarUint(decoder)) === false) return;
    }
  }
}

/** All writes of one client id. */
function skipWrites(decoder: Decoder, writes: Counter): void {
  writes.add();
  const count = decoding.readVarUint(decoder);
  skipNumbers(decoder, 2);
  for (let left = count; left > 0; left--) {
    writes.add();
    skipWrite(decoder, writes);
  }
}

function skipWrite(decoder: Decoder, writes: Counter): void {
  const info = decoding.readUint8(decoder);
  const kind = info & kindBits;
  if (kind === kinds.gone || kind === kinds.gap) {
    skipNumbers(decoder, 1);
    return;
  }
  if (info & hasOrigin) skipNumbers(decoder, 2);
  if (info & hasRightOrigin) skipNumbers(decoder, 2);
  if ((info & (hasOrigin | hasRightOrigin)) === 0) {
    if (decoding.readVarUint(decoder) === 1) skipBytes(decoder);
    else skipNumbers(decoder, 2);
    if (info & hasKey) skipBytes(decoder);
  }
  skipContent(decoder, kind, writes);
}

type Skip = (decoder: Decoder, writes: Counter) => void;

/** What Yjs writes in the first byte of what is no content. */
const kinds = { gone: 0, gap: 10 } as const;

/** Types with a name of their own. */
const namedTypes: ReadonlySet<number> = new Set([3, 5]);

/** Content by its kind, as Yjs numbers them. */
const contents: Readonly<Record<number, Skip>> = {
  // What is deleted already.
  1: (decoder) => {
    skipNumbers(decoder, 1);
  },
  // JSON, each value a text.
  2: (decoder, writes) => {
    for (let left = decoding.readVarUint(decoder); left > 0; left--) {
      writes.add();
      skipBytes(decoder);
    }
  },
  // Bytes, text, something embedded.
  3: skipBytes,
  4: skipBytes,
  5: skipBytes,
  // A mark: its name and its value.
  6: (decoder) => {
    skipBytes(decoder);
    skipBytes(decoder);
  },
  // A type.
  7: (decoder) => {
    if (namedTypes.has(decoding.readVarUint(decoder))) skipBytes(decoder);
  },
  // Values.
  8: (decoder, writes) => {
    for (let left = decoding.readVarUint(decoder); left > 0; left--) skipValue(decoder, writes, 0);
  },
  // A document in the document.
  9: (decoder, writes) => {
    skipBytes(decoder);
    skipValue(decoder, writes, 0);
  },
};

function skipContent(decoder: Decoder, kind: number, writes: Counter): void {
  const skipIt = contents[kind];
  if (!skipIt) throw new RangeError('no kind of write');
  skipIt(decoder, writes);
}

const skipNothing: Skip = () => undefined;
const skipEight: Skip = (decoder) => {
  skip(decoder, Float64Array.BYTES_PER_ELEMENT);
};

/** Values that hold no others, by how lib0 marks them. */
const plainValues: Readonly<Record<number, Skip>> = {
  127: skipNothing,
  126: skipNothing,
  125: (decoder) => {
    decoding.readVarInt(decoder);
  },
  124: (decoder) => {
    skip(decoder, Float32Array.BYTES_PER_ELEMENT);
  },
  123: skipEight,
  122: skipEight,
  121: skipNothing,
  120: skipNothing,
  119: skipBytes,
  116: skipBytes,
};
const objectMark = 118;
const arrayMark = 117;

function skipValue(decoder: Decoder, writes: Counter, depth: number): void {
  writes.add();
  if (depth > deepestValue) throw new RangeError('too deep');
  const mark = decoding.readUint8(decoder);
  const plain = plainValues[mark];
  if (plain) plain(decoder, writes);
  else if (mark !== objectMark && mark !== arrayMark) throw new RangeError('no kind of value');
  else
    for (let left = decoding.readVarUint(decoder); left > 0; left--) {
      if (mark === objectMark) skipBytes(decoder);
      skipValue(decoder, writes, depth + 1);
    }
}

function skipNumbers(decoder: Decoder, count: number): void {
  for (let left = count; left > 0; left--) decoding.readVarUint(decoder);
}

function skipBytes(decoder: Decoder): void {
  skip(decoder, decoding.readVarUint(decoder));
}

function skip(decoder: Decoder, length: number): void {
  if (decoder.pos + length > decoder.arr.length) throw new RangeError('cut off');
  decoder.pos += length;
}
