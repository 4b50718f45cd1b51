import { done, refuse, type Refusal } from '@overlegtafel/usecases';
import { afterEach, describe, expect, it } from 'vitest';
import { ApiUnderTest, ourOrigin } from '../api-under-test.fixture.ts';
import { bind } from './bound-call.ts';

const running: ApiUnderTest[] = [];
const item = '/v1/items/linde';
const seen = 'a'.repeat(64);

async function started(...given: Parameters<typeof ApiUnderTest.startWith>): Promise<ApiUnderTest> {
  const api = await ApiUnderTest.startWith(...given);
  running.push(api);
  return api;
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((api) => api.stop()));
});

interface Told {
  readonly type: string;
  readonly title: string;
  readonly mistakes?: readonly { readonly path: string; readonly kind: string }[];
}

async function problemOf(answer: Response): Promise<Told> {
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  return (await answer.json()) as Told;
}

/** A refusal as it comes out of a command. */
async function refusalOf(refusal: Refusal, headers: Record<string, string> = {}) {
  const api = await started([bind('acceptAction', () => refuse(refusal))]);
  const answer = await api.ask(`${item}/actions/bellen/accept`, {
    as: 'chair',
    body: { seen },
    headers,
  });
  return { status: answer.status, told: await problemOf(answer), answer };
}

describe('what comes in', () => {
  it('AP1 reaches the call as the contract says it, with the person of the session', async () => {
    const got: unknown[] = [];
    const api = await started([
      bind('acceptAction', ({ params, body, caller }) => {
        got.push(params, body, caller.person, /^[0-9a-f]{64}$/.test(caller.session ?? ''));
        return done({ revision: 13 });
      }),
    ]);
    const path = `${item}/actions/bellen/accept`;
    const answer = await api.ask(path, { as: 'police', body: { seen } });
    expect(answer.status).toBe(204);
    expect(got).toEqual([{ item: 'linde', action: 'bellen' }, { seen }, 'police', true]);
    expect(answer.headers.get('etag')).toBe('"13"');
  });

  it.each([
    { what: 'nothing', body: {}, path: 'minutes', kind: 'MISSING' },
    { what: 'another type', body: { minutes: 'tien' }, path: 'minutes', kind: 'WRONG_TYPE' },
    { what: 'too much', body: { minutes: 600 }, path: 'minutes', kind: 'OUT_OF_RANGE' },
    {
      what: 'an unknown field',
      body: { minutes: 5, chair: true },
      path: 'chair',
      kind: 'UNKNOWN_FIELD',
    },
    {
      what: 'a field that is a sentence',
      body: { minutes: 5, 'Fam. Jansen': 1 },
      path: '',
      kind: 'UNKNOWN_FIELD',
    },
    {
      what: 'a prototype',
      body: '{"minutes":5,"__proto__":{"isAdmin":true}}',
      path: '',
      kind: 'UNKNOWN_FIELD',
    },
    {
      what: 'a constructor',
      body: '{"minutes":5,"constructor":{"prototype":{}}}',
      path: 'constructor',
      kind: 'UNKNOWN_FIELD',
    },
    { what: 'a list', body: [], path: '', kind: 'WRONG_TYPE' },
  ])(
    'AP2 $what is refused with its place and kind, never with what stood there',
    async ({ body, path, kind }) => {
      const api = await started([bind('setMinutes', () => done(undefined))]);
      const answer = await api.ask(`${item}/minutes`, { method: 'PUT', as: 'chair', body });
      expect(answer.status).toBe(400);
      const text = JSON.stringify(await problemOf(answer));
      expect(JSON.parse(text)).toMatchObject({
        type: 'urn:overlegtafel:problem:mistakes',
        mistakes: [{ path, kind }],
      });
      expect(text).not.toMatch(/Jansen|tien|isAdmin/);
    },
  );

  it('AP2 a query that the contract does not know is refused', async () => {
    const api = await started([bind('recuse', () => done(undefined))]);
    const answer = await api.ask(`${item}/recusal?naam=jansen`, {
      as: 'chair',
      body: { reason: 'familie' },
    });
    expect(answer.status).toBe(400);
    expect(await answer.text()).not.toContain('jansen');
  });

  it.each([
    { what: 'a body above 64 KiB', body: { reason: 'a'.repeat(70_000) }, headers: {}, status: 413 },
    { what: 'half a body', body: '{"reason":', headers: {}, status: 400 },
    {
      what: 'a form',
      body: 'reason=x',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      status: 415,
    },
    {
      what: 'a packed body',
      body: { reason: 'x' },
      headers: { 'content-encoding': 'gzip' },
      status: 415,
    },
  ])('AP3 $what is not read: $status', async ({ body, headers, status }) => {
    const api = await started([bind('recuse', () => done(undefined))]);
    const answer = await api.ask(`${item}/recusal`, { as: 'chair', body, headers });
    expect(answer.status).toBe(status);
    await problemOf(answer);
  });

  it('AP3 a week of reports may take 16 MiB', async () => {
    const lines = { total: 1, good: 0, wrong: 0, repeated: 0, empty: 0, unread: 1 };
    const counts = { good: 0, repeated: 0, wrong: 1, mistakeCount: 1 };
    const answer = { taken: 0, lines, ...counts, mistakes: [], reports: [] };
    const api = await started([bind('takeInReports', () => done(answer))]);
    const body = { format: 'csv', content: 'a'.repeat(1_000_000) };
    expect(
      (await api.ask('/v1/tables/oefentafel/reports/import', { as: 'chair', body })).status,
    ).toBe(201);
  });

  it('AP4 without a session the answer is 401, before the body is read', async () => {
    const api = await started([bind('recuse', () => done(undefined))]);
    expect((await api.ask(`${item}/recusal`, { body: '{"reason":' })).status).toBe(401);
  });

  it('AP4 a command from another website is refused, whoever is signed in', async () => {
    const api = await started([bind('recuse', () => done(undefined))]);
    const send = async (origin: string) =>
      (
        await api.ask(`${item}/recusal`, {
          as: 'chair',
          body: { reason: 'x' },
          headers: { origin },
        })
      ).status;
    expect(await send('https://elders.example')).toBe(403);
    expect(await send('null')).toBe(403);
    expect(await send(ourOrigin)).toBe(204);
  });

  it('AP5 another method is answered with the ones that there are', async () => {
    const api = await started([bind('recuse', () => done(undefined))]);
    const answer = await api.ask(`${item}/recusal`, { method: 'DELETE', as: 'chair' });
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe('POST');
    await problemOf(answer);
  });

  it('AP5 an address is exact: a slash at its end or a capital is another one', async () => {
    const api = await started([bind('recuse', () => done(undefined))]);
    expect((await api.ask(`${item}/recusal/`, { as: 'chair', body: {} })).status).toBe(404);
    expect((await api.ask(`/v1/Items/linde/recusal`, { as: 'chair', body: {} })).status).toBe(404);
  });
});

