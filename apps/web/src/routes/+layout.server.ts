import { serverTime } from '#lib/page-time/server-time.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals }) => ({
  /** What the page goes by: the clock of the browser may be wrong. */
  nowMs: serverTime.nowMs(),
  practice: locals.practice,
  theme: locals.theme,
  /** Shown in forms: they work without scripts too. */
  pageMark: locals.page,
});
