import { readWrittenNumber } from '@overlegtafel/domain';
import { fail } from '@sveltejs/kit';
import { call } from '#lib/api/call.ts';
import { problemWords } from '#lib/api/problem-words.ts';
import { formText } from '#lib/forms/form-text.ts';
import { mistakeWords } from '#lib/forms/mistake-words.ts';
import { joinDrawing } from '#lib/table/join/join-drawing.ts';
import type { Actions, PageServerLoad } from './$types';

/** How others come to this table; as long as it is being prepared, which cases could go on its agenda. */
export const load: PageServerLoad = async ({ fetch, parent, url }) => {
  const { meeting } = await parent();
  const join = joinDrawing(new URL(`/tafel/${meeting.id}`, url.origin).href);
  if (meeting.state !== 'PREPARED' || !meeting.mayDo.includes('putOnAgenda'))
    return { join, waiting: [] };
  const waiting = await call(fetch, 'waitingCases', { params: { table: meeting.table } });
  return { join, waiting: waiting.kind === 'DONE' ? waiting.value : [] };
};

export const actions: Actions = {
  openen: async ({ fetch, params }) => {
    const result = await call(fetch, 'openMeeting', { params: { meeting: params.meeting } });
    if (result.kind === 'DONE') return { problem: undefined };
    return fail(result.problem.status || 503, { problem: problemWords(result.problem) });
  },
  minuten: async ({ request, fetch }) => {
    const form = await request.formData();
    const minutes = readWrittenNumber(formText(form, 'minutes'), 'minutes');
    if (!minutes.ok) return fail(422, { problem: mistakeWords(minutes.mistakes) });
    const result = await call(fetch, 'setMinutes', {
      params: { item: formText(form, 'item') },
      body: { minutes: minutes.value },
    });
    if (result.kind === 'DONE') return { problem: undefined };
    return fail(result.problem.status || 503, { problem: problemWords(result.problem) });
  },
  opAgenda: async ({ request, fetch, params }) => {
    const form = await request.formData();
    const result = await call(fetch, 'putOnAgenda', {
      params: { meeting: params.meeting },
      body: { caseId: formText(form, 'case') },
      idempotencyKey: crypto.randomUUID(),
    });
    if (result.kind === 'DONE') return { problem: undefined };
    return fail(result.problem.status || 503, { problem: problemWords(result.problem) });
  },
};
