import { done } from '@overlegtafel/usecases';
import type { PersonId } from '@overlegtafel/domain';
import { afterEach, describe, expect, it } from 'vitest';
import { ApiUnderTest, browsers } from '../api-under-test.fixture.ts';
import { type RateLimitSettings, usualRateLimits } from '../rate-limits.ts';
import { bind } from './bound-call.ts';

const running: ApiUnderTest[] = [];
const few: RateLimitSettings = {
  perPerson: 3,
  perBrowser: 2,
  perSigningIn: 2,
  perReturn: 2,
  perNotice: 2,
  perStranger: 2,
  windowSeconds: 60,
};
const calls = [
  bind('recuse', () => done(undefined)),
  bind('health', () => done({ status: 'ok' as const, database: 'sqlite' as const })),
  bind('practicePeople', () => done([])),
];

async function started(limits = few): Promise<ApiUnderTest> {
  const api = await ApiUnderTest.startWith(calls, limits);
  running.push(api);
  return api;
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((api) => api.stop()));
});

/** The statuses of so many the same requests, from this address. */
async function asking(
  api: ApiUnderTest,
  times: number,
  from: { path?: string; as?: string; at?: string; cookie?: string } = {},
): Promise<number[]> {
  const { path = 'recusal', as, at = '192.0.2.1', cookie } = from;
  const headers = { 'x-forwarded-for': at, ...(cookie === undefined ? {} : { cookie }) };
  const statuses: number[] = [];
  for (let i = 0; i < times; i += 1) {
    const answer =
      path === 'recusal'
        ? await api.ask('/v1/items/linde/recusal', {
            body: { reason: 'x' },
            headers,
            ...(as === undefined ? {} : { as }),
          })
        : await api.ask(path, { headers });
    statuses.push(answer.status);
  }
  return statuses;
}

describe('limits', () => {
  it('AP12 too many requests are answered with 429 and how long to wait', async () => {
    const api = await started();
    expect(await asking(api, 4, { as: 'chair' })).toEqual([204, 204, 204, 429]);
    expect(await asking(api, 3)).toEqual([401, 401, 429]);
    const refused = await api.ask('/v1/items/linde/recusal', {
      as: 'chair',
      body: { reason: 'x' },
    });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(refused.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  });

  it('AP240 health is never counted, however often it is asked and whoever else asks', async () => {
    const api = await started();
    await asking(api, 3);
    const statuses = await asking(api, 50, { path: '/v1/health' });
    expect(new Set(statuses)).toEqual(new Set([200]));
    // Nor does it use up anything.
    expect(await asking(api, 1, { path: '/v1/practice/people' })).toEqual([200]);
  });

  it('AP241 who is signed in is one person at every address, and no flood of strangers hinders them', async () => {
    const api = await started();
    await asking(api, 10);
    expect(await asking(api, 2, { as: 'chair' })).toEqual([204, 204]);
    expect(await asking(api, 2, { as: 'chair', at: '198.51.100.5' })).toEqual([204, 429]);
    expect(await asking(api, 1, { as: 'police' })).toEqual([204]);
  });

  it('AP242 signing in is counted apart, and a browser that is known has its own share', async () => {
    const api = await started();
    const path = '/v1/practice/people';
    await asking(api, 10);
    expect(await asking(api, 3, { path })).toEqual([200, 200, 429]);
    const cookieOf = (person: string) => browsers.cookieFor(person as PersonId).split(';')[0] ?? '';
    const cookie = cookieOf('chair');
    expect(await asking(api, 1, { path, cookie })).toEqual([200]);
    // One person has one share in however many browsers.
    expect(await asking(api, 2, { path, cookie: cookieOf('chair') })).toEqual([200, 429]);
    expect(await asking(api, 1, { path, cookie: cookieOf('police') })).toEqual([200]);
  });

  it('AP243 strangers are counted by their own address, and by the network of one line', async () => {
    const api = await started();
    expect(await asking(api, 3, { at: '2001:db8::1' })).toEqual([401, 401, 429]);
    expect(await asking(api, 1, { at: '2001:db8::2' })).toEqual([429]);
    expect(await asking(api, 1, { at: '2001:db8:0:1::1' })).toEqual([401]);
    expect(await asking(api, 1, { at: '192.0.2.2' })).toEqual([401]);
  });

  it('AP12 the usual limits leave room for an office that starts work at one moment', () => {
    // A sign-in asks four times: two hundred people behind one address, in one minute.
    expect(usualRateLimits.perSigningIn).toBeGreaterThanOrEqual(4 * 200);
    expect(usualRateLimits.perPerson).toBeGreaterThanOrEqual(2 * 10 * 60);
  });
});
