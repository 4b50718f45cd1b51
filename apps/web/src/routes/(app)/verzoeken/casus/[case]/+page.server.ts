import { readForPage } from '#lib/api/read-for-page.ts';
import { endHoldForm, placeHoldForm } from '#lib/requests/request-forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, url, params }) => {
  const { holds } = await readForPage({ fetch, url }, 'holds', { params: { case: params.case } });
  return { holds, key: crypto.randomUUID() };
};

export const actions: Actions = { houdVast: placeHoldForm, laatLos: endHoldForm };
