import * as Y from 'yjs';
import { newDocument, type DocumentKind } from './shape/roots.ts';

/** Empty replicas of one document, with fixed client ids so that a failing case can be run again. */
export function replicas(kind: DocumentKind, count: number): Y.Doc[] {
  return Array.from({ length: count }, (_, index) => {
    const doc = newDocument(kind, { gc: true });
    doc.clientID = index + 1;
    return doc;
  });
}

/** Gives every replica what the others have. */
export function exchange(...docs: readonly Y.Doc[]): void {
  for (const from of docs)
    for (const to of docs)
      if (from !== to)
        Y.applyUpdate(to, Y.encodeStateAsUpdate(from, Y.encodeStateVector(to)), 'exchange');
}

/** The updates that a piece of work sends, in order; what comes in from others does not count. */
export function updatesOf(doc: Y.Doc, work: () => void): Uint8Array[] {
  const updates: Uint8Array[] = [];
  const keep = (update: Uint8Array, origin: unknown): void => {
    if (origin !== 'exchange') updates.push(update);
  };
  doc.on('update', keep);
  work();
  doc.off('update', keep);
  return updates;
}

/** The same content in a document of its own, as somebody who joins gets it. */
export function joiner(doc: Y.Doc, kind: DocumentKind): Y.Doc {
  const copy = newDocument(kind, { gc: true });
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc), 'exchange');
  return copy;
}
