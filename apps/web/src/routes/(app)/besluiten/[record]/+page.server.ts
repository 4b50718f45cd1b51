import { fail, redirect } from '@sveltejs/kit';
import { call } from '#lib/api/call.ts';
import { problemWords } from '#lib/api/problem-words.ts';
import { readForPage } from '#lib/api/read-for-page.ts';
import { formText } from '#lib/forms/form-text.ts';
import { correctionMistakes } from '#lib/records/correction-sent.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, url, params }) => ({
  record: await readForPage({ fetch, url }, 'record', { params: { record: params.record } }),
  isCorrected: url.searchParams.has('gecorrigeerd'),
});

export const actions: Actions = {
  corrigeer: async ({ request, fetch, params }) => {
    const form = await request.formData();
    const sent = {
      item: formText(form, 'casus'),
      words: formText(form, 'tekst'),
      reason: formText(form, 'reden'),
    };
    const mistakes = correctionMistakes(sent);
    if (mistakes.length > 0) return fail(422, { sent: { ...sent, mistakes } });
    const result = await call(fetch, 'correct', {
      params: { record: params.record },
      body: sent,
      idempotencyKey: crypto.randomUUID(),
    });
    if (result.kind === 'DONE')
      redirect(303, `/besluiten/${params.record}?gecorrigeerd#correcties`);
    const { problem } = result;
    return fail(problem.status === 0 ? 503 : problem.status, {
      sent: { ...sent, mistakes: [], problem: problemWords(problem) },
    });
  },
};
