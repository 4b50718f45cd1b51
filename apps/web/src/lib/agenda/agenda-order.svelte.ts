import type { Destination } from '@overlegtafel/documents';
import type { ItemId } from '@overlegtafel/domain';
import { m } from '#lib/paraglide/messages.js';
import type { SharedOrder } from './shared-order.ts';
import { destinationOf, itemIds, type Move, placeOf } from './moves.ts';

export interface AgendaOrderParts {
  /** The document of the meeting; undefined until it is loaded. */
  readonly shared: () => SharedOrder | undefined;
  /** The items of the agenda, in the order in which they were last read. */
  readonly agenda: () => readonly { readonly id: string; readonly alias: string }[];
  /** Reads a sentence out. */
  readonly say: (sentence: string) => void;
}

interface Moved {
  readonly item: ItemId;
  readonly back: Destination;
  readonly sentence: string;
}

/** The order of an agenda as one screen changes it, together with everybody else who does. */
export class AgendaOrder {
  readonly #parts: AgendaOrderParts;
  #version = $state(0);
  /** The last move of this reader, until it is undone. */
  moved = $state.raw<Moved>();

  constructor(parts: AgendaOrderParts) {
    this.#parts = parts;
  }

  /** The ids of the items, first to last. */
  get items(): readonly ItemId[] {
    const given = itemIds(this.#parts.agenda().map(({ id }) => id));
    const shared = this.#parts.shared();
    // Read again whenever somebody moved something.
    return shared === undefined || this.#version < 0 ? given : shared.inOrder(given);
  }

  /** Follows what everybody does to the order of this document. The answer ends it. */
  follow(shared: SharedOrder): () => void {
    return shared.follow(() => {
      this.#version += 1;
    });
  }

  move(id: string, move: Move): void {
    const item = this.#item(id);
    const to = item && destinationOf(this.items, item, move);
    if (item !== undefined && to !== undefined) this.#place(item, to);
  }

  /** Puts one case directly before or after another: what dragging does. */
  place(id: string, side: Destination['side'], beside: string): void {
    const item = this.#item(id);
    const other = this.#item(beside);
    if (item !== undefined && other !== undefined && item !== other)
      this.#place(item, { side, item: other });
  }

  /** Takes my last move back. Undefined when there is none. */
  undo(): ItemId | undefined {
    const shared = this.#parts.shared();
    const { moved } = this;
    if (moved === undefined || shared === undefined) return undefined;
    shared.move(this.items, moved.item, moved.back);
    this.moved = undefined;
    this.#parts.say(m.agenda_moved_back(this.#where(moved.item)));
    return moved.item;
  }

  #place(item: ItemId, to: Destination): void {
    const shared = this.#parts.shared();
    const back = placeOf(this.items, item);
    if (shared === undefined || back === undefined) return;
    shared.move(this.items, item, to);
    const sentence = m.agenda_moved(this.#where(item));
    this.moved = { item, back, sentence };
    this.#parts.say(sentence);
  }

  #where(item: ItemId) {
    const { items } = this;
    const alias = this.#parts.agenda().find(({ id }) => id === item)?.alias ?? '';
    return { alias, place: items.indexOf(item) + 1, count: items.length };
  }

  #item(id: string): ItemId | undefined {
    return this.items.find((item) => item === id);
  }
}
