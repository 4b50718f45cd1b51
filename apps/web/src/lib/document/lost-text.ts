import * as Y from 'yjs';

/** Clocks that one client wrote, up to but not including `to`. */
interface Stretch {
  readonly from: number;
  readonly to: number;
}

type Written = ReadonlyMap<number, readonly Stretch[]>;

/**
 * The text of updates that the server did not take, for their author to copy: what was written in them and not
 * deleted again, in the order of the document, a line for each place. What builds on something that this page never
 * got stands last, in the order in which it was written.
 */
export function lostText(doc: Y.Doc, lost: readonly Uint8Array[]): string {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  for (const update of lost) Y.applyUpdate(copy, update);
  const pieces = new Pieces(writtenIn(lost));
  for (const root of copy.share.values()) pieces.addAllOf(root);
  for (const update of lost) pieces.addUnplaced(update, copy);
  copy.destroy();
  return pieces.text();
}

function writtenIn(updates: readonly Uint8Array[]): Written {
  const written = new Map<number, Stretch[]>();
  for (const update of updates) {
    const { from, to } = Y.parseUpdateMeta(update);
    for (const [client, end] of to) {
      const stretch = { from: from.get(client) ?? 0, to: end };
      written.set(client, [...(written.get(client) ?? []), stretch]);
    }
  }
  return written;
}

class Pieces {
  readonly #written: Written;
  readonly #lines: string[] = [];
  #line = '';
  /** Where the last unplaced piece ended, to know whether the next one goes on there. */
  #end: Y.ID | undefined;

  constructor(written: Written) {
    this.#written = written;
  }

  text(): string {
    this.#break();
    return this.#lines.join('\n');
  }

  addAllOf(type: Pick<Y.AbstractType<unknown>, '_start' | '_map'>): void {
    for (let item = type._start; item !== null; item = item.right) this.#add(item);
    this.#break();
    for (const item of type._map.values()) {
      this.#add(item);
      this.#break();
    }
  }

  /** What is not in the document, because something before it is missing. */
  addUnplaced(update: Uint8Array, doc: Y.Doc): void {
    for (const struct of Y.decodeUpdate(update).structs) {
      const { client, clock } = struct.id;
      if (!(struct instanceof Y.Item) || clock < Y.getState(doc.store, client)) continue;
      if (!(struct.content instanceof Y.ContentString)) continue;
      if (this.#end === undefined || !Y.compareIDs(struct.origin, this.#end)) this.#break();
      this.#line += struct.content.str;
      this.#end = struct.lastId;
    }
  }

  #add(item: Y.Item): void {
    if (item.deleted) return;
    const { content } = item;
    if (content instanceof Y.ContentType) {
      this.#break();
      this.addAllOf(content.type);
    } else if (content instanceof Y.ContentString) this.#addText(item, content.str);
    else if (content instanceof Y.ContentAny && this.#isOurs(item.id)) {
      this.#line += content.arr.flatMap(wordsIn).join('\n');
    }
  }

  /** A clock counts UTF-16 units, as split does. */
  #addText({ id: { client, clock } }: Y.Item, text: string): void {
    for (const [i, unit] of text.split('').entries()) {
      if (this.#isOurs({ client, clock: clock + i })) this.#line += unit;
      else this.#break();
    }
  }

  #isOurs({ client, clock }: Pick<Y.ID, 'client' | 'clock'>): boolean {
    const stretches = this.#written.get(client) ?? [];
    return stretches.some(({ from, to }) => from <= clock && clock < to);
  }

  #break(): void {
    if (this.#line.trim() !== '') this.#lines.push(this.#line.trimEnd());
    this.#line = '';
  }
}

/** The texts in a value of a field, such as the words of an action. */
function wordsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(wordsIn);
}
