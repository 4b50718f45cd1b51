import { fail } from '@sveltejs/kit';
import { aliasIdea } from '#lib/agenda/intake/alias-idea.ts';
import { filledIn } from '#lib/forms/filled-form.ts';
import { receivedIn, reportIn } from '#lib/agenda/intake/report-body.ts';
import { mayTakeIn } from '#lib/agenda/may-take-in.ts';
import { type ApiProblem, call } from '#lib/api/call.ts';
import { problemWords } from '#lib/api/problem-words.ts';
import { readForPage } from '#lib/api/read-for-page.ts';
import { formText } from '#lib/forms/form-text.ts';
import { fieldErrors } from '#lib/forms/mistake-words.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, url, parent }) => {
  const { me, meeting } = await parent();
  const table = await readForPage({ fetch, url }, 'table', { params: { table: meeting.table } });
  return {
    mayTakeIn: mayTakeIn(me),
    table: { id: table.id, municipalities: table.municipalities },
    idea: aliasIdea(meeting.items.map(({ alias }) => alias)),
    // The same form sent twice makes one report.
    key: crypto.randomUUID(),
  };
};

/** What came in, as the page shows it again when it was refused. */
function refused(form: FormData, { status, mistakes, ...problem }: ApiProblem) {
  const errors = fieldErrors(mistakes);
  const isAdvice = mistakes.some(({ path, kind }) => path === 'signal' && kind === 'NOT_ALLOWED');
  const isKnown = mistakes.some(({ kind }) => kind === 'ALREADY_KNOWN');
  return fail(status === 0 ? 503 : status, {
    errors,
    isKnown,
    isAdvice,
    problem: errors.length > 0 ? undefined : problemWords(problem),
    filled: filledIn(form),
  });
}

const unfilled = { status: 400, type: '', title: '', blockers: [] };

export const actions: Actions = {
  neemOp: async ({ request, fetch, params }) => {
    const form = await request.formData();
    const report = reportIn(form, params.meeting);
    if (!report.ok) return refused(form, { ...unfilled, mistakes: report.mistakes });
    const result = await call(fetch, 'takeInReport', {
      params: { table: formText(form, 'table') },
      body: report.body,
      idempotencyKey: formText(form, 'key'),
    });
    return result.kind === 'DONE' ? { said: 'TAKEN' as const } : refused(form, result.problem);
  },
  adviesvraag: async ({ request, fetch }) => {
    const form = await request.formData();
    const receivedAt = receivedIn(form);
    if (!receivedAt.ok) return refused(form, { ...unfilled, mistakes: receivedAt.mistakes });
    const result = await call(fetch, 'recordAdvice', {
      params: { table: formText(form, 'table') },
      body: { receivedAt: receivedAt.value },
      idempotencyKey: crypto.randomUUID(),
    });
    return result.kind === 'DONE' ? { said: 'ADVICE' as const } : refused(form, result.problem);
  },
};
