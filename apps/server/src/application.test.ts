import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { running, start, stopAll } from './application.fixture.ts';
import type { DatabaseHealth } from './database-health.ts';
import type { PageHandler } from './http/pages.ts';
import { graceMs } from './lifecycle/stop-server.ts';
import type { Log } from './log.ts';

const quiet: Log = { event: () => undefined, failure: () => undefined };

/** Longer than the API reads. */
const giantBody = `"${'a'.repeat(70_000)}"`;

afterEach(stopAll);

async function problemFrom(answer: Response): Promise<unknown> {
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  return answer.json();
}

describe('the API', () => {
  it('tells its health', async () => {
    const answer = await fetch(`${await start()}/api/v1/health`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await answer.json()).toEqual({ status: 'ok', database: 'sqlite' });
  });

  it('is not healthy when the database is not', async () => {
    const silent: DatabaseHealth = { kind: 'sqlite', canServe: () => Promise.resolve(false) };
    const answer = await fetch(`${await start({ database: silent })}/api/v1/health`);
    expect(await problemFrom(answer)).toMatchObject({
      status: 503,
      type: 'urn:overlegtafel:problem:database-silent',
    });
  });

  it.each([
    { what: 'an unknown address', path: '/v1/onbekend', status: 404, type: 'not-found' },
    { what: 'the bare API', path: '', status: 404, type: 'not-found' },
    {
      what: 'a method that is not there',
      method: 'DELETE',
      path: '/v1/health',
      status: 405,
      type: 'method-not-allowed',
    },
    { what: 'half a body', body: '{"a":', path: '/v1/x', status: 400, type: 'malformed' },
    { what: 'a giant body', body: giantBody, path: '/v1/x', status: 413, type: 'too-large' },
  ])('answers $what with a problem', async ({ path, status, type, body, method }) => {
    const answer = await fetch(`${await start()}/api${path}`, {
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      headers: { 'content-type': 'application/json' },
      body: body ?? null,
    });
    expect(answer.status).toBe(status);
    const problem = await problemFrom(answer);
    expect(problem).toMatchObject({ type: `urn:overlegtafel:problem:${type}`, status });
    expect(JSON.stringify(problem)).toMatch(/"title":"[A-Z][^"]+\."/);
    expect(JSON.stringify(problem)).toMatch(/"traceId":"[0-9a-f]{32}"/);
  });

  it('keeps what went wrong inside: the answer and the log name no content', async () => {
    const logged: unknown[] = [];
    const failing: DatabaseHealth = {
      kind: 'sqlite',
      canServe: () => Promise.reject(new Error('geheim adres Dorpsstraat 1')),
    };
    const log: Log = { ...quiet, failure: (where, _error, traceId) => logged.push(where, traceId) };
    const answer = await fetch(`${await start({ database: failing, log })}/api/v1/health`);
    const text = await answer.text();
    expect(answer.status).toBe(500);
    expect(text).not.toContain('Dorpsstraat');
    expect(logged[0]).toBe('GET /health');
    expect(text).toContain(logged[1]);
  });
});

describe('the pages', () => {
  it('are told at which of our own addresses the person is, whatever the request claims', async () => {
    const pages: PageHandler = (request, response) => {
      const { 'x-forwarded-proto': protocol, 'x-forwarded-host': host } = request.headers;
      response.end(`${String(protocol)}://${String(host)}`);
    };
    const address = await start({ pages });
    const claimed = { 'x-forwarded-host': 'elders.example', 'x-forwarded-proto': 'https' };
    expect(await (await fetch(address, { headers: claimed })).text()).toBe(address);
    const byName = address.replace('127.0.0.1', 'localhost');
    expect(await (await fetch(byName, { headers: claimed })).text()).toBe(byName);

    const origin = 'https://tafel.example.nl';
    const behindProxy = await start({ pages, env: { ORIGIN: origin } });
    const answer = await fetch(behindProxy, { headers: claimed });
    expect(await answer.text()).toBe(origin);
    expect(answer.headers.get('strict-transport-security')).not.toBeNull();
  });

  it('reach the API in the name of the person, who cannot do that alone', async () => {
    const pages: PageHandler = (request, response) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(request.headers));
    };
    const address = await start({ pages });
    const headers = { 'x-overlegtafel-key': 'geraden', 'x-overlegtafel-client': '192.0.2.7' };
    const told = await (await fetch(address, { headers })).text();
    expect(JSON.parse(told)).toMatchObject({
      'x-overlegtafel-door': address,
      'x-overlegtafel-mode': 'practice',
    });
    expect(told).not.toMatch(/geraden|192\.0\.2\.7/);
    expect(told).toMatch(/"traceparent":"00-[0-9a-f]{32}-[0-9a-f]{16}-01"/);
  });
});

