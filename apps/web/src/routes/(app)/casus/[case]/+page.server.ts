import { fail, redirect } from '@sveltejs/kit';
import { call } from '#lib/api/call.ts';
import { problemWords } from '#lib/api/problem-words.ts';
import { readForPage } from '#lib/api/read-for-page.ts';
import { formText } from '#lib/forms/form-text.ts';
import { answerActions } from '#lib/week/answer-actions.ts';
import type { Actions, PageServerLoad } from './$types';

/** A case over the years, and the sealed list of its newest decision: what was known then. */
export const load: PageServerLoad = async ({ fetch, url, params }) => {
  const found = await readForPage({ fetch, url }, 'case', { params: { case: params.case } });
  const record = found.meetings.find((meeting) => meeting.record !== undefined)?.record;
  const newest = record && (await call(fetch, 'record', { params: { record } }));
  return {
    found,
    // Not everybody who sees a case sees the list it was decided in: then without.
    newest: newest && newest.kind === 'DONE' ? newest.value : undefined,
    isPlanned: url.searchParams.has('gepland'),
  };
};

export const actions: Actions = {
  ...answerActions,
  plan: async ({ request, fetch, params }) => {
    const due = formText(await request.formData(), 'dag');
    if (due === '') return fail(422, { sent: { due, isMissing: true } });
    const result = await call(fetch, 'planMonitoring', {
      params: { case: params.case },
      body: { dueOn: due },
      idempotencyKey: crypto.randomUUID(),
    });
    if (result.kind === 'DONE') redirect(303, `/casus/${params.case}?gepland#monitoring`);
    const { problem } = result;
    return fail(problem.status === 0 ? 503 : problem.status, {
      sent: { due, isMissing: false, problem: problemWords(problem) },
    });
  },
};
