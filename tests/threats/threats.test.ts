import { itemRoom } from '@overlegtafel/protocol';
import { apiPaths } from '@overlegtafel/protocol/api-paths';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ServerUnderTest, signIn } from '../faults/server-under-test.ts';
import { Participant } from '../meeting/table-client.ts';
import { idOf, writeParagraph } from '../meeting/write-case.ts';
import { hearPolled, hearRoom } from '../rights/listen.ts';

const table = 'oefentafel';
const gone = 4404;
const putOut = 4403;
const patience = { timeout: 15_000 };
let folder: string;
let server: ServerUnderTest;
let meeting: string;
let items: readonly { readonly id: string; readonly caseId: string }[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'overlegtafel-threats-'));
  server = await ServerUnderTest.start({ dataFolder: folder });
  const chair = await Participant.signIn(server.url, 'chair');
  const { meetings } = await chair.must('meetings', { params: { table } });
  meeting = meetings.find(({ state }) => state === 'PREPARED')?.id ?? '';
  ({ items } = await chair.must('meeting', { params: { meeting } }));
});

afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

function randomId(): string {
  const letters = 'abcdefghijklmnopqrstuvwxyz234567';
  return [...randomBytes(26)].map((byte) => letters.charAt(byte % 32)).join('');
}

function roomOf(item: string): string {
  return itemRoom(idOf('ItemId', item));
}

interface Sent {
  readonly method?: string;
  readonly body?: string | Buffer;
  readonly headers?: Record<string, string>;
}

async function send(cookie: string, path: string, sent: Sent = {}) {
  const { method = 'GET', body, headers = {} } = sent;
  const response = await fetch(`${server.url}${path}`, {
    method,
    headers: { cookie, origin: server.url, 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : new Uint8Array(body) }),
  });
  return { status: response.status, text: await response.text() };
}

/** An answer without the number under which the log tells more. */
function withoutTrace(text: string): string {
  return text.replace(/"traceId":"[0-9a-f]+"/, '');
}

describe('a stolen session', () => {
  it('TH1 is worth nothing once its owner signed out', async () => {
    const cookie = await signIn(server.url, 'police');
    expect((await send(cookie, '/api/v1/me')).status).toBe(200);
    const out = await send(cookie, '/api/v1/sign-out', { method: 'POST', body: '{}' });
    expect(out.status).toBe(204);
    expect((await send(cookie, '/api/v1/me')).status).toBe(401);
    const room = roomOf(items[0]?.id ?? '');
    const door = { url: server.url, cookie };
    await expect(hearRoom(door, room, () => undefined)).rejects.toThrow('401');
    await expect(hearPolled(door, [room], () => undefined)).rejects.toThrow();
  });
});

describe('somebody who has to leave', () => {
  it('TH3 is put out of the room, and hears nothing of what is written afterwards', async () => {
    const doctor = await Participant.signIn(server.url, 'confidential-doctor');
    const vt = await Participant.signIn(server.url, 'vt-worker');
    const item = items[1]?.id ?? '';
    const [mine, theirs] = [await doctor.open(roomOf(item)), await vt.open(roomOf(item))];
    await theirs.write((doc) => {
      writeParagraph(doc, 'facts', 'voor het vertrek');
    });
    await mine.seen((doc) => doc.getXmlFragment('facts').toJSON().includes('voor het vertrek'));
    await doctor.must('recuse', { params: { item }, body: { reason: 'Ik ken de vader.' } });
    await expect.poll(() => mine.endedWith, patience).toBe(putOut);
    await theirs.write((doc) => {
      writeParagraph(doc, 'facts', 'na het vertrek');
    });
    expect(mine.doc.getXmlFragment('facts').toJSON()).not.toContain('na het vertrek');
    const again = { url: server.url, cookie: await signIn(server.url, 'confidential-doctor') };
    expect(await hearRoom(again, roomOf(item), () => undefined)).toBe(gone);
    vt.leave();
  });

  it('TH3, ID20 whose membership ends is put out of everything, and hears nothing afterwards', async () => {
    const administrator = await Participant.signIn(server.url, 'administrator');
    const scientist = await Participant.signIn(server.url, 'behavioural-scientist');
    const vt = await Participant.signIn(server.url, 'vt-worker');
    const item = items[2]?.id ?? '';
    const cookie = await signIn(server.url, 'behavioural-scientist');
    const live = scientist.follow(meeting);
    await new Promise((resolve) => live.once('welcome', resolve));
    const [mine, theirs] = [await scientist.open(roomOf(item)), await vt.open(roomOf(item))];
    await theirs.write((doc) => {
      writeParagraph(doc, 'facts', 'voor het einde');
    });
    await mine.seen((doc) => doc.getXmlFragment('facts').toJSON().includes('voor het einde'));
    const { memberships } = await administrator.must('accounts', { params: { table } });
    const own = memberships.filter(({ person }) => person === scientist.id);
    for (const { id } of own)
      await administrator.must('endMembership', { params: { table, membership: id } });
    await expect.poll(() => mine.endedWith, patience).toBeDefined();
    await expect.poll(() => live.connected, patience).toBe(false);
    await expect.poll(async () => (await send(cookie, '/api/v1/me')).status, patience).toBe(401);
    await theirs.write((doc) => {
      writeParagraph(doc, 'facts', 'na het einde');
    });
    expect(mine.doc.getXmlFragment('facts').toJSON()).not.toContain('na het einde');
    vt.leave();
  });

  it('TH3, ID21 whose sessions are ended signs in again', async () => {
    const administrator = await Participant.signIn(server.url, 'administrator');
    const cookie = await signIn(server.url, 'police');
    expect((await send(cookie, '/api/v1/me')).status).toBe(200);
    const params = { table, person: 'police' };
    await administrator.must('endSessions', { params });
    await expect.poll(async () => (await send(cookie, '/api/v1/me')).status, patience).toBe(401);
    const again = await signIn(server.url, 'police');
    expect((await send(again, '/api/v1/me')).status).toBe(200);
    const chair = await Participant.signIn(server.url, 'chair');
    expect((await chair.refused('endSessions', { params })).status).toBe(403);
  });
});

