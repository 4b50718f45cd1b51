import { apiPaths, type ApiCallName } from '@overlegtafel/protocol/api-paths';
import { canary, type PlantedCase } from './canary-case.ts';
import type { Transport } from './ear.ts';
import { hearPolled, hearRoom } from './listen.ts';
import { everybody, type Somebody, table } from './practice-roles.ts';
import { type RightsWeek, roomOf, roomOfMeeting } from './rights-week.ts';

const anySeen = 'a'.repeat(64);

/** One request, with where its answer is heard. */
interface Asked {
  readonly transport: Transport;
  readonly name: ApiCallName;
  readonly params?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** After a long comparison the server has hung up on connections that were kept: then it is asked on a new one. */
async function knock(address: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(address, request);
  } catch {
    return fetch(address, request);
  }
}

/** Sends a request as this person and hears everything that comes back, headers too; gives the status. */
export async function ask(week: RightsWeek, who: string, asked: Asked): Promise<number> {
  const { name, params = {}, body } = asked;
  const { url, cookie } = week.doorOf(who);
  const { method, path } = apiPaths[name];
  const address = path.replace(/\{(\w+)\}/g, (_whole, key: string) => params[key] ?? '');
  const response = await knock(`${url}/api/v1${address}`, {
    method,
    headers: { cookie, origin: url, ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  week.earOf(who).hear(asked.transport, JSON.stringify([...response.headers]));
  week.earOf(who).hear(asked.transport, await response.text());
  return response.status;
}

/** Reads a page of the web as this person. */
async function readPage(week: RightsWeek, who: string, path: string): Promise<void> {
  const { url, cookie } = week.doorOf(who);
  const response = await fetch(`${url}${path}`, { headers: { cookie }, redirect: 'manual' });
  week.earOf(who).hear('pages', JSON.stringify([...response.headers]));
  // A page that does not exist says at which address it was looked for: that is no news to who asked.
  const asked = path.split('/').at(-1) ?? '';
  const page = await response.text();
  week.earOf(who).hear('pages', asked === '' ? page : page.replaceAll(asked, ''));
}

/** Everything that somebody can ask for, asked by everybody about every case. */
export async function readEverything(week: RightsWeek): Promise<void> {
  await Promise.all(
    everybody.map(async (who) => {
      for (const asked of requests(week, who)) await ask(week, who.id, asked);
      for (const path of pages(week)) await readPage(week, who.id, path);
      await hearDocuments(week, who);
    }),
  );
}

function requests(week: RightsWeek, who: Somebody): readonly Asked[] {
  const { meeting, closed, record, cases, today } = week;
  const at = (name: ApiCallName, transport: Transport, params: Asked['params'] = {}): Asked => ({
    name,
    transport,
    params,
  });
  const day = Date.parse(`${today}T00:00:00Z`);
  const period = { from: new Date(day - 86_400_000 * 40), until: new Date(day + 86_400_000 * 2) };
  return [
    ...[meeting, closed].flatMap((id) => [
      at('meeting', 'meeting', { meeting: id }),
      at('followUp', 'follow-up', { meeting: id }),
    ]),
    at('me', 'lists'),
    at('session', 'lists'),
    at('standing', 'lists'),
    at('tables', 'lists'),
    at('table', 'lists', { table }),
    at('tablePeople', 'lists', { table }),
    at('meetings', 'lists', { table }),
    at('waitingCases', 'lists', { table }),
    at('accounts', 'lists', { table }),
    at('rightsRequests', 'lists', { table }),
    at('myWeek', 'my week'),
    at('records', 'records', { table }),
    at('invitations', 'grounds', { table }),
    at('record', 'record', { record }),
    at('recordFile', 'record', { record }),
    ...cases.flatMap((of) => requestsAbout(of, at)),
    at('whatPersonOpened', 'logs', { person: who.id }),
    { ...at('exportAudit', 'logs'), body: period },
  ];
}

function requestsAbout(
  of: PlantedCase,
  at: (name: ApiCallName, transport: Transport, params?: Asked['params']) => Asked,
): readonly Asked[] {
  const { item, caseId, n } = of;
  const words = (field: Parameters<typeof canary>[1]): Asked => ({
    ...at('search', 'search', { table }),
    body: { words: canary(n, field) },
  });
  return [
    at('item', 'item', { item }),
    at('case', 'case', { case: caseId }),
    at('holds', 'lists', { case: caseId }),
    at('reporterIdentity', 'reporter', { item }),
    ...(n % 4 === 1 ? [at('whoSawCase', 'logs', { case: caseId })] : []),
    ...(n % 4 === 2 ? [at('exportProcessing', 'logs', { case: caseId })] : []),
    // What was sealed can be searched; the others are not found by anybody.
    ...(n < 5 ? (['decision', 'reporterIdentity'] as const).map(words) : []),
    { ...at('setMinutes', 'errors', { item }), body: { minutes: 0 } },
    { ...at('confirmDecision', 'errors', { item }), body: { seen: anySeen } },
    { ...at('acceptAction', 'errors', { item, action: 'no-such' }), body: { seen: anySeen } },
    { ...at('planMonitoring', 'errors', { case: caseId }), body: { dueOn: 'never' } },
  ];
}

/** Pages ask the same calls and are slow to make: all of them only in the long form, `RIGHTS=long npm test -- tests/rights`. */
const isLong = process.env['RIGHTS'] === 'long';

function pages({ meeting, closed, cases, record }: RightsWeek): readonly string[] {
  const some = cases.filter(({ n }) => n % (isLong ? 5 : 7) === 0);
  const few = ['/', `/tafel/${meeting}`, `/besluiten/${record}`];
  const atTable = ['/agenda', '/triage', '/terugblik', '/deelnemers', '/afronden'];
  const more = atTable.map((path) => `/tafel/${meeting}${path}`);
  return [
    ...few,
    ...(isLong ? ['/casussen', '/besluiten', `/tafel/${closed}`, ...more] : []),
    ...some.map(({ n, item, caseId }) =>
      n % 2 === 0 ? `/casus/${caseId}` : `/tafel/${meeting}/${item}`,
    ),
  ];
}

async function hearDocuments(week: RightsWeek, { id }: Somebody): Promise<void> {
  const door = week.doorOf(id);
  const ear = week.earOf(id);
  const hear = (transport: Transport) => (text: string) => {
    ear.hear(transport, text);
  };
  const rooms = week.cases.map(roomOf);
  for (const room of rooms) await hearRoom(door, room, hear('documents over websocket'));
  await hearPolled(door, rooms, hear('documents over polling'));
  for (const meeting of [week.meeting, week.closed])
    await hearRoom(door, roomOfMeeting(meeting), hear('room of the meeting'));
}
