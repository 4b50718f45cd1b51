import { fail } from '@sveltejs/kit';
import { problemWords } from '#lib/api/problem-words.ts';
import { formText } from '#lib/forms/form-text.ts';
import { type WeekAnswer, weekAnswers } from './week-actions.ts';

interface Asked {
  readonly request: Request;
  readonly fetch: typeof globalThis.fetch;
}

/** MW10: gives one answer in the reader's own name. What it was about comes back, to stand next to it. */
async function answer({ give, said }: WeekAnswer, { request, fetch }: Asked) {
  const form = await request.formData();
  const of = formText(form, 'of');
  const result = await give(fetch, form);
  if (result.kind === 'DONE') return { said, of };
  const { problem } = result;
  const filled = Object.fromEntries(
    ['reason', 'words', 'until', 'stopped'].map((name) => [name, formText(form, name)]),
  );
  const status = problem.status === 0 ? 503 : problem.status;
  return fail(status, { of, asked: said, problem: problemWords(problem), filled });
}

/** The form actions of every page on which somebody answers what was asked of them. */
export const answerActions = {
  ja: (event: Asked) => answer(weekAnswers.ja, event),
  nee: (event: Asked) => answer(weekAnswers.nee, event),
  klaar: (event: Asked) => answer(weekAnswers.klaar, event),
  nietGelukt: (event: Asked) => answer(weekAnswers.nietGelukt, event),
  meerTijd: (event: Asked) => answer(weekAnswers.meerTijd, event),
  neemOver: (event: Asked) => answer(weekAnswers.neemOver, event),
  weiger: (event: Asked) => answer(weekAnswers.weiger, event),
  terug: (event: Asked) => answer(weekAnswers.terug, event),
  nood: (event: Asked) => answer(weekAnswers.nood, event),
  check: (event: Asked) => answer(weekAnswers.check, event),
};
