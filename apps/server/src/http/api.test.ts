import { Validator } from '@seriousme/openapi-schema-validator';
import { apiPaths } from '@overlegtafel/protocol/api-paths';
import { afterEach, describe, expect, it } from 'vitest';
import { ApiUnderTest } from './api-under-test.fixture.ts';

const running: ApiUnderTest[] = [];

async function started(...given: Parameters<typeof ApiUnderTest.start>): Promise<ApiUnderTest> {
  const api = await ApiUnderTest.start(...given);
  running.push(api);
  return api;
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((api) => api.stop()));
});

describe('every answer', () => {
  it.each([
    { what: 'an answer', path: '/v1/health' },
    { what: 'a refusal', path: '/v1/me' },
    { what: 'an address that is not there', path: '/v1/elders' },
  ])('AP13 $what carries the version, and is kept by nobody', async ({ path }) => {
    const { headers } = await (await started()).ask(path);
    expect(headers.get('api-version')).toBe('1.0.0');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; frame-ancestors 'none'",
    );
  });
});

describe('the description', () => {
  it('AP14 is valid OpenAPI 3.1 and holds every call', async () => {
    const answer = await (await started()).ask('/v1/openapi.json');
    const description = (await answer.json()) as {
      openapi: string;
      paths: Record<string, Record<string, { operationId: string }>>;
    };
    expect(description.openapi).toBe('3.1.0');
    expect(await new Validator().validate(description)).toEqual({ valid: true });
    for (const [name, { method, path }] of Object.entries(apiPaths))
      expect(description.paths[path]?.[method.toLowerCase()]?.operationId).toBe(name);
  });
});

describe('readiness', () => {
  it('AP16 ends when the server stops, while its health does not', async () => {
    const api = await started();
    expect((await api.ask('/v1/readiness')).status).toBe(200);
    api.isStopping = true;
    const answer = await api.ask('/v1/readiness');
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ type: 'urn:overlegtafel:problem:stopping' });
    expect((await api.ask('/v1/health')).status).toBe(200);
  });

  it('AP16 is 503 when the database gives no answer', async () => {
    const api = await started({ kind: 'postgresql', canServe: () => Promise.resolve(false) });
    expect((await api.ask('/v1/readiness')).status).toBe(503);
  });
});

describe('who I am', () => {
  it('tells my roles and organisation as the rows have them', async () => {
    const answer = await (await started()).ask('/v1/me', { as: 'police' });
    expect(await answer.json()).toMatchObject({ id: 'police', roles: ['police'] });
  });

  it('takes the session away when I sign out, and what the browser kept', async () => {
    const answer = await (await started()).ask('/v1/sign-out', { method: 'POST', as: 'police' });
    expect(answer.status).toBe(204);
    expect(answer.headers.get('set-cookie')).toMatch(/^session=; Max-Age=0/);
    expect(answer.headers.get('clear-site-data')).toContain('"storage"');
  });

  it('SH43 tells when the session ends by the clock of the server', async () => {
    const answer = await (await started()).ask('/v1/me/session', { as: 'police' });
    const told = (await answer.json()) as Record<'asOf' | 'idleEndsAt' | 'endsAt', string>;
    expect(Date.parse(told.idleEndsAt)).toBeGreaterThan(Date.parse(told.asOf));
    expect(Date.parse(told.endsAt)).toBeGreaterThanOrEqual(Date.parse(told.idleEndsAt));
    expect((await (await started()).ask('/v1/me/session')).status).toBe(401);
  });

  it('OB8 gives the key of an outbox: 32 bytes, the same each time, for this person alone', async () => {
    const api = await started();
    const keyOf = async (as: string) =>
      ((await (await api.ask('/v1/me/outbox-key', { as })).json()) as { key: string }).key;
    const own = await keyOf('police');
    expect(Buffer.from(own, 'base64url')).toHaveLength(32);
    expect(await keyOf('police')).toBe(own);
    expect(await keyOf('chair')).not.toBe(own);
    expect((await api.ask('/v1/me/outbox-key')).status).toBe(401);
  });
});

describe('the contract', () => {
  it('AP15 every call is answered by something', async () => {
    const api = await started();
    const silent: string[] = [];
    for (const [name, { method, path }] of Object.entries(apiPaths)) {
      const address = `/v1${path.replaceAll(/\{\w+\}/g, 'er-is-niets')}`;
      const answer = await api.ask(address, { method, as: 'chair' });
      const { type = '' } =
        answer.status === 204 ? {} : ((await answer.json()) as { type?: string });
      if (/:(not-found|method-not-allowed)$/.test(type)) silent.push(name);
    }
    expect(silent).toEqual([]);
  });
});

describe('a command, all the way', () => {
  it('AP11 changes an item of the table, and the revision with it', async () => {
    const api = await started();
    const [item] = await api.table.stores.itemsOf(ApiUnderTest.meetingId);
    const send = (minutes: number, headers = {}) =>
      api.ask(`/v1/items/${item?.id ?? ''}/minutes`, {
        method: 'PUT',
        as: 'chair',
        body: { minutes },
        headers,
      });
    const first = await send(25);
    expect(first.status).toBe(204);
    const etag = first.headers.get('etag') ?? '';
    expect((await send(30, { 'if-match': '"0"' })).status).toBe(412);
    expect((await send(30, { 'if-match': etag })).status).toBe(204);
    expect(
      (
        await api.ask('/v1/items/er-is-niets/minutes', {
          method: 'PUT',
          as: 'chair',
          body: { minutes: 5 },
        })
      ).status,
    ).toBe(404);
  });
});
