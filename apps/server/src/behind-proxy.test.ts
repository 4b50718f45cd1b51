import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { running, start, stopAll } from './application.fixture.ts';
import type { PageHandler } from './http/pages.ts';
import { usualRateLimits } from './http/rate-limits.ts';
import { connectionTimes } from './lifecycle/connection-times.ts';
import { graceMs } from './lifecycle/stop-server.ts';

afterEach(stopAll);

const behindOne = { TRUSTED_PROXIES: '1' };
const limits = { ...usualRateLimits, perStranger: 20, perSigningIn: 20 };
const flooder = '192.0.2.66';
const colleague = '192.0.2.7';

/** Pages that say how often they were made, and for which address. */
function countingPages(): { pages: PageHandler; made: string[] } {
  const made: string[] = [];
  const pages: PageHandler = (request, response) => {
    made.push(String(request.headers['x-overlegtafel-client']));
    response.end('pagina');
  };
  return { pages, made };
}

async function ask(
  url: string,
  at: string,
  headers: Record<string, string> = {},
): Promise<Response> {
  const accept = 'text/html';
  return fetch(url, { headers: { accept, 'x-forwarded-for': at, ...headers } });
}

/** Asks as often as a stranger may, and as often more. */
async function flood(url: string, times: number): Promise<void> {
  const atOnce = 10;
  for (let i = 0; i < times; i += atOnce) {
    const asked = Array.from({ length: atOnce }, async () => (await ask(url, flooder)).text());
    await Promise.all(asked);
  }
}

async function signIn(address: string): Promise<string> {
  const answer = await fetch(`${address}/api/v1/practice/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': colleague },
    body: JSON.stringify({ person: 'chair' }),
  });
  return answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

describe('many behind one address', () => {
  it('AP244 a page for a stranger who asks too much is not made, and says what to do', async () => {
    const { pages, made } = countingPages();
    const address = await start({ pages, env: behindOne, limits });
    await flood(`${address}/casussen`, limits.perStranger + 10);
    expect(made).toHaveLength(limits.perStranger);
    const refused = await ask(`${address}/casussen`, flooder, { 'accept-language': 'nl' });
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await refused.text()).toContain('Wacht');
    const english = await ask(`${address}/casussen`, flooder, { 'accept-language': 'en' });
    expect(await english.text()).toContain('try again');
    const program = await ask(`${address}/casussen`, flooder, { accept: 'application/json' });
    expect(await program.json()).toMatchObject({ type: 'urn:overlegtafel:problem:too-many' });
  });

  it('AP241, AP242 meanwhile everybody else at that address works, and signs in', async () => {
    const { pages } = countingPages();
    const address = await start({ pages, env: behindOne, limits });
    const cookie = await signIn(address);
    await flood(`${address}/casussen`, limits.perStranger + 10);
    expect((await ask(`${address}/casussen`, flooder, { cookie })).status).toBe(200);
    expect((await ask(`${address}/api/v1/me`, flooder, { cookie })).status).toBe(200);
    expect((await ask(`${address}/api/v1/health`, flooder)).status).toBe(200);
    expect((await ask(`${address}/api/v1/readiness`, flooder)).status).toBe(200);
    for (const path of ['/', '/inloggen', '/api/v1/practice/people'])
      expect((await ask(`${address}${path}`, flooder)).status).toBe(200);
  });

  it('AP242 a browser in which somebody signed in is known by its next page, and signs in whatever happens', async () => {
    const { pages } = countingPages();
    const address = await start({ pages, env: behindOne, limits });
    const cookie = await signIn(address);
    const page = await ask(`${address}/casussen`, colleague, { cookie });
    const [known = ''] = page.headers.getSetCookie();
    expect(known).toMatch(/^browser=/);
    const both = `${cookie}; ${known.split(';')[0]}`;
    const next = await ask(`${address}/casussen`, colleague, { cookie: both });
    expect(next.headers.getSetCookie()).toEqual([]);
    await flood(`${address}/inloggen`, limits.perSigningIn + 10);
    expect((await ask(`${address}/inloggen`, flooder)).status).toBe(429);
    const mine = { cookie: known.split(';')[0] ?? '' };
    expect((await ask(`${address}/inloggen`, flooder, mine)).status).toBe(200);
  });

  it('OP240 pages and calls see who asks, and nobody else can say so', async () => {
    const { pages, made } = countingPages();
    const address = await start({ pages, env: behindOne, limits });
    await ask(`${address}/casussen`, `198.51.100.1, ${colleague}`);
    const events: string[] = [];
    const log = { event: (what: string) => void events.push(what) };
    const alone = await start({ pages, log });
    await ask(`${alone}/casussen`, colleague);
    await ask(`${alone}/casussen`, colleague);
    expect(made).toEqual([colleague, '127.0.0.1', '127.0.0.1']);
    expect(events).toEqual(['forwarded address ignored']);
  });
});

describe('connections', () => {
  it('OP242 stay open for longer than proxies keep theirs, and are closed at once when the server stops', async () => {
    const longestOfProxies = 75_000;
    expect(connectionTimes.keepAliveMs).toBeGreaterThan(longestOfProxies);
    const address = await start();
    const { hostname, port } = new URL(address);
    const socket = connect(Number(port), hostname);
    socket.write(`GET /api/v1/health HTTP/1.1\r\nHost: ${hostname}:${port}\r\n\r\n`);
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(answer.toString()).toMatch(
      new RegExp(`^Keep-Alive: timeout=${connectionTimes.keepAliveMs / 1000}\r$`, 'm'),
    );
    const [application] = running.splice(0);
    const closed = once(socket, 'close');
    socket.resume();
    const from = performance.now();
    await application?.stop();
    await closed;
    expect(performance.now() - from).toBeLessThan(graceMs);
  });

  it('OP243 other hosts of the same domain are not told to use https', async () => {
    const origin = 'https://tafel.example.nl';
    const answer = await fetch(`${await start({ env: { ORIGIN: origin } })}/api/v1/health`);
    const told = answer.headers.get('strict-transport-security');
    expect(told).toMatch(/^max-age=\d{8}/);
    expect(told).not.toContain('includeSubDomains');
  });
});
