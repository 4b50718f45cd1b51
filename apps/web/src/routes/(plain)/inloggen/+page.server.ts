import { fail, redirect } from '@sveltejs/kit';
import { call } from '#lib/api/call.ts';
import { problemWords } from '#lib/api/problem-words.ts';
import { safeReturn } from '#lib/language/safe-return.ts';
import { byOrganisation } from '#lib/sign-in/by-organisation.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, url, locals }) => {
  const people = locals.practice ? await call(fetch, 'practicePeople') : undefined;
  return {
    groups: people?.kind === 'DONE' ? byOrganisation(people.value) : [],
    problem: people?.kind === 'PROBLEM' ? problemWords(people.problem) : undefined,
    goTo: safeReturn(url.searchParams.get('terug')),
    outcome: url.searchParams.get('uitkomst') ?? '',
  };
};

/** Signs in as one of the practice table; the session is handed on to the browser (`hooks.server.ts`). */
export const actions: Actions = {
  default: async ({ request, fetch }) => {
    const form = await request.formData();
    const answer = await fetch('/api/v1/practice/sign-in', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ person: form.get('persoon') }),
    });
    if (!answer.ok) return fail(answer.status, { isRefused: true });
    redirect(303, safeReturn(form.get('terug')));
  },
};
