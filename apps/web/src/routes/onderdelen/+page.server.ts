import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

/** A show-room for people who build screens; where it is for real it does not exist. */
export const load: PageServerLoad = ({ locals }) => {
  if (!locals.practice) error(404, 'Not Found');
};
