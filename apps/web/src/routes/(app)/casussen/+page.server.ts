import { fail } from '@sveltejs/kit';
import { call } from '#lib/api/call.ts';
import { problemWords } from '#lib/api/problem-words.ts';
import { formText } from '#lib/forms/form-text.ts';
import type { Actions, PageServerLoad } from './$types';

const shortest = 2;

/** The cases of the meeting that goes on or comes next. Search comes by a form. */
export const load: PageServerLoad = async ({ fetch, parent }) => {
  const { nextMeeting } = await parent();
  if (nextMeeting === undefined) return { items: [] };
  const answer = await call(fetch, 'meeting', { params: { meeting: nextMeeting.id } });
  return { items: answer.kind === 'DONE' ? answer.value.items : [] };
};

export const actions: Actions = {
  /** Words travel in the body of the form: never in an address, a history or a log. */
  zoek: async ({ request, fetch }) => {
    const form = await request.formData();
    const words = formText(form, 'woorden');
    const table = formText(form, 'tafel');
    if (words.length < shortest) return fail(422, { words, isShort: true });
    const next = formText(form, 'vanaf');
    const result = await call(fetch, 'search', {
      params: { table },
      body: { words, ...(next === '' ? {} : { next }) },
    });
    if (result.kind === 'DONE') return { words, found: result.value };
    const { problem } = result;
    return fail(problem.status === 0 ? 503 : problem.status, {
      words,
      problem: problemWords(problem),
    });
  },
};
