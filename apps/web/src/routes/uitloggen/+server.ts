import { redirect } from '@sveltejs/kit';
import { call } from '#lib/api/call.ts';
import type { RequestHandler } from './$types';

/** Ends the session at the server and takes its cookie away, also when the server does not know it any more. */
export const POST: RequestHandler = async ({ fetch, cookies }) => {
  await call(fetch, 'signOut');
  for (const name of ['session', '__Host-session']) {
    if (cookies.get(name) !== undefined)
      cookies.delete(name, { path: '/', secure: name !== 'session' });
  }
  redirect(303, '/inloggen?uitkomst=uitgelogd');
};
