import { m } from '#lib/paraglide/messages.js';
import type { ApiProblem } from './call.ts';

/** What a refusal says to its reader: what is wrong in what was filled in, where that is known. Without an answer there is nothing to quote. */
export function problemWords({
  title,
  status = 0,
  mistakes = [],
}: Pick<ApiProblem, 'title'> & Partial<Pick<ApiProblem, 'mistakes' | 'status'>>): string {
  const told = mistakes.flatMap(({ message }) => message ?? []);
  if (told.length > 0) return told.join(' ');
  return title === '' ? wordsOfStatus(status) : title;
}

/** SH325: what a proxy between the page and the server refused, without words of ours. */
function wordsOfStatus(status: number): string {
  switch (status) {
    case 413:
      return m.api_too_large();
    case 429:
      return m.api_too_many();
    case 502:
    case 503:
    case 504:
      return m.api_not_reached();
    default:
      return m.api_no_answer();
  }
}
