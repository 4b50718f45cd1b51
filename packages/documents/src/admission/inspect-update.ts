// edge: bytes that a client sent
import * as Y from 'yjs';

/** Consecutive clocks of one client id. */
export interface ClockRange {
  readonly client: number;
  readonly clock: number;
  readonly length: number;
}

/** One write inside an update, before it is applied. */
export type Struct = Y.Item | Y.GC | Y.Skip;

/** An update that decodes as v1 and whose numbers are sane. It says nothing about whether it fits. */
export interface InspectedUpdate {
  /** What was written, one range for each client id. Empty for an update that only deletes. */
  readonly structs: readonly ClockRange[];
  /** What was deleted. The client ids here are of who wrote it, not of who deletes it. */
  readonly deletes: readonly ClockRange[];
  /** The writes themselves, by client id and in the order of their clocks. */
  readonly decoded: ReadonlyMap<number, readonly Struct[]>;
}

/** Why an update is refused before anybody looks at the document. */
export type MalformedReason =
  /** The bytes are no update of version 1. */
  | 'NOT_DECODABLE'
  /** A client id or a clock that no browser can have made. */
  | 'NUMBER_OUT_OF_RANGE'
  /** A client id occurs in two places: readers would not agree on what the update says. */
  | 'REPEATED_CLIENT'
  /** A write that refers to a later write of the same client. */
  | 'FORWARD_REFERENCE'
  /** A document inside the document. */
  | 'SUBDOCUMENT'
  /** A value nested so deep that reading it takes the stack. */
  | 'VALUE_TOO_DEEP';

export type Inspection =
  | { readonly ok: true; readonly update: InspectedUpdate }
  | { readonly ok: false; readonly reason: MalformedReason };

/** Client ids are 32-bit random numbers in every Yjs of version 13. */
const maxClientId = 2 ** 32 - 1;
/** Two thousand million edits by one browser tab: nobody types that, a forged length does. */
const maxClock = 2 ** 31 - 1;
/** A register holds `{ value: { persons: [id] } }`, which is three deep. */
const maxValueDepth = 8;

/**
 * Decodes an update (v1 only: the columns of v2 can claim millions of structs in a few bytes) and checks what
 * can be checked without the document. Never throws; time and memory are bounded by the number of bytes.
 */
export function inspectUpdate(bytes: Uint8Array): Inspection {
  try {
    return inspectDecoded(Y.decodeUpdate(bytes), leadingVarUint(bytes));
  } catch {
    return { ok: false, reason: 'NOT_DECODABLE' };
  }
}

function inspectDecoded(
  decoded: ReturnType<typeof Y.decodeUpdate>,
  announcedClients: number,
): Inspection {
  const byClient = new Map<number, Struct[]>();
  for (const struct of decoded.structs) {
    const reason = mistakeIn(struct);
    if (reason) return { ok: false, reason };
    const earlier = byClient.get(struct.id.client);
    if (earlier) earlier.push(struct);
    else byClient.set(struct.id.client, [struct]);
  }
  if (byClient.size !== announcedClients) return { ok: false, reason: 'REPEATED_CLIENT' };
  const deletes = deletedRanges(decoded.ds);
  if (!deletes) return { ok: false, reason: 'NUMBER_OUT_OF_RANGE' };
  return { ok: true, update: { structs: writtenRanges(byClient), deletes, decoded: byClient } };
}

function mistakeIn(struct: Struct): MalformedReason | undefined {
  if (!isSane(struct.id, struct.length)) return 'NUMBER_OUT_OF_RANGE';
  if (!(struct instanceof Y.Item)) return undefined;
  if (struct.content instanceof Y.ContentDoc) return 'SUBDOCUMENT';
  if (isForward(struct, struct.origin) || isForward(struct, struct.rightOrigin))
    return 'FORWARD_REFERENCE';
  if (struct.parent instanceof Y.ID && isForward(struct, struct.parent)) return 'FORWARD_REFERENCE';
  return isTooDeep(valuesOf(struct.content), maxValueDepth) ? 'VALUE_TOO_DEEP' : undefined;
}

function isSane(id: Y.ID, length: number): boolean {
  return id.client <= maxClientId && length > 0 && id.clock + length <= maxClock;
}

/** Yjs does not expect this and throws in the middle of applying, with half the update in the document. */
function isForward(struct: Y.Item, id: Y.ID | null): boolean {
  return id !== null && id.client === struct.id.client && id.clock >= struct.id.clock;
}

function valuesOf(content: Y.Item['content']): readonly unknown[] {
  if (content instanceof Y.ContentAny || content instanceof Y.ContentJSON) return content.arr;
  if (content instanceof Y.ContentFormat) return [content.value];
  if (content instanceof Y.ContentEmbed) return [content.embed];
  return [];
}

function isTooDeep(values: readonly unknown[], levels: number): boolean {
  for (const value of values) {
    if (typeof value !== 'object' || value === null || value instanceof Uint8Array) continue;
    if (levels === 0 || isTooDeep(Object.values(value), levels - 1)) return true;
  }
  return false;
}

/** Decoding gives the structs of a client in one piece only if the announced number of pieces matches. */
function writtenRanges(byClient: ReadonlyMap<number, readonly Struct[]>): ClockRange[] {
  const ranges: ClockRange[] = [];
  for (const [client, structs] of byClient) {
    const first = structs[0];
    const last = structs.at(-1);
    if (!first || !last) continue;
    const end = last.id.clock + last.length;
    ranges.push({ client, clock: first.id.clock, length: end - first.id.clock });
  }
  return ranges;
}

function deletedRanges(ds: ReturnType<typeof Y.decodeUpdate>['ds']): ClockRange[] | undefined {
  const ranges: ClockRange[] = [];
  for (const [client, deletes] of ds.clients)
    for (const { clock, len } of deletes) {
      if (!isSane(Y.createID(client, clock), len)) return undefined;
      ranges.push({ client, clock, length: len });
    }
  return ranges;
}

/** The first number of an update: of how many client ids it holds writes. */
function leadingVarUint(bytes: Uint8Array): number {
  let value = 0;
  let unit = 1;
  for (const byte of bytes) {
    value += (byte & 127) * unit;
    if (byte < 128) return value;
    unit *= 128;
  }
  return value;
}
