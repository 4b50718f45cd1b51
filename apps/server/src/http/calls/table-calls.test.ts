import { afterEach, describe, expect, it } from 'vitest';
import { ApiUnderTest } from '../api-under-test.fixture.ts';

const running: ApiUnderTest[] = [];

async function started(): Promise<ApiUnderTest> {
  const api = await ApiUnderTest.start();
  running.push(api);
  return api;
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((api) => api.stop()));
});

describe('a file of reports over the API', () => {
  const report = {
    signal: 'REPORT',
    kind: 'FIRST',
    source: 'POLICE',
    reporterKind: 'KNOWN',
    receivedAt: '2026-11-23T22:40:00.000Z',
    summary: 'Ruzie; kind erbij.',
    opens: { alias: 'Casus Iep', municipality: 'mijnstad', household: [adult()] },
  };
  const send = (api: ApiUnderTest, body: object, query = '', language = 'nl') =>
    api.ask(`/v1/tables/oefentafel/reports/import${query}`, {
      as: 'vt-worker',
      body: { format: 'json', ...body },
      headers: { 'accept-language': language },
    });

  it('MC23, AP8 tells every mistake, takes nothing by itself, and the right lines when that is asked', async () => {
    const api = await started();
    const content = JSON.stringify([report, { ...report, source: 'TV' }]);
    const whole = await send(api, { content });
    expect(whole.status).toBe(201);
    expect(await whole.json()).toMatchObject({ taken: 0, mistakes: [{ line: 2 }] });
    const inEnglish = await send(api, { content }, '', 'en');
    const { mistakes } = (await inEnglish.json()) as { mistakes: { message: string }[] };
    expect(mistakes[0]?.message).toMatch(/Source/i);
    const partly = await send(api, { content }, '?partial=true');
    expect(await partly.json()).toMatchObject({ taken: 1, reports: [{ line: 1 }] });
  });

  it('MC23 a preview takes nothing', async () => {
    const api = await started();
    const tried = await send(api, { content: JSON.stringify([report]), preview: true });
    expect(await tried.json()).toMatchObject({ taken: 0, mistakes: [], reports: [{ line: 1 }] });
    const again = await api.ask('/v1/tables/oefentafel/waiting-cases', { as: 'vt-worker' });
    expect(await again.json()).toEqual([]);
  });

  it('MC23 a file that is larger than a command may be is read', async () => {
    const api = await started();
    const content = `${' '.repeat(200_000)}${JSON.stringify([report])}`;
    expect(await (await send(api, { content })).json()).toMatchObject({ taken: 1 });
  });
});

function adult() {
  return { role: 'MOTHER', ageYears: 31, isChild: false };
}
