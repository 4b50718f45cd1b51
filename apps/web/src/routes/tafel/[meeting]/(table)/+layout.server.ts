import { call } from '#lib/api/call.ts';
import { dayAt, serverTime } from '#lib/page-time/server-time.ts';
import { leftCount, leftOpen } from '#lib/table/follow-up/left-open.ts';
import type { LayoutServerLoad } from './$types';

/** How much of last week nobody told of yet. It is read again when somebody at the table tells what became of it. */
export const load: LayoutServerLoad = async ({ fetch, params, depends }) => {
  depends('table:follow-up');
  const asked = { params: { meeting: params.meeting } };
  const followUp = await call(fetch, 'followUp', asked);
  const today = dayAt(serverTime.nowMs());
  // Who is there for single items does not see what the table left.
  const left = followUp.kind === 'DONE' ? leftCount(leftOpen(followUp.value, today)) : 0;
  return { left };
};