describe('starting and stopping', () => {
  it('refuses a port that is taken with a sentence', async () => {
    const address = await start();
    const { port } = new URL(address);
    await expect(start({ env: { PORT: port } })).rejects.toThrow(`Poort ${port} is al in gebruik.`);
  });

  it('refuses an address of another computer with a sentence', async () => {
    await expect(start({ env: { HOST: '192.0.2.1' } })).rejects.toThrow(
      'Het adres 192.0.2.1 is niet van deze computer.',
    );
  });

  it('lets a running request finish, and then waits for nothing', async () => {
    const arrived = Promise.withResolvers<ServerResponse>();
    const pages: PageHandler = (_request, response) => {
      arrived.resolve(response);
    };
    const answer = fetch(await start({ pages }));
    const response = await arrived.promise;
    const [application] = running.splice(0);
    const stopped = application?.stop();
    const from = performance.now();
    response.end('klaar');
    expect(await (await answer).text()).toBe('klaar');
    await stopped;
    expect(application?.server.listening).toBe(false);
    expect(performance.now() - from).toBeLessThan(graceMs);
  });
});

const forReal = {
  OVERLEGTAFEL_MODE: 'production',
  ORIGIN: 'https://tafel.example.nl',
  DATA_KEY_FILE: 'sleutel',
  CHECKPOINT_KEY_FILE: 'controlesleutel',
  OIDC_ISSUER: 'https://inloggen.example.nl',
  OIDC_CLIENT_ID: 'overlegtafel',
  OIDC_CLIENT_KEY_FILE: 'client.pem',
};

describe('signing in with one click', () => {
  const asChair = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ person: 'chair' }),
  };

  it('is there at a practice table, and then the server knows who I am', async () => {
    const address = await start();
    const answer = await fetch(`${address}/api/v1/practice/sign-in`, asChair);
    expect(answer.status).toBe(204);
    const cookie = answer.headers.getSetCookie().join();
    expect(cookie).toMatch(/^session=[^;]+; Path=\/; HttpOnly; SameSite=Lax$/i);
    const me = await fetch(`${address}/api/v1/me`, {
      headers: { cookie: cookie.split(';')[0] ?? '' },
    });
    expect(await me.json()).toMatchObject({ id: 'chair', roles: ['chair'] });
  });

  it('ID3 signing out ends the session, also for whoever kept the cookie', async () => {
    const address = await start();
    const answer = await fetch(`${address}/api/v1/practice/sign-in`, asChair);
    const headers = { cookie: answer.headers.getSetCookie().join().split(';')[0] ?? '' };
    const ask = async () => (await fetch(`${address}/api/v1/me`, { headers })).status;
    expect(await ask()).toBe(200);
    const signOut = { method: 'POST', headers: { ...headers, ...asChair.headers }, body: '{}' };
    expect((await fetch(`${address}/api/v1/sign-out`, signOut)).status).toBe(204);
    expect(await ask()).toBe(401);
  });

  it('does not exist for real, and an unknown cookie is nothing there', async () => {
    const address = await start({ env: forReal });
    expect((await fetch(`${address}/api/v1/practice/sign-in`, asChair)).status).toBe(404);
    expect((await fetch(`${address}/api/v1/practice/people`)).status).toBe(404);
    const cookie = `__Host-session=${'a'.repeat(43)}`;
    expect((await fetch(`${address}/api/v1/me`, { headers: { cookie } })).status).toBe(401);
  });

  it('refuses somebody who is not at the table, and what is no request at all', async () => {
    const address = await start();
    const post = async (body: string) =>
      (await fetch(`${address}/api/v1/practice/sign-in`, { ...asChair, body })).status;
    expect(await post('{"person":"niemand"}')).toBe(404);
    expect(await post('{"person":"chair","role":"administrator"}')).toBe(400);
    expect(await post('[]')).toBe(400);
  });
});
