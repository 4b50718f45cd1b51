import type { ActionReading } from '@overlegtafel/documents';
import { complaintOf, dayToCome } from '#lib/look/day-to-come.ts';
import type { CaseDocument } from '../case-document.svelte.ts';

/** Takes the day of a date field over into the document; the sentence about it when it cannot be one. */
export function chooseDueDay(
  input: HTMLInputElement,
  sheet: CaseDocument,
  action: ActionReading['id'],
): string | undefined {
  // A browser gives nothing for a day that does not exist, as it does for none.
  if (input.value === '' && !input.validity.badInput) {
    sheet.clearAction(action, 'dueDate');
    return undefined;
  }
  const read = dayToCome(input.value);
  if (read.kind === 'DAY') sheet.changeAction(action, 'dueDate', read.day);
  return complaintOf(read);
}
