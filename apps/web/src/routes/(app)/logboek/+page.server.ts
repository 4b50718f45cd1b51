import { fail, redirect } from '@sveltejs/kit';
import { call } from '#lib/api/call.ts';
import { problemWords } from '#lib/api/problem-words.ts';
import { formText } from '#lib/forms/form-text.ts';
import type { Actions, PageServerLoad } from './$types';

/** Whom the privacy officer can ask about. What they opened is asked for on a page of its own. */
export const load: PageServerLoad = async ({ fetch, parent }) => {
  const { me, table } = await parent();
  const isOfficer = me.roles.includes('privacy-officer');
  const people =
    isOfficer && table
      ? await call(fetch, 'tablePeople', { params: { table: table.id } })
      : undefined;
  const alerts =
    isOfficer && table ? await call(fetch, 'alerts', { params: { table: table.id } }) : undefined;
  return {
    isOfficer,
    people: people?.kind === 'DONE' ? people.value.people : [],
    alerts: alerts?.kind === 'DONE' ? alerts.value.alerts : [],
  };
};

export const actions: Actions = {
  nood: async ({ fetch, request }) => {
    const form = await request.formData();
    const params = { item: formText(form, 'item'), person: formText(form, 'person') };
    const body = { reason: formText(form, 'reason') };
    const result = await call(fetch, 'endBreakGlass', { params, body });
    if (result.kind === 'DONE') return { ended: true };
    return fail(result.problem.status || 503, { problem: problemWords(result.problem) });
  },
  persoon: async ({ request }) => {
    const person = formText(await request.formData(), 'persoon');
    if (person === '') return fail(422, { missing: 'persoon' });
    redirect(303, `/logboek/persoon/${encodeURIComponent(person)}`);
  },
  casus: async ({ request }) => {
    const found = formText(await request.formData(), 'casus');
    if (found === '') return fail(422, { missing: 'casus' });
    redirect(303, `/logboek/casus/${encodeURIComponent(found)}`);
  },
};
