import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { schemaVersion } from '@overlegtafel/documents';
import {
  outboxLimits,
  polledDocuments,
  serverMessage,
  step2Message,
  updateMessage,
} from '@overlegtafel/protocol';
import { io } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { WebSocketServer } from 'ws';
import * as Y from 'yjs';
import { ServerUnderTest, signIn } from '../../faults/server-under-test.ts';
import { startProxy, type Proxy } from '../../proxy/proxy.ts';
import { Page } from './page.ts';

const patience = { timeout: 20_000 };
let folder: string;
let server: ServerUnderTest;
let proxy: Proxy;
let cookie: string;
const open: { close(): unknown }[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'overlegtafel-regressions-'));
  server = await ServerUnderTest.start({ dataFolder: folder });
  proxy = await startProxy({ target: server.url, seed: 1 });
  cookie = await signIn(server.url, 'chair');
});

afterEach(() => {
  proxy.change({});
  for (const each of open.splice(0)) each.close();
});

afterAll(async () => {
  await proxy.close();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

function pageAt(url: string, room: string): Page {
  const page = new Page({ url, room, cookie });
  open.push(page);
  page.online();
  return page;
}

/** Answers every hello and every first sync, and takes nothing. */
async function serverThatIgnores(): Promise<Server> {
  const ignoring = createServer();
  const sockets = new WebSocketServer({ server: ignoring });
  sockets.on('connection', (socket) => {
    socket.once('message', () => {
      const welcome = { kind: 'welcome', epoch: 1, schemaVersion, isSaving: true } as const;
      socket.send(serverMessage(welcome));
      socket.send(step2Message(Uint8Array.of(0, 0)));
    });
  });
  ignoring.listen(0, '127.0.0.1');
  await once(ignoring, 'listening');
  open.push(sockets, ignoring);
  return ignoring;
}

describe('what the screen says', () => {
  it('hocuspocus#183 a server that syncs and then ignores is never taken for one that saves', async () => {
    const { port } = (await serverThatIgnores()).address() as AddressInfo;
    const page = pageAt(`http://127.0.0.1:${port}`, 'item:esdoorn');
    await expect.poll(() => page.isOnline, patience).toBe(true);
    page.write('wordt niet bewaard');
    expect(page.saving).toBe('SAVING');
    expect(page.savingAfter(outboxLimits.redAfterMs)).toBe('TROUBLE');
    expect(page.kept.waiting).toHaveLength(1);
  });

  it('hedgedoc#1992 a line that swallows everything is not shown as saved', async () => {
    const page = pageAt(proxy.url, 'item:esdoorn');
    page.write('aangekomen. ');
    await expect.poll(() => page.saving, patience).toBe('SAVED');
    proxy.change({ swallow: true });
    page.write('verdwenen. ');
    expect(page.saving).toBe('SAVING');
    page.offline();
    expect(page.saving).toBe('WAITING');
    proxy.change({});
    page.online();
    await expect.poll(() => page.saving, patience).toBe('SAVED');
    const reader = pageAt(server.url, 'item:esdoorn');
    await expect.poll(() => reader.text, patience).toBe('aangekomen. verdwenen. ');
  });
});

describe('a network without WebSockets', () => {
  it('docs#456 docs#486 parabol#1440 whoever must poll writes with the others and overwrites nobody', async () => {
    proxy.change({ refuseWebSocket: true });
    const page = pageAt(server.url, 'item:linde');
    page.write('via de socket. ');
    await expect.poll(() => page.saving, patience).toBe('SAVED');
    const doc = new Y.Doc();
    const polling = io(proxy.url + polledDocuments.namespace, {
      path: polledDocuments.path,
      extraHeaders: { cookie, origin: proxy.url },
      forceNew: true,
    });
    open.push(polling);
    polling.on('connect', () => {
      polling.emit('join', 1, 'item:linde');
      doc.getText('scratch').insert(0, 'via polling. ');
      polling.emit('message', 1, updateMessage(Y.encodeStateAsUpdate(doc)));
    });
    await expect.poll(() => page.text, patience).toContain('via polling. ');
    expect(page.text).toContain('via de socket. ');
    expect(polling.io.engine.transport.name).toBe('polling');
  });
});
