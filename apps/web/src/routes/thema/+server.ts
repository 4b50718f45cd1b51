import { redirect } from '@sveltejs/kit';
import { safeReturn } from '#lib/language/safe-return.ts';
import { themeCookie, themeIn } from '#lib/settings/theme.ts';
import type { RequestHandler } from './$types';

const oneYearSeconds = 365 * 24 * 60 * 60;

/** Remembers the theme in a cookie and goes back to the page the form was on. */
export const POST: RequestHandler = async ({ request, cookies, url }) => {
  const form = await request.formData();
  cookies.set(themeCookie, themeIn(form.get('thema')), {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: url.protocol === 'https:',
    maxAge: oneYearSeconds,
  });
  redirect(303, safeReturn(form.get('terug')));
};
