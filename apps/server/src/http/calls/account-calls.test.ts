import { type Ids, instant, readId } from '@overlegtafel/domain';
import { afterEach, describe, expect, it } from 'vitest';
import { ApiUnderTest } from '../api-under-test.fixture.ts';

const running: ApiUnderTest[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((api) => api.stop()));
});

function idOf<K extends keyof Ids>(kind: K, text: string): Ids[K] {
  const read = readId(kind, text, 'test');
  if (!read.ok) throw new Error(text);
  return read.value;
}

/** The small table with somebody who administers it. */
async function started(): Promise<ApiUnderTest> {
  const api = await ApiUnderTest.start();
  running.push(api);
  const row = {
    id: 'membership-administrator',
    person: idOf('PersonId', 'administrator'),
    role: 'administrator',
    organisation: idOf('OrganisationId', 'veilig-thuis'),
    table: idOf('TableId', 'oefentafel'),
    from: instant(Date.UTC(2026, 0, 1)),
  } as const;
  const changes = [{ put: 'membership', row }] as const;
  await api.table.ledger.commit({ guards: [], changes, lines: [] });
  return api;
}

const path = '/v1/tables/oefentafel/memberships';
const as = 'administrator';

describe('memberships over the API', () => {
  it('ID22 are read by who administers, and by nobody who works with cases', async () => {
    const api = await started();
    const { memberships } = (await (await api.ask(path, { as })).json()) as {
      memberships: { id: string; person: string; role: string }[];
    };
    const police = memberships.find(({ person }) => person === 'police');
    expect(police).toMatchObject({ role: 'police', name: 'Politie JD' });
    expect((await api.ask(path, { as: 'chair' })).status).toBe(403);
    expect((await api.ask(path, { as: 'stranger' })).status).toBe(404);
  });

  it('ID20 end now or on a moment, on the record', async () => {
    const api = await started();
    const police = idOf('PersonId', 'police');
    const rowOf = async () => (await api.table.stores.membershipsOf(police))[0];
    const end = `${path}/${(await rowOf())?.id ?? ''}/end`;
    expect((await api.ask(end, { as: 'chair', body: {} })).status).toBe(403);
    expect((await rowOf())?.until).toBeUndefined();
    const until = '2026-12-01T08:00:00.000Z';
    expect((await api.ask(end, { as, body: { until } })).status).toBe(204);
    expect((await rowOf())?.until).toBe(Date.parse(until));
    expect((await api.ask(end, { as, body: {} })).status).toBe(204);
    expect((await rowOf())?.until).toBe(api.table.clock.now);
    expect(api.table.ledger.lines.at(-1)).toMatchObject({
      event: 'end-membership',
      objectKind: 'membership',
      object: (await rowOf())?.id,
      person: 'administrator',
    });
    expect(api.table.told.at(-1)).toEqual({ kind: 'RIGHTS', person: police });
    expect((await api.ask(`${path}/none/end`, { as, body: {} })).status).toBe(404);
  });

  it('ID21 sessions of somebody who is not at the table are not ended', async () => {
    const api = await started();
    const end = (who: string) => `/v1/tables/oefentafel/people/${who}/sessions/end`;
    expect((await api.ask(end('police'), { as, body: {} })).status).toBe(204);
    expect((await api.ask(end('stranger'), { as, body: {} })).status).toBe(404);
  });
});
