import { readForPage } from '#lib/api/read-for-page.ts';
import type { PageServerLoad } from './$types';

/** The sealed lists of the reader's table, a page at a time. */
export const load: PageServerLoad = async ({ fetch, url, parent }) => {
  const { table } = await parent();
  if (table === undefined) return { records: undefined };
  const next = url.searchParams.get('vanaf');
  const query = next === null ? {} : { next };
  const page = await readForPage({ fetch, url }, 'records', { params: { table: table.id }, query });
  return { records: page.records, next: page.next, isFirst: next === null };
};
