import { type Destination, moveItem, readMeetingDocument } from '@overlegtafel/documents';
import type { ItemId } from '@overlegtafel/domain';
import type * as Y from 'yjs';

/** The order of an agenda as it stands in the document of a meeting. A page asks for it when it has that document. */
export class SharedOrder {
  readonly #doc: Y.Doc;

  constructor(doc: Y.Doc) {
    this.#doc = doc;
  }

  /** These items, first to last. */
  inOrder(items: readonly ItemId[]): readonly ItemId[] {
    return readMeetingDocument(this.#doc, items).items;
  }

  move(items: readonly ItemId[], item: ItemId, to: Destination): void {
    moveItem(this.#doc, items, item, to);
  }

  /** Tells whenever anybody moved something. The answer ends it. */
  follow(changed: () => void): () => void {
    const order = this.#doc.getMap('order');
    order.observe(changed);
    return () => {
      order.unobserve(changed);
    };
  }
}
