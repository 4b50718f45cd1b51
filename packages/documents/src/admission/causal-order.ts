import * as Y from 'yjs';
import type { StructId } from '../shape/struct-id.ts';
import type { ClockRange, InspectedUpdate, Struct } from './inspect-update.ts';

/** The writes of one client id, and how far the walk has come. */
interface Line {
  readonly client: number;
  readonly structs: readonly Struct[];
  /** The next write to place. */
  next: number;
  /** The first clock of this client id that is not known yet. */
  state: number;
  /** Lines that wait until this one has come further. */
  readonly waiting: Line[];
}

/** What came of a walk: everything had its place, or what was lacking. */
export interface Walk {
  /** The writes that the document does not hold yet. */
  readonly fresh: readonly ClockRange[];
  /** What the update builds on and nobody here knows. Applying it now would park a part of it. */
  readonly missing: readonly StructId[];
}

/**
 * Visits the writes that are new to the document, each after everything it builds on: the order in which Yjs
 * will integrate them. Applies nothing. A ring of writes that build on each other ends as missing.
 */
export function walkInCausalOrder(
  doc: Y.Doc,
  update: InspectedUpdate,
  visit: (struct: Y.Item | Y.GC) => void,
): Walk {
  const lines = new Map<number, Line>();
  const fresh: ClockRange[] = [];
  for (const [client, structs] of update.decoded) {
    const state = Y.getState(doc.store, client);
    fresh.push(...freshRange(client, structs, state));
    lines.set(client, { client, structs, next: 0, state, waiting: [] });
  }
  const blocked = advanceAll(doc, lines, visit);
  return { fresh, missing: [...blocked, ...unknownDeletes(doc, lines, update.deletes)] };
}

function freshRange(client: number, structs: readonly Struct[], state: number): ClockRange[] {
  const last = structs.at(-1);
  const end = last ? last.id.clock + last.length : state;
  const clock = Math.max(state, structs[0]?.id.clock ?? state);
  return end > clock ? [{ client, clock, length: end - clock }] : [];
}

function advanceAll(
  doc: Y.Doc,
  lines: ReadonlyMap<number, Line>,
  visit: (struct: Y.Item | Y.GC) => void,
): StructId[] {
  const ready = [...lines.values()];
  for (let line = ready.pop(); line; line = ready.pop()) {
    const before = line.state;
    const lacking = advance(doc, lines, line, visit);
    if (lacking && lacking.client !== line.client) lines.get(lacking.client)?.waiting.push(line);
    if (line.state > before) ready.push(...line.waiting.splice(0));
  }
  const missing: StructId[] = [];
  for (const line of lines.values()) {
    const lacking = advance(doc, lines, line, visit);
    if (lacking) missing.push(lacking);
  }
  return missing;
}

/**
 * Places writes of one client id until one builds on something unknown, and gives that. Writes that the document
 * holds already are not placed, but must name what exists too: Yjs parks them all the same.
 */
function advance(
  doc: Y.Doc,
  lines: ReadonlyMap<number, Line>,
  line: Line,
  visit: (struct: Y.Item | Y.GC) => void,
): StructId | undefined {
  for (let struct = line.structs[line.next]; struct; struct = line.structs[line.next]) {
    if (!(struct instanceof Y.Skip)) {
      const lacking = lackingFor(doc, lines, line, struct);
      if (lacking) return lacking;
      const end = struct.id.clock + struct.length;
      if (end > line.state) visit(struct);
      line.state = Math.max(line.state, end);
    }
    line.next++;
  }
  return undefined;
}

function lackingFor(
  doc: Y.Doc,
  lines: ReadonlyMap<number, Line>,
  line: Line,
  struct: Y.Item | Y.GC,
): StructId | undefined {
  if (struct.id.clock > line.state) return { client: line.client, clock: line.state };
  return struct instanceof Y.Item ? unknownIn(doc, lines, struct) : undefined;
}

function unknownIn(
  doc: Y.Doc,
  lines: ReadonlyMap<number, Line>,
  item: Y.Item,
): StructId | undefined {
  const isUnknown = (id: Y.ID): boolean => id.clock >= stateOf(doc, lines, id.client);
  if (item.origin && isUnknown(item.origin)) return item.origin;
  if (item.rightOrigin && isUnknown(item.rightOrigin)) return item.rightOrigin;
  return item.parent instanceof Y.ID && isUnknown(item.parent) ? item.parent : undefined;
}

function stateOf(doc: Y.Doc, lines: ReadonlyMap<number, Line>, client: number): number {
  return lines.get(client)?.state ?? Y.getState(doc.store, client);
}

function unknownDeletes(
  doc: Y.Doc,
  lines: ReadonlyMap<number, Line>,
  deletes: readonly ClockRange[],
): StructId[] {
  return deletes
    .map(({ client, clock, length }) => ({ client, clock, end: clock + length }))
    .filter(({ client, end }) => end > stateOf(doc, lines, client))
    .map(({ client, clock }) => ({ client, clock }));
}
