import type * as Y from 'yjs';
import { ItemReader, type ItemReading } from './item-reader.ts';

/** Reads an item document, whatever is in it. The document is not changed. */
export function readItemDocument(doc: Y.Doc): ItemReading {
  return new ItemReader(doc).reading;
}
