import { redirect } from '@sveltejs/kit';
import { readForPage } from '#lib/api/read-for-page.ts';
import type { PageServerLoad } from './$types';

/** What somebody reads who signed in and belongs to no table now. Who does belong goes on to work. */
export const load: PageServerLoad = async ({ fetch, url }) => {
  const told = await readForPage({ fetch, url }, 'standing');
  if (told.standing.kind === 'HOLDS') redirect(303, '/');
  return { told };
};
