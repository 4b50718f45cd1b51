import type { ItemId, PersonId } from '@overlegtafel/domain';
import {
  type DocumentKind,
  ItemReader,
  type ItemReading,
  type MeetingReading,
  newDocument,
  readMeetingDocument,
  touchedRoots,
} from '@overlegtafel/documents';
import type { RoomRecord } from '@overlegtafel/rooms';
import * as Y from 'yjs';

/** The document of a room as far as it was read, and who wrote in it. It only ever reads on. */
export class ReadRoom {
  readonly epoch: number;
  readonly #doc: Y.Doc;
  readonly #writers = new Map<string, Set<PersonId>>();
  readonly #clients = new Map<number, PersonId>();
  #reader: ItemReader | undefined;
  #writing: PersonId | undefined;
  #head = 0;

  /** @param record read from the start of the log */
  constructor(kind: DocumentKind, record: RoomRecord) {
    this.epoch = record.epoch;
    this.#doc = newDocument(kind, { gc: true });
    for (const [client, person] of record.claims) this.#clients.set(client, person);
    if (record.snapshot) this.#open(record.snapshot);
    this.#doc.on('afterTransaction', (transaction: Y.Transaction) => {
      this.#reader?.take(transaction);
      const person = this.#writing;
      if (person === undefined) return;
      for (const root of touchedRoots(transaction)) this.#wrote(root, person);
    });
    this.readOn(record);
  }

  /** The number of the last row that is in here. */
  get head(): number {
    return this.#head;
  }

  /** Who is behind each client id that was seen. */
  get clients(): ReadonlyMap<number, PersonId> {
    return this.#clients;
  }

  /** Who wrote in each root, by its name. */
  get writers(): ReadonlyMap<string, ReadonlySet<PersonId>> {
    return this.#writers;
  }

  /** Takes in the rows after the head. */
  readOn({ rows, head }: Pick<RoomRecord, 'rows' | 'head'>): void {
    for (const { person, clientIds, update } of rows) {
      for (const client of clientIds) if (!this.#clients.has(client)) this.claimed(client, person);
      this.#writing = person;
      Y.applyUpdate(this.#doc, update);
    }
    this.#writing = undefined;
    this.#head = head;
  }

  claimed(client: number, person: PersonId): void {
    this.#clients.set(client, person);
  }

  item(): ItemReading {
    this.#reader ??= new ItemReader(this.#doc);
    return this.#reader.reading;
  }

  meeting(agenda: readonly ItemId[]): MeetingReading {
    return readMeetingDocument(this.#doc, agenda);
  }

  destroy(): void {
    this.#doc.destroy();
  }

  /** A snapshot has no rows: who wrote is known by the client ids of what stands in it, deleted or not. */
  #open({ state, upTo }: { readonly state: Uint8Array; readonly upTo: number }): void {
    Y.applyUpdate(this.#doc, state);
    this.#head = upTo;
    for (const [client, structs] of this.#doc.store.clients) {
      const person = this.#clients.get(client);
      if (person === undefined) continue;
      for (const root of rootsOf(structs)) this.#wrote(root, person);
    }
  }

  #wrote(root: string, person: PersonId): void {
    const known = this.#writers.get(root);
    if (known) known.add(person);
    else this.#writers.set(root, new Set([person]));
  }
}

function rootsOf(structs: readonly (Y.Item | Y.GC)[]): ReadonlySet<string> {
  const roots = new Set<string>();
  for (const struct of structs) {
    const top = struct instanceof Y.Item ? topOf(struct) : undefined;
    if (top !== undefined) roots.add(Y.findRootTypeKey(top));
  }
  return roots;
}

/** The root type under which something hangs; nothing when a parent was cleared away. */
function topOf(item: Y.Item): Y.AbstractType<unknown> | undefined {
  let at: Y.Item | null = item;
  while (at) {
    const parent: unknown = at.parent;
    if (!(parent instanceof Y.AbstractType)) return undefined;
    if (parent._item === null) return parent;
    at = parent._item;
  }
  return undefined;
}
