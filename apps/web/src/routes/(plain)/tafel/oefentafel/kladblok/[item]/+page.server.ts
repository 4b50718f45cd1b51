import { error, redirect } from '@sveltejs/kit';
import { askItems, askMe, askPeople } from '#lib/practice/practice-table.ts';
import type { PageServerLoad } from './$types';

/** Whose case it is and who is looking. What people write in it comes over its own connection. */
export const load: PageServerLoad = async ({ fetch, params, url }) => {
  const [me, items, people] = await Promise.all([askMe(fetch), askItems(fetch), askPeople(fetch)]);
  const signIn = `/inloggen?terug=${encodeURIComponent(url.pathname)}`;
  if (me === undefined) redirect(303, signIn);
  const item = items?.find(({ id }) => id === params.item);
  if (items === undefined || item === undefined) error(404, 'Not Found');
  return { me, item, items, people: people ?? [], signIn };
};
