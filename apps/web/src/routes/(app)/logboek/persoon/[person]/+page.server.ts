import { call } from '#lib/api/call.ts';
import { readForPage } from '#lib/api/read-for-page.ts';
import { logLines } from '#lib/access-log/log-line.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, url, params, parent }) => {
  const next = url.searchParams.get('vanaf');
  const { table } = await parent();
  const page = await readForPage({ fetch, url }, 'whatPersonOpened', {
    params: { person: params.person },
    query: next === null ? {} : { next },
  });
  const people = table && (await call(fetch, 'tablePeople', { params: { table: table.id } }));
  const known = people?.kind === 'DONE' ? people.value.people : [];
  const name = known.find(({ id }) => id === params.person)?.name ?? params.person;
  return { name, lines: logLines(page), next: page.next };
};
