import { once } from 'node:events';
import { connect } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newDocument } from '@overlegtafel/documents';
import { closeCodes, documentLimits, polledDocuments } from '@overlegtafel/protocol';
import { io, type Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import type * as Y from 'yjs';
import { ServerUnderTest, signIn } from '../faults/server-under-test.ts';

const room = 'item:esdoorn';
const patience = { timeout: 10_000 };
let folder: string;
let server: ServerUnderTest;
let cookie: string;
const open: { close(): void }[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'overlegtafel-endpoint-'));
  server = await ServerUnderTest.start({ dataFolder: folder });
  cookie = await signIn(server.url, 'chair');
});

afterEach(() => {
  for (const each of open.splice(0)) each.close();
});

afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

/** A stock provider, as it comes from the registry, of somebody who is signed in. */
function stockClient(at: string, person: string): { doc: Y.Doc; provider: WebsocketProvider } {
  class SignedInSocket extends WebSocket {
    constructor(url: string) {
      super(url, { headers: { cookie: person, origin: server.url } });
    }
  }
  const doc = newDocument('item', { gc: true });
  const provider = new WebsocketProvider(server.documentsUrl, at, doc, {
    WebSocketPolyfill: SignedInSocket as unknown as typeof globalThis.WebSocket,
    disableBc: true,
  });
  open.push({
    close: () => {
      provider.destroy();
      doc.destroy();
    },
  });
  return { doc, provider };
}

function scratchOf(doc: Y.Doc): string {
  return doc.getText('scratch').toJSON();
}

