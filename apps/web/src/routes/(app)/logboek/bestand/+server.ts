import { addDays, localDateOf, readWrittenMoment, startOfDay, utcText } from '@overlegtafel/domain';
import { error, redirect } from '@sveltejs/kit';
import { formText } from '#lib/forms/form-text.ts';
import { m } from '#lib/paraglide/messages.js';
import type { RequestHandler } from './$types';

/** The access log of a number of days as a file. The API asks whether the reader may have it, and logs it. */
export const POST: RequestHandler = async ({ request, fetch }) => {
  const form = await request.formData();
  const from = readWrittenMoment(formText(form, 'van'), 'from');
  const until = readWrittenMoment(formText(form, 'tot'), 'until');
  if (!from.ok || !until.ok) redirect(303, '/logboek');
  const answer = await fetch('/api/v1/audit/exports', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      from: utcText(from.value),
      until: utcText(startOfDay(addDays(localDateOf(until.value), 1))),
    }),
  });
  if (!answer.ok) error(answer.status, m.log_not_you());
  return new Response(answer.body, {
    headers: {
      'content-type': 'application/jsonl',
      'content-disposition': 'attachment; filename="logboek.jsonl"',
      'cache-control': 'no-store',
    },
  });
};
