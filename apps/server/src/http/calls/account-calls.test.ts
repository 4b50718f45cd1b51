import { type Ids, instant, readId } from '@overlegtafel/domain';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ApiUnderTest, issuer } from '../api-under-test.fixture.ts';

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
  const { person: id, organisation } = row;
  const person = { id, name: 'Beheerder', initials: 'B', organisation };
  const changes = [
    { put: 'person', row: person },
    { put: 'membership', row },
  ] as const;
  await api.table.ledger.commit({ guards: [], changes, lines: [] });
  return api;
}

interface Told {
  readonly because?: string;
  readonly mistakes?: readonly { readonly path: string; readonly kind: string }[];
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

  const give = { organisation: 'veilig-thuis', role: 'vt-worker' };
  const known = { kind: 'KNOWN', id: 'mental-health' };
  const given = async (api: ApiUnderTest, change: object, by = as) =>
    api.ask(path, { as: by, body: { ...give, person: known, ...change } });
  const mistakesOf = async (answer: Response) => {
    const { mistakes = [] } = (await answer.json()) as Told;
    return mistakes.map((one) => `${one.path} ${one.kind}`);
  };

  it('ID24 are given by who administers, from now or later, on the record', async () => {
    const api = await started();
    const until = '2027-01-01T08:00:00.000Z';
    const substitute = { until, substituteFor: 'vt-worker', discipline: 'VT_WORKER' };
    const answer = await given(api, substitute);
    expect(answer.status).toBe(201);
    const { id } = (await answer.json()) as { id: string };
    const rows = await api.table.stores.membershipsOf(idOf('PersonId', 'mental-health'));
    expect(rows.find((row) => row.id === id)).toEqual({
      ...give,
      id,
      person: 'mental-health',
      table: 'oefentafel',
      from: api.table.clock.now,
      until: Date.parse(until),
      substituteFor: 'vt-worker',
      discipline: 'VT_WORKER',
    });
    expect(api.table.ledger.lines.at(-1)).toMatchObject({
      event: 'give-membership',
      action: 'C',
      object: id,
      person: 'administrator',
    });
    expect(api.table.told.at(-1)).toMatchObject({ kind: 'RIGHTS', person: 'mental-health' });
    const from = '2026-12-01T08:00:00.000Z';
    const director = { role: 'process-director', municipality: 'mijnstad', from };
    expect((await given(api, director)).status).toBe(201);
    expect((await given(api, {}, 'chair')).status).toBe(403);
    expect((await given(api, {}, 'stranger')).status).toBe(404);
  });

  it.each([
    ['person.id UNKNOWN_VALUE', { person: { kind: 'KNOWN', id: 'nobody' } }],
    ['organisation UNKNOWN_VALUE', { organisation: 'nergens' }],
    ['municipality MISSING', { role: 'process-director' }],
    ['municipality UNKNOWN_VALUE', { role: 'process-director', municipality: 'elders' }],
    ['from OUT_OF_RANGE', { from: '2026-11-01T08:00:00.000Z' }],
    ['until OUT_OF_RANGE', { until: '2026-11-24T08:00:00.000Z' }],
    ['until MISSING', { substituteFor: 'vt-worker' }],
    ['substituteFor UNKNOWN_VALUE', { substituteFor: 'nobody', until: '2027-01-01T08:00:00.000Z' }],
    [
      'substituteFor NOT_ALLOWED',
      { substituteFor: 'mental-health', until: '2027-01-01T08:00:00.000Z' },
    ],
  ])('ID25 %s', async (mistake, change) => {
    const api = await started();
    const before = api.table.ledger.rows.membership.where(() => true).length;
    const answer = await given(api, change);
    expect(answer.status).toBe(400);
    expect(await mistakesOf(answer)).toEqual([mistake]);
    expect(api.table.ledger.rows.membership.where(() => true)).toHaveLength(before);
  });

  it('ID25, RT141 duties that do not go together, and what somebody has already, are refused', async () => {
    const api = await started();
    const because = async (change: object) => {
      const answer = await given(api, change);
      return [answer.status, ((await answer.json()) as Told).because];
    };
    expect(await because({ role: 'privacy-officer' })).toEqual([409, 'DUTIES_CONFLICT']);
    const self = { kind: 'KNOWN', id: 'administrator' };
    expect(await because({ person: self, role: 'chair' })).toEqual([409, 'DUTIES_CONFLICT']);
    expect(
      await because({ person: self, role: 'policy-officer', municipality: 'mijnstad' }),
    ).toEqual([409, 'NOT_TO_YOURSELF']);
    const police = { person: { kind: 'KNOWN', id: 'police' }, organisation: 'politie' };
    expect(await because({ ...police, role: 'police' })).toEqual([409, 'MEMBER_ALREADY']);
  });

