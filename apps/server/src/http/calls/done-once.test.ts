import { apiContract, type ApiCall } from '@overlegtafel/protocol/api';
import { type ApiCallName, apiPaths } from '@overlegtafel/protocol/api-paths';

import { afterEach, expect, it, vi } from 'vitest';
import { ApiUnderTest } from '../api-under-test.fixture.ts';

type Creating = {
  [N in ApiCallName]: (typeof apiContract)[N] extends { creates: true } ? N : never;
}[ApiCallName];

/** What stands on the small table. */
const ids = {
  table: 'oefentafel',
  meeting: 'overleg-24-november',
  esdoorn: 'item-esdoorn',
  caseEsdoorn: 'casus-esdoorn',
} as const;

interface Given {
  readonly as: string;
  readonly body: unknown;
}

const receivedAt = '2026-11-23T08:00:00.000Z';
const report = {
  signal: 'REPORT',
  kind: 'FIRST',
  source: 'POLICE',
  reporterKind: 'KNOWN',
  receivedAt,
  summary: 'Gevallen.',
  opens: {
    alias: 'Casus Vlier',
    household: [{ role: 'MOTHER', isChild: false }],
    municipality: 'mijnstad',
  },
};

/** Every call that makes something; those whose place is made elsewhere name the rule that is tested there. */
const given: Record<Creating, Given | string> = {
  planMeeting: {
    as: 'secretary',
    body: { date: '2026-12-01', startsAt: '2026-12-01T08:00:00.000Z' },
  },
  takeInReport: { as: 'vt-worker', body: report },
  takeInReports: {
    as: 'vt-worker',
    body: { format: 'json', content: JSON.stringify([report]) },
  },
  recordAdvice: { as: 'vt-worker', body: { receivedAt } },
  placeHold: { as: 'privacy-officer', body: { reason: 'Er loopt een klacht.' } },
  takeInRequest: { as: 'vt-worker', body: { kind: 'ACCESS', caseId: ids.caseEsdoorn, receivedAt } },
  dissent: { as: 'vt-worker', body: { words: 'Ik zie het anders.', revisitOn: '2026-12-15' } },
  planMonitoring: { as: 'vt-worker', body: { dueOn: '2027-02-24' } },
  giveMembership: 'ID24',
  putOnAgenda: 'MC17',
  correct: 'MC70',
};
const named = { table: ids.table, meeting: ids.meeting, item: ids.esdoorn, case: ids.caseEsdoorn };

const running: ApiUnderTest[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((api) => api.stop()));
});

const here = Object.entries(given).flatMap(([name, one]) =>
  typeof one === 'string' ? [] : [{ name: name as Creating, ...one }],
);

it.each(here)('AP10 $name stores its answer in the commit that does it', async (one) => {
  const api = await ApiUnderTest.start();
  running.push(api);
  const stored = vi.spyOn(api.table.ledger.keptAnswers, 'stored');
  const path = apiPaths[one.name].path.replaceAll(/\{(\w+)\}/g, (_all, part: string) =>
    part in named ? named[part as keyof typeof named] : part,
  );
  const call: ApiCall = apiContract[one.name];
  expect(call.creates).toBe(true);
  const headers = { 'idempotency-key': 'c0ffee00-0000-4000-8000-000000000002' };
  const answer = await api.ask(`/v1${path}`, { as: one.as, body: one.body, headers });
  const text = await answer.text();
  expect([answer.status, text]).toEqual([201, text]);
  expect(stored).toHaveBeenCalledTimes(1);
  expect(JSON.stringify(stored.mock.lastCall?.[1])).toBe(text);
});