describe('what is refused', () => {
  it('AP6 what does not exist, is not mine, or cannot be an id has the same answer', async () => {
    const { status, told } = await refusalOf({ kind: 'NOT_THERE' });
    expect(status).toBe(404);
    const api = await started([bind('item', () => refuse({ kind: 'NOT_THERE' }))]);
    const texts = await Promise.all(
      ['/v1/items/linde', `/v1/items/${'a'.repeat(60)}`, '/v1/items/..%2f..%2fetc'].map(
        async (path) => {
          const answer = await api.ask(path, { as: 'chair' });
          expect(answer.status).toBe(404);
          return (await answer.text()).replace(/[0-9a-f]{32}/, '');
        },
      ),
    );
    expect(new Set(texts).size).toBe(1);
    expect(texts[0]).toContain(told.type);
  });

  it.each<{ refusal: Refusal; status: number; type: string }>([
    { refusal: { kind: 'NOT_YOURS', reason: 'NO_ROLE' }, status: 403, type: 'not-yours' },
    { refusal: { kind: 'NOT_NOW', because: 'MEETING_CLOSED' }, status: 409, type: 'not-now' },
    { refusal: { kind: 'SEEN_CHANGED' }, status: 409, type: 'seen-changed' },
    { refusal: { kind: 'UNSETTLED' }, status: 409, type: 'unsettled' },
    { refusal: { kind: 'MOVED' }, status: 409, type: 'moved' },
    { refusal: { kind: 'BLOCKED', blockers: [] }, status: 409, type: 'blocked' },
    {
      refusal: { kind: 'MISTAKES', mistakes: [{ path: 'words', kind: 'EMPTY' }] },
      status: 400,
      type: 'mistakes',
    },
  ])(
    'AP7 $type has its own type and a Dutch sentence that says what to do',
    async ({ refusal, status, type }) => {
      const answered = await refusalOf(refusal);
      expect(answered.status).toBe(status);
      expect(answered.told.type).toBe(`urn:overlegtafel:problem:${type}`);
      expect(answered.told.title).toMatch(/^[A-Z].+\. .+\.$/);
      expect(answered.answer.headers.get('content-language')).toBe('nl');
    },
  );

  it('AP7 says it in English to whoever asks for that', async () => {
    const { told, answer } = await refusalOf(
      { kind: 'SEEN_CHANGED' },
      { 'accept-language': 'en-GB,nl;q=0.5' },
    );
    expect(told.title).toContain('Read them again');
    expect(answer.headers.get('content-language')).toBe('en');
  });

  it.each(['/v1/meetings/overleg-24-november', '/v1/items/item-esdoorn'])(
    'AP8 what blocks in %s is told in the language that is asked for',
    async (path) => {
      const api = await ApiUnderTest.start();
      running.push(api);
      const messagesIn = async (language: string) => {
        const answer = await api.ask(path, {
          as: 'chair',
          headers: { 'accept-language': language },
        });
        const { blockers } = (await answer.json()) as { blockers: { message: string }[] };
        return blockers.map(({ message }) => message);
      };
      const [english, dutch] = [await messagesIn('en-GB, nl;q=0.5'), await messagesIn('fr')];
      expect(english).toContainEqual(expect.stringMatching(/was not confirmed yet/));
      expect(dutch).toContainEqual(expect.stringMatching(/nog niet bevestigd/));
      expect(english.filter((message) => dutch.includes(message))).toEqual([]);
    },
  );

  it('AP8 blockers come with their place and a sentence', async () => {
    const id = ApiUnderTest.idOf('linde');
    const { told } = await refusalOf({
      kind: 'BLOCKED',
      blockers: [{ kind: 'SAFE_NOW_MISSING', item: id, jumpTo: 'safeNow' }],
    });
    expect(told).toMatchObject({
      blockers: [{ item: 'linde', kind: 'SAFE_NOW_MISSING', jumpTo: 'safeNow' }],
    });
    expect(JSON.stringify(told)).toMatch(/"message":"[^"]{10,}\."/);
  });

  it('AP9 an error of our own says nothing of itself', async () => {
    const api = await started([
      bind('item', () => {
        throw new Error('geheim adres Dorpsstraat 1');
      }),
    ]);
    const answer = await api.ask('/v1/items/linde', { as: 'chair' });
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toContain('Dorpsstraat');
    expect(api.failures).toHaveLength(1);
  });
});
