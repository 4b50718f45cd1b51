// edge: answers of the API of a server that this program started
import type { ApiAnswer } from '@overlegtafel/protocol/api';

/** A screen, and who looks at it. */
export interface Screen {
  readonly name: string;
  readonly as?: string;
  readonly path: string;
  /** What is there once the screen is whole: some of it comes after the page. */
  readonly whole?: string;
}

/**
 * Every screen of the practice week, in the order in which a table meets them: first as it is prepared, then while
 * it is open. What comes between is done through the API.
 */
export async function* screensOf(address: string): AsyncGenerator<Screen> {
  const chair = await signIn(address, 'chair');
  const { meetings } = await chair.get<ApiAnswer<'meetings'>>('/tables/oefentafel/meetings');
  const { id: meeting } = oneOf(meetings, ({ state }) => state === 'PREPARED');
  const { record = '' } = oneOf(meetings, (one) => one.record !== undefined);
  const { items } = await chair.get<ApiAnswer<'meeting'>>(`/meetings/${meeting}`);
  const { id: item } = oneOf(items, ({ alias }) => alias.includes('Esdoorn'));
  const { caseId } = oneOf(items, ({ alias }) => alias.includes('Olm'));
  yield* preparedScreens({ table: `/tafel/${meeting}`, item, record, caseId });
  await chair.post(`/meetings/${meeting}/open`);
  await chair.post(`/items/${item}/open`);
  yield* openScreens(`/tafel/${meeting}`, item);
}

function preparedScreens(at: {
  readonly table: string;
  readonly item: string;
  readonly record: string;
  readonly caseId: string;
}): readonly Screen[] {
  const { table, item, record, caseId } = at;
  return [
    { name: 'inloggen', path: '/inloggen' },
    { name: 'mijn-week', as: 'local-team-beekdorp', path: '/' },
    { name: 'mijn-week-voorzitter', as: 'chair', path: '/' },
    { name: 'agenda', as: 'chair', path: table },
    { name: 'agenda-gemeente', as: 'process-director', path: table },
    { name: 'voorbereiden', as: 'vt-worker', path: `${table}/agenda/${item}` },
    { name: 'melding', as: 'vt-worker', path: `${table}/agenda/melding` },
    { name: 'bestand', as: 'vt-worker', path: `${table}/agenda/bestand` },
    { name: 'deelnemers', as: 'chair', path: `${table}/deelnemers` },
    { name: 'besluiten', as: 'chair', path: '/besluiten' },
    { name: 'besluitenlijst', as: 'chair', path: `/besluiten/${record}` },
    { name: 'casussen', as: 'chair', path: '/casussen' },
    { name: 'casus', as: 'chair', path: `/casus/${caseId}` },
    { name: 'logboek', as: 'privacy-officer', path: '/logboek' },
    { name: 'verzoeken', as: 'privacy-officer', path: '/verzoeken' },
    { name: 'verzoeken-casus', as: 'privacy-officer', path: `/verzoeken/casus/${caseId}` },
    { name: 'toegankelijkheid', path: '/toegankelijkheid' },
    { name: 'niet-gevonden', as: 'chair', path: '/bestaat-niet' },
  ];
}

const sheet = '[role=textbox]';

function openScreens(table: string, item: string): readonly Screen[] {
  return [
    { name: 'terugblik', as: 'chair', path: `${table}/terugblik` },
    { name: 'tafel', as: 'chair', path: `${table}/${item}`, whole: sheet },
    { name: 'tafel-wijkteam', as: 'local-team-mijnstad', path: `${table}/${item}`, whole: sheet },
    { name: 'weging', as: 'vt-worker', path: `${table}/${item}/weging` },
    { name: 'triage', as: 'chair', path: `${table}/triage` },
    { name: 'afronden', as: 'chair', path: `${table}/afronden` },
    { name: 'scherm', as: 'chair', path: `${table}/scherm` },
  ];
}

function oneOf<T>(all: readonly T[], isIt: (one: T) => boolean): T {
  const found = all.find(isIt);
  if (found === undefined) throw new Error('the practice week is not as it should be');
  return found;
}

async function signIn(address: string, person: string) {
  const headers = { 'content-type': 'application/json', origin: address };
  const answer = await fetch(`${address}/api/v1/practice/sign-in`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ person }),
  });
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const ask = async (path: string, init: RequestInit) => {
    const done = await fetch(`${address}/api/v1${path}`, {
      ...init,
      headers: { ...headers, cookie },
    });
    if (!done.ok) throw new Error(`${path} answers ${done.status}`);
    return done;
  };
  return {
    get: async <T>(path: string) => (await (await ask(path, {})).json()) as T,
    post: (path: string) => ask(path, { method: 'POST', body: '{}' }),
  };
}
