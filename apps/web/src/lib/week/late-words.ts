import { termSentence } from '@overlegtafel/protocol';
import { getLocale } from '#lib/paraglide/runtime.js';

/** How late an action is, in the words in which every term is late: in working days. */
export function lateWords(by: number): string {
  return termSentence({ kind: 'LATE', unit: 'WORKING_DAYS', by }, getLocale());
}
