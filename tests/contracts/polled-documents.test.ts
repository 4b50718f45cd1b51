import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newDocument } from '@overlegtafel/documents';
import { closeCodes, documentLimits, polledDocuments, polledLimits } from '@overlegtafel/protocol';
import { io } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { WebsocketProvider } from 'y-websocket';
import { fillNote } from '../e2e/support/long-note.ts';
import { ServerUnderTest, signIn } from '../faults/server-under-test.ts';
import { startProxy, type Proxy } from '../proxy/proxy.ts';
import { PolledSocket } from './polled-socket.ts';
import { Page } from './regressions/page.ts';

const patience = { timeout: 30_000 };
/** Behind what blocks WebSockets stands a proxy as it comes: nginx takes no body above 1 MB. */
const officeNetwork = { refuseWebSocket: true, bodyBytes: 1_000_000 };

let folder: string;
let server: ServerUnderTest;
let proxy: Proxy;
let chair: string;
let police: string;
const open: { close(): void }[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'overlegtafel-polled-'));
  server = await ServerUnderTest.start({ dataFolder: folder });
  proxy = await startProxy({ target: server.url, seed: 1, conditions: officeNetwork });
  [chair, police] = await Promise.all([signIn(server.url, 'chair'), signIn(server.url, 'police')]);
  await fillNote(server.url, 'linde');
});

afterEach(() => {
  for (const each of open.splice(0)) each.close();
  expect(proxy.counts.tooLarge).toBe(0);
});

afterAll(async () => {
  await proxy.close();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

function polled(item: string, cookie: string): Page {
  const page = new Page({ url: proxy.url, room: `item:${item}`, cookie, by: PolledSocket });
  open.push(page);
  return page;
}

const notes = [
  ['a short note', 'berk', 0],
  ['a document of two hours', 'linde', 100_000],
] as const;

describe.each(notes)('EP9 without WebSockets %s', (_name, item, atLeast) => {
  it('EP200 opens, is written by two, and says saved when it is', async () => {
    const [one, other] = [polled(item, chair), polled(item, police)];
    for (const page of [one, other]) page.online();
    await expect.poll(() => one.isOnline && other.isOnline, patience).toBe(true);
    expect(one.text.length).toBeGreaterThanOrEqual(atLeast);
    one.write(' van de een');
    other.write(' van de ander');
    await expect.poll(() => [one.saving, other.saving], patience).toEqual(['SAVED', 'SAVED']);
    await expect.poll(() => one.text === other.text, patience).toBe(true);
    expect(one.text).toContain(' van de een');
    expect(one.text).toContain(' van de ander');
    expect(proxy.counts.passed).toBe(0);
  });

  it('EP200 OB200 brings what was written in a long time without a connection, once', async () => {
    const page = polled(item, chair);
    page.online();
    await expect.poll(() => page.isOnline, patience).toBe(true);
    page.offline();
    const before = page.text.length;
    // Two that fill most of a message each, and small ones between.
    for (let i = 0; i < 2; i += 1) {
      page.write('x'.repeat(documentLimits.frameBytes * 0.7));
      for (let k = 0; k < 50; k += 1) page.write('.');
    }
    const { length } = page.text;
    page.online();
    await expect.poll(() => page.saving, { timeout: 60_000 }).toBe('SAVED');
    const reader = polled(item, police);
    reader.online();
    await expect.poll(() => reader.text.length, { timeout: 60_000 }).toBe(length);
    expect(length - before).toBeGreaterThan(documentLimits.frameBytes);
  });

  it('EP11 EP200 serves a stock client that joins what it gets', async () => {
    const doc = newDocument('item', { gc: true });
    class Polled extends PolledSocket {
      constructor(address: string) {
        super(address, { headers: { cookie: chair, origin: server.url } });
      }
    }
    const provider = new WebsocketProvider(server.documentsUrl, `item:${item}`, doc, {
      WebSocketPolyfill: Polled as unknown as typeof WebSocket,
      disableBc: true,
    });
    open.push({
      close: () => {
        provider.destroy();
        doc.destroy();
      },
    });
    await expect.poll(() => provider.synced, { timeout: 60_000 }).toBe(true);
    expect(doc.getText('scratch').length).toBeGreaterThan(atLeast);
  });
});

describe('without WebSockets', () => {
  it('EP7 EP200 a message that never ends is refused, and nobody else notices', async () => {
    const honest = polled('berk', police);
    honest.online();
    await expect.poll(() => honest.isOnline, patience).toBe(true);
    const socket = io(server.url + polledDocuments.namespace, {
      path: polledDocuments.path,
      transports: ['polling'],
      extraHeaders: { cookie: chair, origin: server.url },
      forceNew: true,
      reconnection: false,
    });
    open.push({ close: () => void socket.disconnect() });
    const closed: unknown[] = [];
    socket.on('closed', (...why: unknown[]) => closed.push(why));
    socket.on('connect', () => {
      socket.emit('join', 4, 'item:berk');
      const part = new Uint8Array(polledLimits.eventBytes);
      const needed = documentLimits.frameBytes / part.length + 1;
      for (let i = 0; i < needed; i += 1) socket.emit('part', 4, part);
    });
    await expect.poll(() => closed, patience).toEqual([[4, closeCodes.tooLarge, 'TOO_LARGE']]);
    expect(honest.isOnline).toBe(true);
  });
});
