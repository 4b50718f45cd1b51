import { type ApiCallName, apiPaths } from '@overlegtafel/protocol/api-paths';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ApiUnderTest } from './api-under-test.fixture.ts';

/** A storage error after which the same may be tried again. */
class LogFullError extends Error {
  readonly retry = true;
}

/** Where each parameter of a path points to something that is there. */
const there = {
  table: 'oefentafel',
  meeting: ApiUnderTest.meetingId,
  item: '',
  case: '',
  person: 'police',
  record: 'er-is-niets',
};
/** What everybody may know, and what a session says of itself: nothing of a case. */
const noCase: readonly ApiCallName[] = [
  'health',
  'readiness',
  'practicePeople',
  'me',
  'session',
  'standing',
  'outboxKey',
  'openapi',
];
const reads = Object.entries(apiPaths)
  .filter(([, { method }]) => method === 'GET')
  .map(([name]) => name as ApiCallName)
  .filter((name) => !noCase.includes(name));

let api: ApiUnderTest;
beforeEach(async () => {
  api = await ApiUnderTest.start();
});
afterEach(async () => {
  await api.stop();
});

async function addressOf(name: ApiCallName): Promise<string> {
  const [item] = await api.table.stores.itemsOf(ApiUnderTest.meetingId);
  const named: Readonly<Record<string, string>> = {
    ...there,
    item: item?.id ?? '',
    case: item?.caseId ?? '',
  };
  return `/v1${apiPaths[name].path.replaceAll(/\{(\w+)\}/g, (_all, part: string) => named[part] ?? '')}`;
}

async function expectNothing(answer: Response): Promise<void> {
  expect(answer.status).toBe(503);
  expect(answer.headers.get('retry-after')).toBe('10');
  const said = (await answer.json()) as Record<string, unknown>;
  expect(Object.keys(said).sort()).toEqual(['status', 'title', 'traceId', 'type']);
  expect(said).toMatchObject({ type: 'urn:overlegtafel:problem:not-kept' });
  expect(said['title']).toMatch(/^Dit kan nu niet worden bewaard/);
}

describe('while the access log takes no line', () => {
  it.each(reads)('AP17 %s gives nothing', async (name) => {
    const as = ['whoSawCase', 'whatPersonOpened', 'alerts', 'invitations'].includes(name)
      ? 'privacy-officer'
      : 'vt-worker';
    api.table.ledger.failing = new LogFullError('the log is full');
    await expectNothing(await api.ask(await addressOf(name), { as }));
    expect(api.failures).toHaveLength(1);
  });

  it('AP17 a command does nothing, and an export and a search give nothing', async () => {
    api.table.ledger.failing = new LogFullError('the log is full');
    const minutes = `${await addressOf('item')}/minutes`;
    const period = { from: '2026-11-01T00:00:00.000Z', until: '2026-12-01T00:00:00.000Z' };
    const asked = [
      [minutes, { method: 'PUT', as: 'chair', body: { minutes: 25 } }],
      ['/v1/audit/exports', { as: 'privacy-officer', body: period }],
      ['/v1/audit/cases/casus-esdoorn/exports', { as: 'privacy-officer', method: 'POST' }],
      [await addressOf('search'), { as: 'chair', body: { words: 'school' } }],
    ] as const;
    for (const [path, sent] of asked) await expectNothing(await api.ask(path, sent));
    const [item] = await api.table.stores.itemsOf(ApiUnderTest.meetingId);
    expect(item?.minutes).not.toBe(25);
  });

  it('AP17 what nobody may try again is a fault of the server', async () => {
    api.table.ledger.failing = new Error('broken');
    expect((await api.ask(await addressOf('item'), { as: 'vt-worker' })).status).toBe(500);
  });
});
