import { m } from '#lib/paraglide/messages.js';
import type { ApiProblem } from './call.ts';

/** What a refusal says to its reader. Without an answer there is nothing to quote. */
export function problemWords({ title }: Pick<ApiProblem, 'title'>): string {
  return title === '' ? m.api_no_answer() : title;
}
