import { readForPage } from '#lib/api/read-for-page.ts';
import { answerActions } from '#lib/week/answer-actions.ts';
import type { Actions, PageServerLoad } from './$types';

/** What last week left open. It is read again when somebody at the table tells what became of it. */
export const load: PageServerLoad = async ({ fetch, params, url, depends }) => {
  depends('table:follow-up');
  const asked = { params: { meeting: params.meeting } };
  return { followUp: await readForPage({ fetch, url }, 'followUp', asked) };
};

export const actions: Actions = answerActions;
