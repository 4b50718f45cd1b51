import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals }) => ({
  practice: locals.practice,
  theme: locals.theme,
  /** Shown in forms: they work without scripts too. */
  pageMark: locals.page,
});
