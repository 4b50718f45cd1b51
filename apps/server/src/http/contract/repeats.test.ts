import { done, refuse } from '@overlegtafel/usecases';
import { afterEach, describe, expect, it } from 'vitest';
import { ApiUnderTest } from '../api-under-test.fixture.ts';
import { problems } from '../problems.ts';
import { bind } from './bound-call.ts';

const running: ApiUnderTest[] = [];
const item = '/v1/items/linde';

async function started(...given: Parameters<typeof ApiUnderTest.startWith>): Promise<ApiUnderTest> {
  const api = await ApiUnderTest.startWith(...given);
  running.push(api);
  return api;
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((api) => api.stop()));
});

async function problemOf(answer: Response): Promise<unknown> {
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  return answer.json();
}

describe('doing nothing twice', () => {
  const body = { date: '2026-12-01', startsAt: '2026-12-01T08:00:00.000Z' };
  const path = '/v1/tables/oefentafel/meetings';
  const key = { 'idempotency-key': 'c0ffee00-0000-4000-8000-000000000001' };

  /** Plans a meeting with a new id each time it is really done. */
  function planning() {
    let made = 0;
    const call = bind('planMeeting', () => done({ id: `vergadering-${(made += 1)}` }));
    return { call, count: () => made };
  }

  it('AP10 the same key gives the same answer and does it once, also at the same time', async () => {
    const { call, count } = planning();
    const api = await started([call]);
    const send = () => api.ask(path, { as: 'chair', body, headers: key });
    const answers = await Promise.all([send(), send(), send()]);
    const texts = await Promise.all([...answers, await send()].map((answer) => answer.text()));
    expect(new Set(texts).size).toBe(1);
    expect(count()).toBe(1);
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
  });

  it('AP10 a key is of one person and of one request', async () => {
    const { call, count } = planning();
    const api = await started([call]);
    await api.ask(path, { as: 'chair', body, headers: key });
    await api.ask(path, { as: 'secretary', body, headers: key });
    expect(count()).toBe(2);
    const other = { ...body, date: '2026-12-08', startsAt: '2026-12-08T08:00:00.000Z' };
    const answer = await api.ask(path, { as: 'chair', body: other, headers: key });
    expect(answer.status).toBe(422);
    expect(await problemOf(answer)).toMatchObject({ type: problems.otherRequest.type });
  });

  it('AP10 what was refused may be tried again with the same key', async () => {
    let isFirst = true;
    const call = bind('planMeeting', () => {
      const outcome = isFirst ? refuse({ kind: 'MOVED' }) : done({ id: 'vergadering' });
      isFirst = false;
      return outcome;
    });
    const api = await started([call]);
    const send = async () => (await api.ask(path, { as: 'chair', body, headers: key })).status;
    expect([await send(), await send()]).toEqual([409, 201]);
  });

  it('AP11 a command that counts on a revision that has passed does nothing: 412', async () => {
    let times = 0;
    const api = await started([bind('setMinutes', () => done(void (times += 1)))]);
    const send = async (ifMatch: string) =>
      (
        await api.ask(`${item}/minutes`, {
          method: 'PUT',
          as: 'chair',
          body: { minutes: 5 },
          headers: { 'if-match': ifMatch },
        })
      ).status;
    expect(await send('"11"')).toBe(412);
    expect(times).toBe(0);
    expect(await send('"12"')).toBe(204);
  });
});
