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

const period = { from: '2026-11-01T00:00:00.000Z', until: '2026-12-01T00:00:00.000Z' };

async function readItem(api: ApiUnderTest): Promise<string> {
  const [item] = await api.table.stores.itemsOf(ApiUnderTest.meetingId);
  if (!item) throw new Error('no item');
  expect((await api.ask(`/v1/items/${item.id}`, { as: 'vt-worker' })).status).toBe(200);
  return item.caseId;
}

describe('the access log over the API', () => {
  it('AU61 AU62 the privacy officer reads who saw a case, and what somebody opened', async () => {
    const api = await started();
    const caseId = await readItem(api);
    for (const path of [`/v1/audit/cases/${caseId}`, '/v1/audit/people/vt-worker']) {
      const answer = await api.ask(path, { as: 'privacy-officer' });
      expect(answer.status).toBe(200);
      const { lines } = (await answer.json()) as { lines: readonly unknown[] };
      expect(lines).toContainEqual(
        expect.objectContaining({ event: 'read-item', personName: 'VT-medewerker LB', caseId }),
      );
      expect((await api.ask(path, { as: 'chair' })).status).toBe(404);
    }
  });

  it('AU66 the privacy officer reads who took emergency access, and nobody else does', async () => {
    const api = await started();
    const [item] = await api.table.stores.itemsOf(ApiUnderTest.meetingId);
    const taken = await api.ask(`/v1/items/${item?.id ?? ''}/break-glass`, {
      as: 'police',
      body: { reason: 'SPOED-GEHEIM' },
    });
    expect(taken.status).toBe(204);
    const path = '/v1/tables/oefentafel/alerts';
    const text = await (await api.ask(path, { as: 'privacy-officer' })).text();
    expect(JSON.parse(text)).toMatchObject({
      alerts: [{ item: item?.id, by: 'police', byName: 'Politie JD', table: 'oefentafel' }],
    });
    expect(text).not.toContain('GEHEIM');
    expect(api.table.ledger.lines.at(-1)).toMatchObject({ event: 'read-alerts' });
    expect((await api.ask(path, { as: 'chair' })).status).toBe(404);
  });

  it('AU67 the privacy officer reads on which ground people were invited, and nobody else does', async () => {
    const api = await started();
    const [item] = await api.table.stores.itemsOf(ApiUnderTest.meetingId);
    const why = { ground: 'WMO_4_1_1', purpose: 'Advies', necessity: 'Kent de behandeling.' };
    const invited = await api.ask(`/v1/items/${item?.id ?? ''}/invitations`, {
      as: 'chair',
      body: { person: 'mental-health', ...why },
    });
    expect(invited.status).toBe(204);
    const path = '/v1/tables/oefentafel/invitations';
    const text = await (await api.ask(path, { as: 'privacy-officer' })).text();
    expect(JSON.parse(text)).toMatchObject({
      invitations: [
        {
          item: item?.id,
          person: { id: 'mental-health', organisation: 'GGZ Heuvelland' },
          invitedBy: { name: 'Voorzitter FK' },
          ...why,
        },
      ],
    });
    for (const unsaid of ['Esdoorn', 'Politie zaterdag', 'Bel de school'])
      expect(text).not.toContain(unsaid);
    expect(api.table.ledger.lines.slice(-2)).toMatchObject([
      { event: 'read-invitations', person: 'privacy-officer' },
      { event: 'read-invitations', caseId: item?.caseId, fields: ['invitations'] },
    ]);
    for (const as of ['chair', 'vt-worker', 'police'])
      expect((await api.ask(path, { as })).status).toBe(404);
  });

  it('AU64 what was processed about a case comes as JSON Lines, without who did it, and to nobody else', async () => {
    const api = await started();
    const path = `/v1/audit/cases/${await readItem(api)}/exports`;
    const answer = await api.ask(path, { method: 'POST', as: 'privacy-officer' });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toContain('jsonl');
    const text = await answer.text();
    const activities = text
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as unknown);
    expect(activities).toContainEqual(expect.objectContaining({ activity: 'read-item' }));
    expect(text).not.toContain('vt-worker');
    expect(api.table.ledger.lines.at(-1)).toMatchObject({
      event: 'export-processing-log',
      person: 'privacy-officer',
    });
    for (const as of ['chair', 'vt-worker', 'secretary'])
      expect((await api.ask(path, { method: 'POST', as })).status).toBe(404);
  });

  it('AU63 the export comes as JSON Lines of the period that was asked', async () => {
    const api = await started();
    await readItem(api);
    const answer = await api.ask('/v1/audit/exports', { as: 'privacy-officer', body: period });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toMatch(/^application\/jsonl/);
    const lines = (await answer.text()).trimEnd().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { event: string }).event)).toContain(
      'read-item',
    );
    const refused = await api.ask('/v1/audit/exports', { as: 'police', body: period });
    expect(refused.status).toBe(404);
  });
});
