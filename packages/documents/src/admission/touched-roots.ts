import type * as Y from 'yjs';
import { rootNameOf } from '../shape/roots.ts';

/** The roots under which a transaction wrote or deleted something: which fields changed. */
export function touchedRoots(transaction: Y.Transaction): ReadonlySet<string> {
  const names = new Set<string>();
  for (const type of transaction.changed.keys()) {
    const name = rootNameOf(type);
    if (name !== undefined) names.add(name);
  }
  return names;
}
