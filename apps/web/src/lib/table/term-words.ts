// edge: how a term stands, as our own API tells it
import { termSentence, type SpokenTerm } from '@overlegtafel/protocol';
import { getLocale } from '#lib/paraglide/runtime.js';
import type { ItemSummary } from './table-answers.ts';

/** How a term stands, in words, and whether it is over. */
export function termWords(term: NonNullable<ItemSummary['term']>): {
  readonly words: string;
  readonly isLate: boolean;
} {
  return {
    words: termSentence(term as unknown as SpokenTerm, getLocale()),
    isLate: term.kind === 'LATE',
  };
}
