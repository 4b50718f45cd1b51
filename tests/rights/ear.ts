import { canariesIn } from './canary-case.ts';

/** The ways in which bytes reach somebody. */
export const transports = [
  'item',
  'item at the table',
  'meeting',
  'case',
  'record',
  'records',
  'search',
  'follow-up',
  'my week',
  'lists',
  'reporter',
  'logs',
  'grounds',
  'errors',
  'pages',
  'live over websocket',
  'live over polling',
  'documents over websocket',
  'documents over polling',
  'room of the meeting',
] as const;
export type Transport = (typeof transports)[number];

/** Everything that one person receives, by the way in which it comes: which known words and names stand in it. */
export class Ear {
  readonly id: string;
  readonly #names: ReadonlyMap<string, string>;
  readonly #heard = new Map<Transport, Set<string>>();
  bytes = 0;
  pieces = 0;

  /** @param names of items, cases and reports, with what they are called here, such as `item 3` */
  constructor(id: string, names: ReadonlyMap<string, string>) {
    this.id = id;
    this.#names = names;
  }

  hear(transport: Transport, text: string): void {
    this.bytes += Buffer.byteLength(text);
    this.pieces += 1;
    const heard = this.#heard.get(transport) ?? new Set<string>();
    this.#heard.set(transport, heard);
    for (const word of canariesIn(text)) heard.add(word);
    for (const [name, called] of this.#names) if (text.includes(name)) heard.add(called);
  }

  /** Whether this canary, or this name, came in that way. */
  heard(transport: Transport, word: string): boolean {
    return this.#heard.get(transport)?.has(word) ?? false;
  }
}
