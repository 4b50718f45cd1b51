import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals }) => ({
  practice: locals.practice,
  theme: locals.theme,
});
