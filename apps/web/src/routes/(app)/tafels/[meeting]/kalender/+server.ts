import { error } from '@sveltejs/kit';
import { call } from '#lib/api/call.ts';
import { m } from '#lib/paraglide/messages.js';
import { meetingCalendar } from '#lib/week/meeting-calendar.ts';
import type { RequestHandler } from './$types';

/** MW21: a meeting as a file for somebody's own calendar. It asks for no case, so that nobody's file is opened for it. */
export const GET: RequestHandler = async ({ fetch, params, url }) => {
  const tables = await call(fetch, 'tables');
  if (tables.kind === 'PROBLEM') error(tables.problem.status || 503, tables.problem.title);
  for (const { id, name } of tables.value) {
    const found = await call(fetch, 'meetings', { params: { table: id } });
    const meeting =
      found.kind === 'DONE'
        ? found.value.meetings.find((one) => one.id === params.meeting)
        : undefined;
    if (meeting === undefined) continue;
    const title = m.week_calendar_title({ table: name });
    const file = meetingCalendar(
      { id: meeting.id, tableName: name, startsAt: meeting.startsAt },
      `${url.origin}/tafel/${meeting.id}`,
      title,
    );
    return new Response(file, {
      headers: {
        'content-type': 'text/calendar; charset=utf-8',
        'content-disposition': `attachment; filename="overlegtafel-${meeting.date}.ics"`,
        'cache-control': 'no-store',
      },
    });
  }
  error(404, m.error_not_found_title());
};
