import { redirect } from '@sveltejs/kit';
import { safeReturn } from '#lib/language/safe-return.ts';
import { cookieName, isLocale } from '#lib/paraglide/runtime.js';
import type { RequestHandler } from './$types';

const oneYearSeconds = 365 * 24 * 60 * 60;

/**
 * Remembers the language in a cookie and goes back to the page the form was on. An unknown language
 * changes nothing. The cookie says nothing about the person, only `nl` or `en`.
 */
export const POST: RequestHandler = async ({ request, cookies, url }) => {
  const form = await request.formData();
  const language = form.get('taal');
  if (isLocale(language)) {
    cookies.set(cookieName, language, {
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure: url.protocol === 'https:',
      maxAge: oneYearSeconds,
    });
  }
  redirect(303, safeReturn(form.get('terug')));
};