function socketTo(path: string, headers: Record<string, string>): WebSocket {
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}${path}`, { headers });
  socket.on('error', () => undefined);
  open.push({
    close: () => {
      socket.terminate();
    },
  });
  return socket;
}

/** The HTTP status with which an upgrade was refused. */
async function refusedWith(path: string, headers: Record<string, string>): Promise<number> {
  const socket = socketTo(path, headers);
  const status = await new Promise<number>((resolve, reject) => {
    socket.on('unexpected-response', (_request, response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    socket.on('open', () => {
      reject(new Error('the upgrade was answered'));
    });
  });
  return status;
}

async function closeCodeOf(socket: WebSocket): Promise<number> {
  return new Promise((resolve) => {
    socket.on('close', resolve);
  });
}

describe('the document endpoint', () => {
  it('EP11 RM20 a stock y-websocket client writes, is read by another, and finds its words again', async () => {
    const errors = vi.spyOn(console, 'error');
    const writer = stockClient(room, cookie);
    const reader = stockClient(room, await signIn(server.url, 'police'));
    writer.doc.getText('scratch').insert(0, 'oma woont dichtbij');
    await expect.poll(() => scratchOf(reader.doc), patience).toContain('oma woont dichtbij');
    reader.doc.getText('scratch').insert(0, 'gezien: ');
    await expect
      .poll(() => scratchOf(writer.doc), patience)
      .toContain('gezien: oma woont dichtbij');
    const later = stockClient(room, cookie);
    await expect.poll(() => scratchOf(later.doc), patience).toContain('gezien: oma woont dichtbij');
    expect(errors).not.toHaveBeenCalled();
    errors.mockRestore();
  });

  it('EP11 a stock client sees who is there under the name that the server knows', async () => {
    const chair = stockClient(room, cookie);
    const police = stockClient(room, await signIn(server.url, 'police'));
    chair.provider.awareness.setLocalState({ user: { name: 'iemand anders', role: 'chair' } });
    police.provider.awareness.setLocalState({ user: { name: 'de burgemeester' } });
    const seen = () => JSON.stringify([...chair.provider.awareness.getStates().values()]);
    await expect.poll(seen, patience).toContain('Politie JD');
    expect(seen()).not.toContain('burgemeester');
  });

  it('EP1 answers 401 without a session and EP2 403 from elsewhere, before the upgrade', async () => {
    const path = `/documents/${room}`;
    expect(await refusedWith(path, { origin: server.url })).toBe(401);
    expect(await refusedWith(path, { origin: server.url, cookie: 'session=chair' })).toBe(401);
    expect(await refusedWith(path, { cookie })).toBe(403);
    expect(await refusedWith(path, { cookie, origin: 'https://evil.example' })).toBe(403);
  });

  it.each([
    'item:bestaatniet',
    'item:aaaaaaaaaaaaaaaaaaaaaaaaaa',
    'meeting:esdoorn',
    'case:esdoorn',
    '',
    '..%2f..%2fetc',
  ])('EP4 accepts the room "%s" and closes it with 4404 and the same reason', async (name) => {
    const socket = socketTo(`/documents/${name}`, { cookie, origin: server.url });
    const reason = new Promise((resolve) => {
      socket.on('close', (_code, text) => {
        resolve(text.toString());
      });
    });
    expect(await closeCodeOf(socket)).toBe(closeCodes.gone);
    expect(await reason).toBe('GONE');
  });

  it.each(['99', '0', ''])('DC71 sends a client that speaks version "%s" away', async (schema) => {
    const socket = socketTo(`/documents/${room}?schema=${schema}`, { cookie, origin: server.url });
    const got: unknown[] = [];
    socket.on('message', (message) => got.push(message));
    expect(await closeCodeOf(socket)).toBe(closeCodes.tooOld);
    expect(got).toEqual([]);
  });

  it('EP5 answers 404 to an upgrade of any other path', async () => {
    expect(await refusedWith('/elders', { cookie, origin: server.url })).toBe(404);
  });

  it('EP6 closes a text message with 4400', async () => {
    const socket = socketTo(`/documents/${room}`, { cookie, origin: server.url });
    socket.on('open', () => {
      socket.send('tekst');
    });
    expect(await closeCodeOf(socket)).toBe(closeCodes.malformed);
  });

  it('EP7 closes a message beyond the limit with 1009 and nobody else notices', async () => {
    const honest = stockClient(room, cookie);
    await expect.poll(() => honest.provider.synced, patience).toBe(true);
    const socket = socketTo(`/documents/${room}`, { cookie, origin: server.url });
    socket.on('open', () => {
      socket.send(new Uint8Array(documentLimits.frameBytes + 1));
    });
    expect(await closeCodeOf(socket)).toBe(1009);
    expect(honest.provider.wsconnected).toBe(true);
  });

  it('EP5 a socket that says nothing of HTTP does not stay open', async () => {
    const socket = connect(server.port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write('\u0000\u0001niets\r\n\r\n');
    socket.resume();
    await once(socket, 'close');
    expect(socket.destroyed).toBe(true);
  });
});

describe('without WebSocket', () => {
  function polling(headers: Record<string, string>, auth: Record<string, string> = {}): Socket {
    const socket = io(server.url + polledDocuments.namespace, {
      auth,
      path: polledDocuments.path,
      transports: ['polling'],
      extraHeaders: headers,
      forceNew: true,
      reconnection: false,
    });
    open.push({
      close: () => {
        socket.disconnect();
      },
    });
    return socket;
  }

  it('EP9 the anonymous and the foreign get 403 and nothing is held for them', async () => {
    const url = `${server.url}/live/?EIO=4&transport=polling`;
    expect((await fetch(url)).status).toBe(403);
    expect((await fetch(url, { headers: { cookie } })).status).toBe(403);
    expect((await fetch(url, { headers: { cookie, origin: 'null' } })).status).toBe(403);
    expect((await fetch(url, { headers: { cookie, origin: server.url } })).status).toBe(200);
  });

  it('DC71 a client that speaks another version is sent away here too', async () => {
    const socket = polling({ cookie, origin: server.url }, { schema: '99' });
    const heard: unknown[] = [];
    socket.onAny((...what: unknown[]) => heard.push(what));
    socket.on('connect', () => {
      socket.emit('join', 1, room);
      socket.emit('message', 1, Uint8Array.of(0, 0, 1, 0));
    });
    await expect.poll(() => heard, patience).toEqual([['closed', 1, closeCodes.tooOld, 'TOO_OLD']]);
  });

  it('EP9 the same messages give the same document, and a room that is not there is closed alike', async () => {
    const writer = stockClient('item:linde', cookie);
    writer.doc.getText('scratch').insert(0, 'via een andere weg');
    await expect.poll(() => writer.provider.synced, patience).toBe(true);
    const socket = polling({ cookie, origin: server.url });
    const received: Uint8Array[] = [];
    const closed: unknown[] = [];
    socket.on('message', (channel: number, ...messages: Uint8Array[]) => {
      if (channel === 1) received.push(...messages);
    });
    socket.on('closed', (...why: unknown[]) => closed.push(why));
    socket.on('connect', () => {
      socket.emit('join', 1, 'item:linde');
      socket.emit('message', 1, Uint8Array.of(0, 0, 1, 0));
      socket.emit('join', 2, 'item:bestaatniet');
      socket.emit('join', 3, 'geen kamer');
    });
    const text = () => Buffer.concat(received).toString('latin1');
    await expect.poll(text, patience).toContain('via een andere weg');
    await expect
      .poll(() => closed, patience)
      .toEqual(
        expect.arrayContaining([
          [2, closeCodes.gone, 'GONE'],
          [3, closeCodes.gone, 'GONE'],
        ]),
      );
  });

  it.each([
    ['a channel that is no number', 'join', ['een', room]],
    ['a channel beyond the last', 'join', [256, room]],
    ['a message that is no bytes', 'message', [1, 'tekst']],
    ['nothing', 'join', []],
  ])('EP9 %s ends the connection', async (_name, event, args) => {
    const socket = polling({ cookie, origin: server.url });
    socket.on('connect', () => socket.emit(event, ...args));
    await expect.poll(() => socket.disconnected && socket.id === undefined, patience).toBe(true);
  });
});

describe('a server that stops', () => {
  it('EP10 tells every connection to come back later, and takes no new ones', async () => {
    const stopping = await ServerUnderTest.start({ dataFolder: join(folder, 'stopping') });
    const session = await signIn(stopping.url, 'chair');
    const socket = new WebSocket(`${stopping.documentsUrl}/${room}`, {
      headers: { cookie: session, origin: stopping.url },
    });
    await once(socket, 'open');
    const code = closeCodeOf(socket);
    expect((await stopping.stop()).code).toBe(0);
    expect(await code).toBe(closeCodes.stopping);
  });
});
