import { error } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import type { RequestHandler } from './$types';

/** What was processed about a case, as a file to give to whom it is about. The API asks whether the reader may have it. */
export const POST: RequestHandler = async ({ params, fetch }) => {
  const address = `/api/v1/audit/cases/${encodeURIComponent(params.case)}/exports`;
  const answer = await fetch(address, { method: 'POST' });
  if (!answer.ok) error(answer.status, m.log_not_you());
  return new Response(answer.body, {
    headers: {
      'content-type': 'application/jsonl',
      'content-disposition': 'attachment; filename="verwerkingen.jsonl"',
      'cache-control': 'no-store',
    },
  });
};
