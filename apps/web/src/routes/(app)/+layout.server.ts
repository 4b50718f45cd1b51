import { call } from '#lib/api/call.ts';
import { readForPage } from '#lib/api/read-for-page.ts';
import { nextMeeting } from '#lib/navigation/next-meeting.ts';
import type { LayoutServerLoad } from './$types';

/** Who is looking, at which tables they sit, and which table comes: for the menu of every page. */
export const load: LayoutServerLoad = async ({ fetch, url, untrack, depends }) => {
  depends('app:tables');
  const asking = { fetch, url: untrack(() => url) };
  const [me, tables] = await Promise.all([
    readForPage(asking, 'me'),
    readForPage(asking, 'tables'),
  ]);
  const [table] = tables;
  const meetings = table && (await call(fetch, 'meetings', { params: { table: table.id } }));
  // Not everybody who has a role sees the meetings: the menu does without.
  const known = meetings?.kind === 'DONE' ? meetings.value.meetings : [];
  return { me, tables, table, nextMeeting: nextMeeting(known) };
};
