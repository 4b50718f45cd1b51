import { clearItemRegister, writeItemRegister } from '@overlegtafel/documents';
import type { TriagePriority } from '@overlegtafel/domain';
import type * as Y from 'yjs';

/** Writes the priority of a case into its document; undefined takes the choice back. */
export function writePriority(doc: Y.Doc, priority: TriagePriority | undefined): void {
  if (priority === undefined) clearItemRegister(doc, 'priority');
  else writeItemRegister(doc, 'priority', priority);
}
