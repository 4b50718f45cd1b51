// edge: presence that a client sent
import { documentLimits, awarenessMessage } from '@overlegtafel/protocol';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import type { Member } from './connection.ts';

/** A connection as presence sees it. The same object for as long as the connection lasts. */
export interface Present {
  readonly member: Member;
}

interface Entry {
  /** Who is shown; changes when somebody comes back before the old connection has ended. */
  owner: Present;
  /** The clock and the state as the client sent them; null: gone. */
  clock: number;
  json: string | null;
  /** The clock that others saw last. They ignore anything that is not higher. */
  shown: number;
  /** What others are shown, made when it is first needed. */
  text: string | undefined;
  /** Added to the client's clock, for a client that came back with a clock others have seen. */
  ahead: number;
}

/** One round of presence. `without` holds what a connection gets instead, when it is not the same. */
export interface PresenceRound {
  readonly message: Uint8Array;
  readonly instead: ReadonlyMap<Present, Uint8Array | undefined>;
}

/** How many departed client ids are remembered, so that they can come back with a higher clock. */
const departedKept = 1_000;

/**
 * Who is in the room and where their cursor is. Every connection speaks for one client id; name,
 * organisation and role come from the session. Keeps the newest of each and sends it in rounds.
 */
export class Presence {
  readonly #entries = new Map<number, Entry>();
  readonly #departed = new Map<number, number>();
  readonly #changed = new Set<number>();

  get hasChanged(): boolean {
    return this.#changed.size > 0;
  }

  /** Takes what a connection says about its own client id; anything else in it is dropped. */
  hear(from: Present, clientId: number, update: Uint8Array): void {
    const heard = entryOf(update, clientId);
    if (!heard || heard.json.length > documentLimits.presenceBytes) return;
    const json = heard.json === 'null' ? null : heard.json;
    const entry = this.#entries.get(clientId) ?? this.#enter(from, clientId);
    const isNewHere = entry.owner !== from;
    if (!isNewHere && heard.clock < entry.clock) return;
    if (isNewHere || entry.clock < 0) entry.ahead = Math.max(0, entry.shown + 1 - heard.clock);
    Object.assign(entry, { owner: from, clock: heard.clock, json, text: undefined });
    this.#changed.add(clientId);
  }

  #enter(owner: Present, clientId: number): Entry {
    const shown = this.#departed.get(clientId) ?? 0;
    const entry: Entry = { owner, clock: -1, json: null, shown, ahead: 0, text: undefined };
    this.#entries.set(clientId, entry);
    this.#departed.delete(clientId);
    return entry;
  }

  /** A connection has ended: whoever it spoke for is gone, unless they are back already. */
  leave(from: Present): void {
    for (const [clientId, entry] of this.#entries) {
      if (entry.owner !== from) continue;
      entry.json = null;
      entry.text = undefined;
      entry.clock = Math.max(entry.clock, entry.shown - entry.ahead) + 1;
      this.#changed.add(clientId);
    }
  }

  /** Everybody, for a connection that is new or comes back. */
  everybody(): Uint8Array | undefined {
    const shown = [...this.#entries].filter(([, { json }]) => json !== null);
    return shown.length > 0 ? encode(shown) : undefined;
  }

  /** What changed since the last round, encoded once. */
  nextRound(): PresenceRound | undefined {
    const changed = [...this.#changed].flatMap((clientId): [number, Entry][] => {
      const entry = this.#entries.get(clientId);
      return entry ? [[clientId, entry]] : [];
    });
    this.#changed.clear();
    if (changed.length === 0) return undefined;
    const message = encode(changed);
    const instead = new Map<Present, Uint8Array | undefined>();
    for (const [clientId, entry] of changed) {
      // A client takes back its own state when the clock is higher than its own.
      if (entry.ahead > 0) instead.set(entry.owner, encodeWithout(changed, entry));
      entry.shown = entry.clock + entry.ahead;
      if (entry.json === null) this.#forget(clientId, entry);
    }
    return { message, instead };
  }

  #forget(clientId: number, { shown }: Entry): void {
    this.#entries.delete(clientId);
    this.#departed.set(clientId, shown);
    for (const oldest of this.#departed.keys()) {
      if (this.#departed.size <= departedKept) break;
      this.#departed.delete(oldest);
    }
  }
}

/** The client id that a presence message speaks for first; undefined when it cannot be read. */
export function firstClientId(update: Uint8Array): number | undefined {
  try {
    const decoder = decoding.createDecoder(update);
    return decoding.readVarUint(decoder) > 0 ? decoding.readVarUint(decoder) : undefined;
  } catch {
    return undefined;
  }
}

function entryOf(
  update: Uint8Array,
  clientId: number,
): { clock: number; json: string } | undefined {
  try {
    const decoder = decoding.createDecoder(update);
    for (let left = decoding.readVarUint(decoder); left > 0; left--) {
      const id = decoding.readVarUint(decoder);
      const clock = decoding.readVarUint(decoder);
      if (id === clientId) return { clock, json: decoding.readVarString(decoder) };
      decoding.readVarUint8Array(decoder);
    }
  } catch {
    // What cannot be read is dropped like anything else that is no presence of this connection.
  }
  return undefined;
}

function encodeWithout(changed: readonly [number, Entry][], own: Entry): Uint8Array | undefined {
  const others = changed.filter(([, entry]) => entry !== own);
  return others.length > 0 ? encode(others) : undefined;
}

function encode(entries: readonly [number, Entry][]): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, entries.length);
  for (const [clientId, entry] of entries) {
    encoding.writeVarUint(encoder, clientId);
    encoding.writeVarUint(encoder, entry.clock + entry.ahead);
    entry.text ??= shownJson(entry);
    encoding.writeVarString(encoder, entry.text);
  }
  return awarenessMessage(encoding.toUint8Array(encoder));
}

function shownJson({ json, owner: { member } }: Entry): string {
  if (json === null) return 'null';
  const { name, organisation, role } = member;
  const said = parseObject(json);
  const user = { ...colourOf(said['user']), id: member.person, name, organisation, role };
  return JSON.stringify({ ...said, user });
}

function parseObject(json: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
  } catch {
    return {};
  }
}

/** The one thing about themselves that people choose. */
function colourOf(user: unknown): { color?: string } {
  if (typeof user !== 'object' || user === null || !('color' in user)) return {};
  const { color } = user;
  return typeof color === 'string' && /^#[0-9a-f]{6}$/i.test(color) ? { color } : {};
}
