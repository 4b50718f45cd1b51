import { redirect } from '@sveltejs/kit';
import { call } from '#lib/api/call.ts';
import { othersWaitField } from '#lib/session/signing-out.ts';
import type { RequestHandler } from './$types';

/**
 * Ends the session at the server and takes its cookie away, also when the server does not know it any more. On the page
 * of somebody else than who is signed in now, nobody is signed out: that person was already, and the other did not ask.
 */
export const POST: RequestHandler = async ({ fetch, cookies, request }) => {
  const form = await request.formData().catch(() => new FormData());
  const othersWait = form.get(othersWaitField) !== null;
  const result = await call(fetch, 'signOut', othersWait ? { body: { othersWait } } : {});
  if (result.kind === 'PROBLEM' && result.problem.type === 'other-person')
    redirect(303, '/inloggen?uitkomst=iemand-anders');
  for (const name of ['session', '__Host-session']) {
    if (cookies.get(name) !== undefined)
      cookies.delete(name, { path: '/', secure: name !== 'session' });
  }
  redirect(303, '/inloggen?uitkomst=uitgelogd');
};
