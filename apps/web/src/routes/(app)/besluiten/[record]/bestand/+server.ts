import { readForPage } from '#lib/api/read-for-page.ts';
import type { RequestHandler } from './$types';

const indent = 2;

/** A sealed list as a file, to be kept and checked elsewhere. The API asks who may, and logs it. */
export const GET: RequestHandler = async ({ fetch, params, url }) => {
  const file = await readForPage({ fetch, url }, 'recordFile', {
    params: { record: params.record },
  });
  return new Response(`${JSON.stringify(file, undefined, indent)}\n`, {
    headers: {
      'content-type': 'application/json',
      'content-disposition': `attachment; filename="besluitenlijst-${file.manifest.number}.json"`,
      'cache-control': 'no-store',
    },
  });
};
