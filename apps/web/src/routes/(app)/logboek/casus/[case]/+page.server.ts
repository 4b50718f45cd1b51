import { readForPage } from '#lib/api/read-for-page.ts';
import { logLines } from '#lib/access-log/log-line.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, url, params }) => {
  const next = url.searchParams.get('vanaf');
  const page = await readForPage({ fetch, url }, 'whoSawCase', {
    params: { case: params.case },
    query: next === null ? {} : { next },
  });
  return { lines: logLines(page), next: page.next };
};