describe('guessing', () => {
  it('TH5 what exists and what does not are told apart by nobody who may see neither', async () => {
    const cookie = await signIn(server.url, 'administrator');
    const told = new Map<string, string>();
    const ask = async (path: string) => {
      const { status, text } = await send(cookie, path);
      told.set(`${status} ${withoutTrace(text)}`, path);
    };
    const seen = await hearPolled(
      { url: server.url, cookie },
      items.map(({ id }) => roomOf(id)),
      () => undefined,
    );
    const foreign = items.filter((_item, n) => seen[n] === gone);
    expect(foreign.length).toBeGreaterThan(5);
    for (const { id, caseId } of foreign) {
      await ask(`/api/v1/items/${id}`);
      await ask(`/api/v1/items/${id}/reporter`);
      await ask(`/api/v1/cases/${caseId}`);
    }
    for (let n = 0; n < 100; n += 1)
      for (const kind of ['items', 'cases', 'meetings', 'records'])
        await ask(`/api/v1/${kind}/${randomId()}`);
    expect([...told.keys()]).toEqual([expect.stringMatching(/^404 /)]);
  });

  it('TH5 of a thousand rooms that were guessed none opens, and all are refused alike', async () => {
    const door = { url: server.url, cookie: await signIn(server.url, 'chair') };
    const rooms = Array.from({ length: 1_000 }, () => roomOf(randomId()));
    const said = new Set<string>();
    const how: (number | 'OPEN')[] = [];
    for (let at = 0; at < rooms.length; at += 50)
      how.push(...(await hearPolled(door, rooms.slice(at, at + 50), (text) => said.add(text))));
    expect(new Set(how)).toEqual(new Set([gone]));
    expect(said.size).toBe(1);
  });
});

describe('what is sent', () => {
  it('TH13 a body that is compressed is not unpacked', async () => {
    const cookie = await signIn(server.url, 'vt-worker');
    const bomb = gzipSync(Buffer.alloc(50_000_000, 0x20));
    const headers = { 'content-encoding': 'gzip' };
    for (const path of ['reports', 'reports/import', 'searches']) {
      const at = `/api/v1/tables/${table}/${path}`;
      expect((await send(cookie, at, { method: 'POST', body: bomb, headers })).status).toBe(415);
    }
  });

  const withBody = Object.values(apiPaths).filter(({ method }) => method !== 'GET');
  const strange = [
    '{"__proto__":{"isAdministrator":true},"zq":1}',
    '{"constructor":{"prototype":{"isAdministrator":true}}}',
    '{"role":"chair","person":"chair","isBreakGlass":true,"revision":1,"zq":1}',
  ];

  it.each(withBody)('TH32 $method $path takes no field that it does not know', async (call) => {
    const cookie = await signIn(server.url, 'police');
    const path = call.path.replaceAll(/\{table\}/g, table).replaceAll(/\{\w+\}/g, 'no-such-thing');
    for (const body of strange) {
      const { status, text } = await send(cookie, `/api/v1${path}`, { method: call.method, body });
      expect([400, 404]).toContain(status);
      expect(text).not.toContain('isAdministrator":true');
    }
    const me = await send(cookie, '/api/v1/me');
    const again = await signIn(server.url, 'police');
    expect((await send(again, '/api/v1/me')).text).not.toContain('isAdministrator');
    expect([200, 401]).toContain(me.status);
  });
});

describe('addresses', () => {
  const steps = [
    '../',
    '..%2f',
    '%2e%2e/',
    '%2e%2e%2f',
    '..\\',
    '..%5c',
    '....//',
    '..%252f',
    '%c0%ae%c0%ae/',
    '..;/',
  ];
  const files = [
    'etc/passwd',
    'package.json',
    '.data/practice.key',
    'apps/server/src/main.ts',
    'proc/self/environ',
  ];
  const traversals = steps.flatMap((step) =>
    [1, 4, 9].flatMap((times) => files.map((file) => `${step.repeat(times)}${file}`)),
  );
  const places = [
    '/',
    '/_app/immutable/',
    '/api/v1/items/',
    '/api/v1/cases/',
    '/tafel/',
    '/casus/',
    '/documents/',
  ];

  it('TH25 no way up from any of them gives a file', async () => {
    expect(traversals.length * 2).toBeGreaterThanOrEqual(300);
    const told: string[] = [];
    for (const [n, text] of traversals.entries())
      for (const place of [places[n % places.length] ?? '/', '/api/v1/records/'])
        told.push(await rawGet(`${place}${text}`));
    expect(told.length).toBeGreaterThanOrEqual(300);
    const secrets = /root:.*:0:|"workspaces"|createApplication|PATH=/;
    expect(told.filter((answer) => secrets.test(answer))).toEqual([]);
    const found = told.filter((answer) => answer.startsWith('HTTP/1.1 200'));
    expect(found.filter((answer) => !answer.includes('text/html'))).toEqual([]);
  });
});

/** Sends the address as it is: fetch would tidy it up. */
function rawGet(path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(server.port, '127.0.0.1');
    let said = '';
    socket.on('data', (bytes) => {
      said += bytes.toString('latin1');
    });
    socket.on('close', () => {
      resolve(said);
    });
    socket.on('error', reject);
    socket.end(
      `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nConnection: close\r\n\r\n`,
    );
  });
}
