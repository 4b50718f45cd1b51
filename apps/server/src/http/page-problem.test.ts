import type { PersonId } from '@overlegtafel/domain';
import { pageMark } from '@overlegtafel/protocol';
import { apiContract, type ApiCall } from '@overlegtafel/protocol/api';
import { type ApiCallName, apiPaths } from '@overlegtafel/protocol/api-paths';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApiUnderTest, pageMarks } from './api-under-test.fixture.ts';

const { header, ofAnother } = pageMark;
/** What a browser adds to the calls of a page, and nobody else can. */
const ofScript = { 'sec-fetch-site': 'same-origin', 'sec-fetch-dest': 'empty' };
const markOf = (person: string) => pageMarks.make(person as PersonId);

let api: ApiUnderTest;
beforeAll(async () => {
  api = await ApiUnderTest.start();
});
afterAll(() => api.stop());

interface Told {
  readonly type?: string;
  readonly title?: string;
}

async function told(path: string, method: string, headers: Record<string, string>) {
  const answer = await api.ask(path, { method, as: 'chair', headers });
  const text = await answer.text();
  const { type = '', title = '' } = text === '' ? {} : (JSON.parse(text) as Told);
  return {
    status: answer.status,
    type: type.split(':').at(-1),
    title,
    says: answer.headers.get(header),
  };
}

const names = Object.keys(apiPaths) as ApiCallName[];
const ofSomebody = names.filter((name) => {
  const call: ApiCall = apiContract[name];
  return call.isOpen !== true || name === 'signOut';
});
const asked = (name: ApiCallName) => {
  const { path, method } = apiPaths[name];
  return { path: `/v1${path.replaceAll(/\{\w+\}/g, 'er-is-niets')}`, method };
};

describe('a call of a page', () => {
  it.each(ofSomebody)(
    'AP161 %s is refused when the page was made for somebody else',
    async (name) => {
      const { path, method } = asked(name);
      const refused = await told(path, method, { [header]: markOf('police') });
      expect(refused).toMatchObject({ status: 409, type: 'other-person', says: ofAnother });
    },
  );

  it('AP161 says so in a sentence, in Dutch and in English', async () => {
    const headers = { [header]: markOf('police') };
    expect((await told('/v1/me', 'GET', headers)).title).toContain('is nu iemand anders ingelogd');
    const english = await told('/v1/me', 'GET', { ...headers, 'accept-language': 'en' });
    expect(english.title).toContain('Somebody else is signed in');
  });

  it.each(ofSomebody.filter((name) => name !== 'signOut'))(
    'AP162 %s is not taken from a page that does not say for whom it is',
    async (name) => {
      const { path, method } = asked(name);
      const refused = await told(path, method, ofScript);
      expect(refused).toMatchObject({ status: 400, type: 'page-unmarked', says: null });
    },
  );

  it('AP161 reaches its answer from the page of who is signed in', async () => {
    const answer = await api.ask('/v1/me', {
      as: 'chair',
      headers: { ...ofScript, [header]: markOf('chair') },
    });
    expect(answer.status).toBe(200);
    expect(answer.headers.get(header)).toBeNull();
  });

  it('AP161 is refused with a mark that nobody made', async () => {
    for (const mark of ['', 'chair', 'a'.repeat(32)])
      expect((await told('/v1/me', 'GET', { [header]: mark })).type).toBe('other-person');
  });

  it('AP161 without a session is not signed in, whatever the page says', async () => {
    const answer = await api.ask('/v1/me', { headers: { [header]: markOf('police') } });
    expect(answer.status).toBe(401);
  });

  it('AP161 anybody may ask what is nobody’s, and sign in, from any page', async () => {
    const headers = { ...ofScript, [header]: markOf('police') };
    expect((await api.ask('/v1/health', { as: 'chair', headers })).status).toBe(200);
    const body = { person: 'chair' };
    const signIn = await api.ask('/v1/practice/sign-in', { as: 'chair', headers, body });
    expect(signIn.status).toBe(204);
  });

  it('AP163 a program is no page: it says nothing, and has its cookie', async () => {
    expect((await api.ask('/v1/me', { as: 'chair' })).status).toBe(200);
    // Node says this of every request that it makes.
    expect(
      (await api.ask('/v1/me', { as: 'chair', headers: { 'sec-fetch-mode': 'cors' } })).status,
    ).toBe(200);
    // Somebody who types the address.
    const typed = { 'sec-fetch-site': 'same-origin', 'sec-fetch-dest': 'document' };
    expect((await api.ask('/v1/me', { as: 'chair', headers: typed })).status).toBe(200);
  });
});

describe('what comes in', () => {
  it.each([
    ['UTF-16', 'application/json; charset=utf-16', 'utf16le'],
    ['UTF-16, big end first', 'application/json;charset="utf-16be"', 'utf16le'],
    ['UTF-32', 'application/json; charset=utf-32', 'utf8'],
    ['Latin 1', 'application/json; charset=iso-8859-1', 'latin1'],
  ] as const)('AP164 JSON in %s is refused with a sentence', async (_what, type, form) => {
    const { address } = api;
    const answer = await fetch(`${address}/v1/practice/sign-in`, {
      method: 'POST',
      headers: { 'content-type': type },
      body: Buffer.from('{"person":"chair"}', form),
    });
    expect(answer.status).toBe(415);
    expect(await answer.text()).toMatch(/"title":"[^"]*JSON in UTF-8/);
  });

  it.each([
    ['says nothing', 'application/json'],
    ['says UTF-8', 'application/json; charset=UTF-8'],
    ['says it in quotes', 'application/json;charset="utf-8"; x=1'],
  ])(
    'AP164 JSON that %s is taken when it is UTF-8, and no other bytes are',
    async (_what, type) => {
      const send = (body: Buffer) =>
        fetch(`${api.address}/v1/practice/sign-in`, {
          method: 'POST',
          headers: { 'content-type': type },
          body,
        });
      expect((await send(Buffer.from('{"person":"chair"}'))).status).toBe(204);
      const latin = await send(Buffer.from('{"person":"andré"}', 'latin1'));
      expect(latin.status).toBe(400);
      expect(await latin.json()).toMatchObject({ type: 'urn:overlegtafel:problem:malformed' });
    },
  );

  it.each(['meetings', 'records'])(
    'AP165 %s does not go on where no page of it said',
    async (list) => {
      const table = (await api.table.stores.meeting(ApiUnderTest.meetingId))?.tableId ?? '';
      const answer = await api.ask(`/v1/tables/${table}/${list}?next=verzonnen`, { as: 'chair' });
      expect(answer.status).toBe(400);
      expect(await answer.json()).toMatchObject({
        type: 'urn:overlegtafel:problem:mistakes',
        mistakes: [{ path: 'next', kind: 'UNKNOWN_VALUE' }],
      });
    },
  );
});
