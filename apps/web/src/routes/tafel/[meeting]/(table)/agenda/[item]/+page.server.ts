import { fail, redirect } from '@sveltejs/kit';
import { type PrepareName, prepareActions } from '#lib/agenda/prepare/prepare-actions.ts';
import { filledIn } from '#lib/forms/filled-form.ts';
import { call } from '#lib/api/call.ts';
import { problemWords } from '#lib/api/problem-words.ts';
import { readForPage } from '#lib/api/read-for-page.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ fetch, url, params }) => {
  const item = await readForPage({ fetch, url }, 'item', { params: { item: params.item } });
  return { item };
};

/** Gives one command about this case; a refusal comes back to the form that it was given with. */
async function prepare(name: PrepareName, { request, fetch, params }: RequestEvent) {
  const form = await request.formData();
  const result = await prepareActions[name](fetch, params.item, form);
  if (result.kind === 'PROBLEM') {
    const { problem } = result;
    const status = problem.status === 0 ? 503 : problem.status;
    return fail(status, { name, problem: problemWords(problem), filled: filledIn(form) });
  }
  // Who steps out does not see the case any more.
  if (name === 'verschoning') redirect(303, `/tafel/${params.meeting}`);
  return { name, isDone: true };
}

export const actions: Actions = {
  voorstel: (event) => prepare('voorstel', event),
  reactie: (event) => prepare('reactie', event),
  uitnodiging: (event) => prepare('uitnodiging', event),
  intrekken: (event) => prepare('intrekken', event),
  verschoning: (event) => prepare('verschoning', event),
  /** Reading who reported is asked for on purpose, and is logged. */
  melder: async ({ fetch, params }) => {
    const result = await call(fetch, 'reporterIdentity', { params: { item: params.item } });
    if (result.kind === 'DONE') return { reporter: result.value };
    return fail(result.problem.status || 503, {
      name: 'melder' as const,
      problem: problemWords(result.problem),
    });
  },
};
