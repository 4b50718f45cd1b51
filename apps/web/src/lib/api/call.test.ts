import { describe, expect, it } from 'vitest';
import { call } from './call.ts';
import { problemWords } from './problem-words.ts';

interface Asked {
  url: string;
  init: RequestInit;
}

function answering(answer: () => Response | Promise<Response>) {
  const asked: Asked[] = [];
  const fetch: typeof globalThis.fetch = (url, init = {}) => {
    asked.push({ url: typeof url === 'string' ? url : '', init });
    return Promise.resolve(answer());
  };
  return { asked, fetch };
}

describe('call', () => {
  it('fills in the path and sends the body', async () => {
    const { asked, fetch } = answering(() => new Response(null, { status: 204 }));
    const seen = 'a'.repeat(64);
    const result = await call(fetch, 'acceptAction', {
      params: { item: 'esdoorn', action: 'bel school' },
      body: { seen },
      idempotencyKey: 'once',
    });
    expect(result).toEqual({ kind: 'DONE', value: undefined });
    expect(asked[0]?.url).toBe('/api/v1/items/esdoorn/actions/bel%20school/accept');
    expect(asked[0]?.init).toMatchObject({
      method: 'POST',
      body: JSON.stringify({ seen }),
      headers: { 'content-type': 'application/json', 'idempotency-key': 'once' },
    });
  });

  it('asks without a body', async () => {
    const { asked, fetch } = answering(() => Response.json([]));
    expect(await call(fetch, 'tables')).toEqual({ kind: 'DONE', value: [] });
    expect(asked[0]?.init.body).toBeUndefined();
  });

  it('gives a refusal with its sentence and its reasons', async () => {
    const blockers = [{ item: 'esdoorn', kind: 'NO_OWNER', jumpTo: 'owner', message: 'Kies.' }];
    const { fetch } = answering(() =>
      Response.json(
        { type: 'urn:overlegtafel:problem:blocked', title: 'Nog 1 punt.', blockers },
        { status: 409 },
      ),
    );
    expect(await call(fetch, 'closeMeeting', { params: { meeting: 'x' } })).toEqual({
      kind: 'PROBLEM',
      problem: { status: 409, type: 'blocked', title: 'Nog 1 punt.', blockers, mistakes: [] },
    });
  });

  it.each([
    ['no connection', () => Promise.reject(new TypeError('fetch failed'))],
    ['an answer that is no JSON', () => new Response('<p>proxy</p>', { status: 200 })],
  ])('%s is a value and not a crash', async (_what, answer) => {
    const { fetch } = answering(answer);
    expect(await call(fetch, 'me')).toMatchObject({ kind: 'PROBLEM', problem: { status: 0 } });
  });

  it.each([
    [413, 'te groot'],
    [429, 'te veel tegelijk'],
    [502, 'even niet bereikbaar'],
    [503, 'even niet bereikbaar'],
    [504, 'even niet bereikbaar'],
    [418, 'geen antwoord'],
    [401, 'geen antwoord'],
  ])('SH325 a %i of a proxy, in HTML, is told as %s', async (status, words) => {
    const { fetch } = answering(() => new Response('<h1>nginx</h1>', { status }));
    const result = await call(fetch, 'me');
    if (result.kind === 'DONE') throw new Error('taken');
    expect(problemWords(result.problem)).toContain(words);
  });

  it('an error without a problem still has its status', async () => {
    const { fetch } = answering(() => Response.json(null, { status: 502 }));
    expect(await call(fetch, 'me')).toMatchObject({
      problem: { status: 502, type: '', title: '' },
    });
  });
});
