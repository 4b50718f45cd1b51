import { once } from 'node:events';
import { createServer, get, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { ManualClock } from '../proxy/clock.ts';
import type { Conditions } from '../proxy/conditions.ts';
import { startProxy, type Proxy } from '../proxy/proxy.ts';

const messages = Array.from({ length: 40 }, (_, i) => Buffer.from([0, 2, 3, i, i, i]));

let server: Server;
let sockets: WebSocketServer;
let proxy: Proxy;
let clock: ManualClock;
let upgrades: IncomingMessage[];

beforeEach(async () => {
  clock = new ManualClock();
  upgrades = [];
  server = createServer((asked, answer) => answer.end(`polled ${asked.url}`));
  sockets = new WebSocketServer({ server });
  sockets.on('connection', (socket, asked) => {
    upgrades.push(asked);
    socket.on('message', (message: Buffer, isBinary) => {
      socket.send(message, { binary: isBinary });
    });
    socket.on('error', () => {});
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});

afterEach(async () => {
  await proxy.close();
  sockets.close();
  server.closeAllConnections();
  server.close();
});

const address = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

async function through(conditions: Conditions, seed = 1): Promise<Proxy> {
  proxy = await startProxy({ target: address(), seed, clock, conditions });
  return proxy;
}

async function connect(): Promise<WebSocket> {
  const socket = new WebSocket(proxy.url.replace('http', 'ws'));
  socket.on('error', () => {});
  await once(socket, 'open');
  return socket;
}

/** Sends all messages and then a text, which is never disturbed: after its echo all has come. */
async function echo(socket: WebSocket, sent = messages): Promise<Buffer[]> {
  const received: Buffer[] = [];
  const over = new Promise<void>((resolve) => {
    socket.on('message', (message: Buffer, isBinary) => {
      if (isBinary) received.push(message);
      else resolve();
    });
  });
  for (const message of sent) socket.send(message);
  socket.send('over');
  await over;
  socket.terminate();
  return received;
}

function poll(path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    get(`${proxy.url}${path}`, (answer) => {
      let text = '';
      answer.on('data', (chunk: Buffer) => (text += chunk.toString()));
      answer.on('end', () => {
        resolve(text);
      });
    }).on('error', reject);
  });
}

describe('without conditions', () => {
  it('passes requests and messages of every size unchanged and in order', async () => {
    await through({});
    const long = [Buffer.alloc(300, 1), Buffer.alloc(70_000, 2)];
    expect(await echo(await connect(), [...messages, ...long])).toEqual([...messages, ...long]);
    expect(await poll('/live/?transport=polling')).toBe('polled /live/?transport=polling');
  });

  it('shows the server its own address as host and origin', async () => {
    await through({});
    const socket = new WebSocket(proxy.url.replace('http', 'ws'), { origin: proxy.url });
    await once(socket, 'open');
    socket.terminate();
    expect(upgrades.at(0)?.headers).toMatchObject({
      origin: address(),
      host: address().slice('http://'.length),
    });
  });

  it('leaves a foreign origin as it is', async () => {
    await through({});
    const socket = new WebSocket(proxy.url.replace('http', 'ws'), { origin: 'http://evil.test' });
    await once(socket, 'open');
    socket.terminate();
    expect(upgrades.at(0)?.headers.origin).toBe('http://evil.test');
  });

  it('serves no other machine', async () => {
    await through({});
    await expect(startProxy({ target: 'http://192.0.2.1:80' })).rejects.toThrow('this machine');
  });
});

describe('a network that blocks', () => {
  it('refuses WebSockets while long polling passes', async () => {
    await through({ refuseWebSocket: true });
    const socket = new WebSocket(proxy.url.replace('http', 'ws'));
    const [error] = (await once(socket, 'error')) as [Error];
    expect(error.message).toContain('403');
    expect(await poll('/live/')).toBe('polled /live/');
    expect(proxy.counts.refused).toBe(1);
  });

  it('answers a body that is too large itself, as a proxy does', async () => {
    await through({ bodyBytes: 10 });
    const post = (body: string) => fetch(proxy.url, { method: 'POST', body });
    expect((await post('0123456789a')).status).toBe(413);
    expect(await (await post('0123456789')).text()).toBe('polled /');
    expect(proxy.counts.tooLarge).toBe(1);
  });

  it('cuts every connection each time the period has passed', async () => {
    await through({ cutEveryMs: 30_000 });
    const first = await connect();
    clock.advance(29_999);
    expect(first.readyState).toBe(WebSocket.OPEN);
    clock.advance(1);
    expect((await once(first, 'close'))[0]).toBe(1006);
    const second = await connect();
    clock.advance(30_000);
    await once(second, 'close');
  });

  it('stops cutting when the conditions change', async () => {
    await through({ cutEveryMs: 30_000 });
    proxy.change({});
    expect(clock.planned()).toBe(0);
  });

  it('swallows bytes in silence, and the connection stays dead afterwards', async () => {
    await through({});
    const socket = await connect();
    const received: Buffer[] = [];
    socket.on('message', (message: Buffer) => received.push(message));
    proxy.change({ swallow: true });
    socket.send(Buffer.from('lost'));
    const other = await connectRaw();
    proxy.change({});
    expect(await echo(await connect())).toEqual(messages);
    expect(received).toEqual([]);
    expect(socket.readyState).toBe(WebSocket.OPEN);
    other.terminate();
    socket.terminate();
  });

  it('holds messages back for as long as the delay, in order', async () => {
    await through({});
    const socket = await connect();
    proxy.change({ delayMs: 250 });
    const echoed = echo(socket, messages.slice(0, 2));
    while (clock.planned() < 3) await turn();
    clock.advance(249);
    expect(clock.planned()).toBe(3);
    clock.advance(1);
    while (clock.planned() < 3) await turn();
    clock.advance(250);
    expect(await echoed).toEqual(messages.slice(0, 2));
  });
});

/** A connection that is never answered: it only has to exist. */
async function connectRaw(): Promise<WebSocket> {
  const socket = new WebSocket(proxy.url.replace('http', 'ws'));
  socket.on('error', () => {});
  await turn();
  return socket;
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('messages of a document', () => {
  it.each(['drop', 'reorder'] as const)('can leave the greeting alone: %s', async (what) => {
    await through({ [what]: 1, sparesGreeting: true });
    const [greeting] = messages;
    expect((await echo(await connect())).at(0)).toEqual(greeting);
  });

  async function upwards(conditions: Conditions, seed = 1): Promise<Buffer[]> {
    await through({ ...conditions, direction: 'up' }, seed);
    return echo(await connect());
  }

  it('drops some', async () => {
    const received = await upwards({ drop: 0.3 });
    expect(received.length).toBe(messages.length - proxy.counts.drop);
    expect(proxy.counts.drop).toBeGreaterThan(0);
  });

  it('duplicates some', async () => {
    const received = await upwards({ duplicate: 0.3 });
    expect(received.length).toBe(messages.length + proxy.counts.duplicate);
    expect(proxy.counts.duplicate).toBeGreaterThan(0);
  });

  it('reorders some and loses none', async () => {
    const received = await upwards({ reorder: 0.3 });
    expect(received).not.toEqual(messages);
    expect(received.toSorted((a, b) => Buffer.compare(a, b))).toEqual(messages);
  });

  it('lets the last message through when nothing overtakes it', async () => {
    await through({ reorder: 1, direction: 'up' });
    const socket = await connect();
    const echoed = once(socket, 'message');
    socket.send(messages.at(0) ?? '');
    while (clock.planned() === 0) await turn();
    clock.advance(200);
    expect((await echoed)[0]).toEqual(messages[0]);
    socket.terminate();
  });

  it('splits some into fragments, which arrive whole', async () => {
    expect(await upwards({ split: 0.5 })).toEqual(messages);
    expect(proxy.counts.split).toBeGreaterThan(0);
  });

  it('truncates some', async () => {
    const received = await upwards({ truncate: 0.3 });
    const short = received.filter((message) => message.length < 6);
    expect(short.length).toBe(proxy.counts.truncate);
    expect(short.length).toBeGreaterThan(0);
  });

  it('corrupts the envelope of some and leaves their content alone', async () => {
    const received = await upwards({ corrupt: 0.3 });
    const changed = received.filter((message, i) => !message.equals(messages[i] ?? message));
    expect(changed.length).toBe(proxy.counts.corrupt);
    expect(received.map((message) => message.subarray(3))).toEqual(
      messages.map((message) => message.subarray(3)),
    );
  });

  it('disturbs only the direction that is asked for', async () => {
    await through({ drop: 1, direction: 'down' });
    expect(await echo(await connect())).toEqual([]);
    expect(proxy.counts.drop).toBe(messages.length);
  });

  it('does the same again with the same seed, and something else with another', async () => {
    const conditions = { drop: 0.2, duplicate: 0.2, reorder: 0.2, truncate: 0.1 };
    const first = await upwards(conditions, 7);
    await proxy.close();
    expect(await upwards(conditions, 7)).toEqual(first);
    await proxy.close();
    expect(await upwards(conditions, 8)).not.toEqual(first);
  });
});
