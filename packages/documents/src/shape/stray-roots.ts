import type { Finding } from '@overlegtafel/domain';
import type * as Y from 'yjs';
import { isBare } from './live-items.ts';
import { rootType, type DocumentKind } from './roots.ts';

/** Longer names are nobody's field; a finding does not repeat them. */
const maxShownNameLength = 32;

/** A finding for each root that this kind of document does not have and in which something stands. */
export function strayRoots(doc: Y.Doc, kind: DocumentKind): readonly Finding[] {
  const findings: Finding[] = [];
  for (const [name, root] of doc.share)
    if (!rootType(kind, name) && !isBare(root))
      findings.push({ path: name.slice(0, maxShownNameLength).toWellFormed() });
  return findings;
}
