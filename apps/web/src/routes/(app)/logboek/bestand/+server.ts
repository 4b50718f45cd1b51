import { error, redirect } from '@sveltejs/kit';
import { formText } from '#lib/forms/form-text.ts';
import { m } from '#lib/paraglide/messages.js';
import type { RequestHandler } from './$types';

const dayMs = 24 * 60 * 60 * 1000;

/** The access log of a number of days as a file. The API asks whether the reader may have it, and logs it. */
export const POST: RequestHandler = async ({ request, fetch }) => {
  const form = await request.formData();
  const [from, until] = [formText(form, 'van'), formText(form, 'tot')].map((day) =>
    Date.parse(`${day}T00:00:00Z`),
  );
  if (from === undefined || until === undefined || Number.isNaN(from) || Number.isNaN(until))
    redirect(303, '/logboek');
  const answer = await fetch('/api/v1/audit/exports', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      from: new Date(from).toISOString(),
      until: new Date(until + dayMs).toISOString(),
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
