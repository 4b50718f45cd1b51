import * as Y from 'yjs';
import { newDocument, type DocumentKind } from './roots.ts';

/** A document as these updates leave it. Throws on bytes that are no update. */
export function openDocument(kind: DocumentKind, updates: readonly Uint8Array[]): Y.Doc {
  const doc = newDocument(kind, { gc: true });
  doc.transact(() => updates.forEach((update) => Y.applyUpdate(doc, update)));
  return doc;
}
