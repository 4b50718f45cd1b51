import type * as Y from 'yjs';
import { removeStrays } from '../register/card-map.ts';
import { rootAs } from '../shape/roots.ts';

/** Removes what stands among actions and conditions under a key that is no id, which ends the findings about it. */
export function removeStrayCards(doc: Y.Doc): void {
  doc.transact(() => {
    for (const root of ['actions', 'conditions']) {
      const map = rootAs.map(doc, root);
      if (map) removeStrays(map);
    }
  });
}
