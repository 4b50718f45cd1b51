import { readForPage } from '#lib/api/read-for-page.ts';
import type { PageServerLoad } from './$types';

/** The weighing of a case as it stands when the page is made. */
export const load: PageServerLoad = async ({ fetch, params, url }) => ({
  item: await readForPage({ fetch, url }, 'item', { params: { item: params.item } }),
});
