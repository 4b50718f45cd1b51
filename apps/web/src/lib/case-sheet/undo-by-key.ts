import type { CaseDocument } from './case-document.svelte.ts';
import { isTextEntry } from './sheet-field.ts';

/** Takes back or does again my last change. A text field has an undo of its own. */
export function undoByKey(event: KeyboardEvent, sheet: Pick<CaseDocument, 'undo' | 'redo'>): void {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || isTextEntry(event.target)) return;
  const key = event.key.toLowerCase();
  if (key !== 'z' && key !== 'y') return;
  event.preventDefault();
  if (key === 'y' || event.shiftKey) sheet.redo();
  else sheet.undo();
}
