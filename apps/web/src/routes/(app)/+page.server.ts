import { call } from '#lib/api/call.ts';
import { readForPage } from '#lib/api/read-for-page.ts';
import { answerActions } from '#lib/week/answer-actions.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, url, parent }) => {
  const week = await readForPage({ fetch, url }, 'myWeek');
  const { table } = await parent();
  const seats = table && (await call(fetch, 'tablePeople', { params: { table: table.id } }));
  // Who is there for single cases may not know who else sits at the table.
  return { week, people: seats?.kind === 'DONE' ? seats.value.people : [] };
};

export const actions: Actions = answerActions;
