import { fail } from '@sveltejs/kit';
import { call } from '#lib/api/call.ts';
import { problemWords } from '#lib/api/problem-words.ts';
import { readForPage } from '#lib/api/read-for-page.ts';
import { formText } from '#lib/forms/form-text.ts';
import { type WeekAnswer, weekAnswers } from '#lib/week/week-actions.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ fetch, url, parent }) => {
  const week = await readForPage({ fetch, url }, 'myWeek');
  const { table } = await parent();
  const seats = table && (await call(fetch, 'tablePeople', { params: { table: table.id } }));
  // Who is there for single cases may not know who else sits at the table.
  return { week, people: seats?.kind === 'DONE' ? seats.value.people : [] };
};

/** MW10: gives one answer in the reader's own name. What it was about comes back, to stand next to it. */
async function answer({ give, said }: WeekAnswer, { request, fetch }: RequestEvent) {
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

export const actions: Actions = {
  ja: (event) => answer(weekAnswers.ja, event),
  nee: (event) => answer(weekAnswers.nee, event),
  klaar: (event) => answer(weekAnswers.klaar, event),
  nietGelukt: (event) => answer(weekAnswers.nietGelukt, event),
  meerTijd: (event) => answer(weekAnswers.meerTijd, event),
  neemOver: (event) => answer(weekAnswers.neemOver, event),
  weiger: (event) => answer(weekAnswers.weiger, event),
  check: (event) => answer(weekAnswers.check, event),
};
