import { askHealth } from '#lib/api/health.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import type { PageServerLoad } from './$types';

/** The state of the server at the moment of asking, in the time of the Netherlands. */
export const load: PageServerLoad = async ({ fetch }) => {
  const clock = new Intl.DateTimeFormat(getLocale(), {
    timeZone: 'Europe/Amsterdam',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  });
  return { health: await askHealth(fetch), askedAt: clock.format(new Date()) };
};
