import { m } from '#lib/paraglide/messages.js';
import type { ApiProblem } from './call.ts';

/** What a refusal says to its reader: what is wrong in what was filled in, where that is known. Without an answer there is nothing to quote. */
export function problemWords({
  title,
  mistakes = [],
}: Pick<ApiProblem, 'title'> & Partial<Pick<ApiProblem, 'mistakes'>>): string {
  const told = mistakes.flatMap(({ message }) => message ?? []);
  if (told.length > 0) return told.join(' ');
  return title === '' ? m.api_no_answer() : title;
}
