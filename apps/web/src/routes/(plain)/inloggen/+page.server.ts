import { fail, redirect } from '@sveltejs/kit';
import { safeReturn } from '#lib/language/safe-return.ts';
import { askPeople } from '#lib/practice/practice-table.ts';
import { sessionHandedOut } from '#lib/practice/session-cookie.ts';
import type { Actions, PageServerLoad } from './$types';

const firstNote = '/tafel/oefentafel/kladblok/esdoorn';

export const load: PageServerLoad = async ({ fetch, url }) => ({
  people: await askPeople(fetch),
  goTo: url.searchParams.get('terug') ?? '',
});

/** Signs in as one of the practice table and hands the session on to the browser. */
export const actions: Actions = {
  default: async ({ request, fetch, cookies }) => {
    const form = await request.formData();
    const answer = await fetch('/api/v1/practice/sign-in', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ person: form.get('persoon') }),
    });
    const session = answer.ok ? sessionHandedOut(answer.headers) : undefined;
    if (session === undefined) return fail(answer.ok ? 502 : answer.status, { isRefused: true });
    cookies.set(session.name, session.value, {
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure: session.secure,
      encode: (value) => value,
    });
    const goTo = safeReturn(form.get('terug'));
    redirect(303, goTo === '/' ? firstNote : goTo);
  },
};
