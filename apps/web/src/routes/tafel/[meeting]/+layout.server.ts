import { call } from '#lib/api/call.ts';
import { readForPage } from '#lib/api/read-for-page.ts';
import type { LayoutServerLoad } from './$types';

/** Who looks at which meeting. What happens there comes over the live connection after that. */
export const load: LayoutServerLoad = async ({ fetch, params, url }) => {
  const asking = { fetch, url };
  const [me, meeting] = await Promise.all([
    readForPage(asking, 'me'),
    readForPage(asking, 'meeting', { params: { meeting: params.meeting } }),
  ]);
  // Who is there for single items may not see who else belongs to the table.
  const people = await call(fetch, 'tablePeople', { params: { table: meeting.table } });
  const table = people.kind === 'DONE' ? people.value : { people: [], organisations: [] };
  return { me, meeting, table };
};