  it('ID26 who is new is entered with what the issuer calls them, once', async () => {
    const api = await started();
    const person = { kind: 'NEW', name: 'VT-medewerker AB', initials: 'AB', subject: 'ab-17' };
    expect((await given(api, { person })).status).toBe(201);
    const [entered] = [...api.table.ledger.subjects];
    expect(entered?.[0]).toBe(JSON.stringify([issuer, 'ab-17']));
    const [row] = await api.table.stores.membershipsOf(entered?.[1] ?? idOf('PersonId', 'nobody'));
    expect(row).toMatchObject({ ...give, table: 'oefentafel' });
    const again = await given(api, { person: { ...person, name: 'Iemand anders' } });
    expect(again.status).toBe(409);
    expect(await again.json()).toMatchObject({ because: 'SUBJECT_TAKEN' });
    expect(api.table.ledger.subjects.size).toBe(1);
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

  it('ID140 ending never makes longer, brings nothing back, and never lies in the past', async () => {
    const api = await started();
    const police = idOf('PersonId', 'police');
    const rowOf = async () => (await api.table.stores.membershipsOf(police))[0];
    const id = (await rowOf())?.id ?? '';
    const end = async (body: object) => {
      const answer = await api.ask(`${path}/${id}/end`, { as, body });
      const told = answer.status === 204 ? {} : ((await answer.json()) as Told);
      return [answer.status, told.because ?? told.mistakes?.[0]?.kind, (await rowOf())?.until];
    };
    const [now, soon] = [api.table.clock.now, Date.parse('2026-12-01T08:00:00.000Z')];
    expect(await end({ until: '2026-12-01T08:00:00.000Z' })).toEqual([204, undefined, soon]);
    const [longer, past] = ['2036-12-01T08:00:00.000Z', '2026-11-20T08:00:00.000Z'];
    expect(await end({ until: longer })).toEqual([409, 'ONLY_SHORTER', soon]);
    expect(await end({ until: past })).toEqual([400, 'OUT_OF_RANGE', soon]);
    expect(api.table.ledger.lines.at(-1)).toMatchObject({ reason: 'ONLY_SHORTER', object: id });
    expect(await end({})).toEqual([204, undefined, now]);
    expect(await end({})).toEqual([409, 'MEMBERSHIP_OVER', now]);
    expect(await end({ until: longer })).toEqual([409, 'MEMBERSHIP_OVER', now]);
    expect(api.table.ledger.lines.at(-1)).toMatchObject({
      event: 'end-membership',
      result: 'REFUSED',
      reason: 'MEMBERSHIP_OVER',
    });
  });

  it('ID140 what has not begun can be taken back, and then never held', async () => {
    const api = await started();
    const from = '2026-12-01T08:00:00.000Z';
    const answer = await given(api, { from });
    const { id } = (await answer.json()) as { id: string };
    expect((await api.ask(`${path}/${id}/end`, { as, body: {} })).status).toBe(204);
    const rows = await api.table.stores.membershipsOf(idOf('PersonId', 'mental-health'));
    expect(rows.find((row) => row.id === id)?.until).toBe(Date.parse(from));
  });

  it('RT142 the last administrator puts nobody out who is the last, themself neither', async () => {
    const api = await started();
    const own = `${path}/membership-administrator/end`;
    const refused = await api.ask(own, { as, body: {} });
    expect([refused.status, await refused.json()]).toMatchObject([
      409,
      { because: 'LAST_ADMINISTRATOR' },
    ]);
    const second = { kind: 'NEW', name: 'Beheerder CD', initials: 'CD', subject: 'cd-1' };
    const next = { person: second, role: 'administrator', from: '2026-12-01T08:00:00.000Z' };
    expect((await given(api, next)).status).toBe(201);
    expect((await api.ask(own, { as, body: {} })).status).toBe(409);
    expect((await api.ask(own, { as, body: { until: next.from } })).status).toBe(204);
  });

  it.each([
    ['nl', /andere rol/, /al van iemand anders/],
    ['en', /another role/, /already belongs to somebody/],
  ])('ID143 each refusal has its own sentence (%s)', async (language, duties, taken) => {
    const api = await started();
    const headers = { 'accept-language': language };
    const said = async (change: object, address = path) => {
      const sent = {
        as,
        headers,
        body: address === path ? { ...give, person: known, ...change } : {},
      };
      return ((await (await api.ask(address, sent)).json()) as { title: string }).title;
    };
    const person = { kind: 'NEW', name: 'VT-medewerker AB', initials: 'AB', subject: 'ab-17' };
    expect((await given(api, { person })).status).toBe(201);
    const self = { kind: 'KNOWN', id: 'administrator' };
    const police = { kind: 'KNOWN', id: 'police' };
    const sentences = [
      await said({ role: 'privacy-officer' }),
      await said({ person }),
      await said({ person: police, organisation: 'politie', role: 'police' }),
      await said({ person: self, role: 'administrator' }),
      await said({}, `${path}/membership-administrator/end`),
    ];
    expect(sentences[0]).toMatch(duties);
    expect(sentences[1]).toMatch(taken);
    expect(new Set(sentences).size).toBe(5);
  });

  it('SR144 while who has which place was changed past the server nobody is added or put out, and that is said', async () => {
    const api = await started();
    vi.spyOn(api.table.stores, 'accountsCount').mockResolvedValue('BROKEN');
    const before = api.table.ledger.rows.membership.where(() => true);
    const [police] = await api.table.stores.membershipsOf(idOf('PersonId', 'police'));
    for (const answer of [
      await given(api, {}),
      await api.ask(`${path}/${police?.id ?? ''}/end`, { as, body: {} }),
    ]) {
      const told = (await answer.json()) as Told & { readonly title: string };
      expect([answer.status, told.because]).toEqual([409, 'ACCOUNTS_BROKEN']);
      expect(told.title).toContain('npm run verify');
    }
    expect(api.table.ledger.rows.membership.where(() => true)).toEqual(before);
  });

  it('ID21 sessions of somebody who is not at the table are not ended', async () => {
    const api = await started();
    const end = (who: string) => `/v1/tables/oefentafel/people/${who}/sessions/end`;
    expect((await api.ask(end('police'), { as, body: {} })).status).toBe(204);
    expect((await api.ask(end('stranger'), { as, body: {} })).status).toBe(404);
  });
});
