import { once } from 'node:events';
import {
  Agent,
  createServer,
  type IncomingMessage,
  request,
  type RequestOptions,
  type Server,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { syncStep1 } from '../bench/load/messages.ts';
import { type RunningServer, startServer } from '../e2e/support/start-server.ts';
import {
  documentedSettings,
  proxyKinds,
  type RealProxy,
  startRealProxy,
} from '../proxy/real-proxies.ts';

const origin = 'https://tafel.example.nl';
const strangersAMinute = 1_200;

interface Told {
  readonly status: number;
  readonly body: string;
  readonly cookies: readonly string[];
}

/** Asks through a proxy. */
async function ask(
  port: number,
  path: string,
  { body, headers = {}, ...options }: RequestOptions & { readonly body?: string } = {},
): Promise<Told> {
  const sent = request({
    host: '127.0.0.1',
    port,
    path,
    method: body === undefined ? 'GET' : 'POST',
    headers: { host: 'tafel.example.nl', origin, 'content-type': 'application/json', ...headers },
    ...options,
  });
  sent.end(body);
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  const cookies = (answer.headers['set-cookie'] ?? []).map((one) => one.split(';')[0] ?? '');
  return { status: answer.statusCode ?? 0, body: await text(answer), cookies };
}

const host = (url: string) => new URL(url).host;

function stringAt(value: unknown, ...path: readonly string[]): string {
  let found = value;
  for (const name of path) found = Object.entries(found ?? {}).find(([each]) => each === name)?.[1];
  if (typeof found !== 'string') throw new Error(`nothing at ${path.join('.')}`);
  return found;
}

for (const kind of proxyKinds) {
  const isHere = kind.program !== undefined;
  const where = isHere ? '' : ' (not run: it is not on this machine)';
  // skipped: nothing is installed by a test, so a proxy that is not on this machine is left out
  describe.skipIf(!isHere)(
    `behind a real ${kind.name}, with the settings of the guide${where}`,
    () => {
      let server: RunningServer;
      let proxy: RealProxy;
      let cookie: string;

      beforeAll(async () => {
        const settings = { ORIGIN: origin, TRUSTED_PROXIES: '127.0.0.1' };
        server = await startServer({ settings });
        proxy = await startRealProxy(kind, [host(server.address)]);
        cookie = await signIn('vt-worker');
      });

      afterAll(async () => {
        await proxy.stop();
        await server.stop();
      });

      async function signIn(person: string): Promise<string> {
        const body = JSON.stringify({ person });
        const told = await ask(proxy.port, '/api/v1/practice/sign-in', { body });
        expect(told.status).toBe(204);
        return told.cookies.join('; ');
      }

      it('OP340 people sign in, and a WebSocket and long polling go through', async () => {
        expect(cookie).toContain('__Host-session=');
        const headers = { cookie };
        const read = async (path: string): Promise<unknown> =>
          JSON.parse((await ask(proxy.port, `/api/v1${path}`, { headers })).body);
        const meetings = await read('/tables/oefentafel/meetings');
        const room = stringAt(
          await read(`/meetings/${stringAt(meetings, 'meetings', '0', 'id')}`),
          'items',
          '0',
          'room',
        );
        const socket = new WebSocket(`ws://127.0.0.1:${proxy.port}/documents/${room}`, {
          headers: { cookie, origin, host: 'tafel.example.nl' },
        });
        await once(socket, 'open');
        socket.send(syncStep1(Uint8Array.of(0)));
        const [message] = (await once(socket, 'message')) as [Buffer];
        expect(message.length).toBeGreaterThan(0);
        socket.terminate();
        const polled = await ask(proxy.port, '/live/?EIO=4&transport=polling', { headers });
        expect([polled.status, polled.body.slice(0, 6)]).toEqual([200, '0{"sid']);
      });

      it('OP340 a file of 3 MB goes through', async () => {
        const content = `signaal;soort\n${'x'.repeat(3_000_000)}`;
        const body = JSON.stringify({ format: 'csv', content, preview: true });
        const path = '/api/v1/tables/oefentafel/reports/import';
        const told = await ask(proxy.port, path, { body, headers: { cookie } });
        expect(told.status).toBe(201);
        expect(told.body).toContain('TOO_LONG');
      });

      it('OP242 OP340 no request is lost on a line that was idle', async () => {
        const direct = await fetch(`${server.address}/api/v1/health`);
        expect(direct.headers.get('keep-alive')).toBe('timeout=95');
        const agent = new Agent({ keepAlive: true });
        const times = Array.from({ length: 21 }, (_, n) => 5_900 + n * 10);
        const statuses = await Promise.all(
          times.map(async (idleMs) => {
            const first = await ask(proxy.port, '/api/v1/health', { agent });
            // Waiting is what is tested: Node itself would close its lines after five or six seconds.
            await new Promise((resolve) => setTimeout(resolve, idleMs));
            const second = await ask(proxy.port, '/api/v1/health', { agent });
            return [first.status, second.status];
          }),
        );
        agent.destroy();
        expect(statuses.flat().filter((status) => status !== 200)).toEqual([]);
      });

      it('OP240 OP340 a flood from one address costs another nothing, whatever it says of itself', async () => {
        const from = (localAddress: string, n: number) =>
          ask(proxy.port, '/api/v1/me', {
            localAddress,
            headers: { 'x-forwarded-for': `203.0.113.${n % 200}` },
          });
        const agent = new Agent({ keepAlive: true, maxSockets: 20 });
        const flood = Array.from({ length: strangersAMinute + 20 }, (_, n) =>
          ask(proxy.port, '/api/v1/me', {
            agent,
            localAddress: '127.0.0.2',
            headers: { 'x-forwarded-for': `203.0.113.${n % 200}` },
          }),
        );
        const statuses = (await Promise.all(flood)).map(({ status }) => status);
        agent.destroy();
        expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(0);
        expect((await from('127.0.0.3', 1)).status).toBe(401);
        expect((await ask(proxy.port, '/api/v1/me', { headers: { cookie } })).status).toBe(200);
      });
    },
  );

  // skipped: nothing is installed by a test, so a proxy that is not on this machine is left out
  describe.skipIf(!isHere)(`two servers behind a real ${kind.name}${where}`, () => {
    it('OP341 people are spread over both, and each stays at one', async () => {
      const servers = await Promise.all(['first', 'second'].map(named));
      const proxy = await startRealProxy(kind, servers.map(addressOf));
      const chosen = await Promise.all(Array.from({ length: 40 }, (_, n) => visits(proxy, n)));
      await proxy.stop();
      for (const server of servers) server.close();
      expect(chosen.filter((names) => names.size !== 1)).toEqual([]);
      expect(new Set(chosen.flatMap((names) => [...names]))).toEqual(new Set(['first', 'second']));
    });
  });
}

it('OP340 the guide has settings for all three', () => {
  for (const { name } of proxyKinds) expect(documentedSettings(name)).toContain('127.0.0.1:3000');
});

/** A server that says its name. */
async function named(name: string): Promise<Server> {
  const server = createServer((_asked, answer) => answer.end(name));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

function addressOf(server: Server): string {
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Which servers answered one session, with other cookies around it. */
async function visits(proxy: RealProxy, n: number): Promise<Set<string>> {
  const names = new Set<string>();
  let own = `__Host-session=${n}abc${n * 7919}`;
  for (let visit = 0; visit < 5; visit += 1) {
    const cookie = visit % 2 === 0 ? `a=${visit}; ${own}` : `${own}; b=${visit}`;
    const { body, cookies } = await ask(proxy.port, '/', { headers: { cookie } });
    own = [own, ...cookies].join('; ');
    names.add(body);
  }
  return names;
}
