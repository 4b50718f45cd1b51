import { once } from 'node:events';
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ItemId, type PersonId, readId } from '@overlegtafel/domain';
import { MemoryPresence } from '@overlegtafel/usecases/memory-presence';
import { smallTable, type SmallTable } from '@overlegtafel/usecases/small-table.fixture';
import { closeCodes, documentLimits, pageMark, polledDocuments } from '@overlegtafel/protocol';
import { liveEvents } from '@overlegtafel/protocol/live-events';
import { type Happening, itemCalls } from '@overlegtafel/usecases';
import { io, type Socket } from 'socket.io-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { emptyBook } from '../documents/room-access.fixture.ts';
import { PageMarks } from '../identity/page-marks.ts';
import type { Sessions } from '../identity/session.ts';
import { SessionWatch } from '../identity/session-watch.ts';
import type { LiveEndpoint } from './live-endpoint.ts';
import { serveLive } from './live-endpoint.ts';
import { WorldTable } from './world-table.ts';

const origin = 'https://tafel.example';
const meeting = 'overleg-24-november';
const patience = { timeout: 10_000 };
const signedIn = new Set<string>();
const open: Socket[] = [];

/** The token of a session is the person's id, while the test says so. */
const sessions: Sessions = { signedIn: (cookie) => Promise.resolve(whoIs(cookie)) };

function whoIs(cookie = '') {
  const name = cookie.replace('session=', '');
  const person = readId('PersonId', name, 'person');
  const organisation = readId('OrganisationId', 'veilig-thuis', 'organisation');
  if (!person.ok || !organisation.ok || !signedIn.has(name)) return undefined;
  return { person: person.value, name, organisation: organisation.value, role: 'chair' };
}

const marks = new PageMarks(Buffer.alloc(32, 5));

let server: HttpServer;
let live: LiveEndpoint;
let table: SmallTable;

beforeEach(async () => {
  for (const name of ['chair', 'police', 'privacy-officer']) signedIn.add(name);
  table = await smallTable();
  server = createServer();
  live = serveLive(server, {
    rooms: { join: () => ({ receive: noop, drained: noop, left: noop }) },
    sessions,
    watch: new SessionWatch({ sessions, now: () => 0, log: { event: noop, failure: noop } }),
    pageMarks: marks,
    origins: () => [origin],
    now: () => 0,
    log: { event: noop, failure: noop },
    table: new WorldTable({
      world: table.world,
      presence: new MemoryPresence(table.stores.rows),
      rights: { mayRead: () => true, mayWrite: () => true },
      clients: () => Promise.resolve(new Map<number, PersonId>()),
    }),
    callerOf: ({ headers }) => {
      const who = whoIs(headers.cookie);
      return who && { person: who.person, origin: 'digest' };
    },
    rightsChanged: noop,
    book: emptyBook(),
    callerBehind: ({ person }) => ({ person, origin: 'digest', traceId: 'trace' }),
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});

afterEach(async () => {
  for (const socket of open.splice(0)) socket.disconnect();
  live.stop();
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

function noop(): void {
  // Nothing has to be done.
}

interface Told {
  readonly name: string;
  readonly event: Record<string, unknown>;
}

function connect(
  as: string,
  { namespace = '', page }: { readonly namespace?: string; readonly page?: string } = {},
): { socket: Socket; told: Told[] } {
  const { port } = server.address() as AddressInfo;
  const socket = io(`http://127.0.0.1:${port}${namespace}`, {
    ...(page === undefined ? {} : { auth: { [pageMark.query]: page } }),
    path: '/live',
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    extraHeaders: { cookie: `session=${as}`, origin },
  });
  open.push(socket);
  const told: Told[] = [];
  socket.onAny((name: string, event: Record<string, unknown>) => told.push({ name, event }));
  return { socket, told };
}

async function firstItem(): Promise<ItemId> {
  const id = readId('MeetingId', meeting, 'meeting');
  const [item] = id.ok ? await table.stores.itemsOf(id.value) : [];
  if (!item) throw new Error('no item');
  return item.id;
}

describe('a live connection', () => {
  it('LV1, LV5 follows a meeting at once, and then sits at the table', async () => {
    const { socket, told } = connect('police');
    const answer: unknown = await socket.emitWithAck('follow', { meeting });
    expect(answer).toEqual({ isThere: true });
    expect(told[0]).toMatchObject({ name: 'welcome', event: { meeting } });
    const id = readId('MeetingId', meeting, 'meeting');
    const attendance = id.ok ? await table.stores.attendance(id.value) : [];
    expect(attendance.find(({ person }) => person === 'police')).toMatchObject({ isPresent: true });
  });

  it('LV2 is told that a meeting is not there', async () => {
    const { socket } = connect('police');
    expect(await socket.emitWithAck('follow', { meeting: 'er-is-niets' })).toEqual({
      isThere: false,
    });
  });

  it('LV6 hears of a command', async () => {
    const { socket, told } = connect('chair');
    await socket.emitWithAck('follow', { meeting });
    const person = readId('PersonId', 'chair', 'person');
    if (!person.ok) throw new Error('no chair');
    const item = await firstItem();
    live.tell({ kind: 'DONE', what: 'propose', by: person.value, meeting, item, revision: 5 });
    await expect
      .poll(() => told.find(({ name }) => name === 'done'), patience)
      .toMatchObject({ event: { item, what: 'propose', revision: 5 } });
  });

  it('LV14 hears of emergency access as privacy officer of the table, following nothing', async () => {
    const [officer, chair] = [connect('privacy-officer'), connect('chair')];
    for (const { socket } of [officer, chair])
      await expect.poll(() => socket.connected, patience).toBe(true);
    const item = await firstItem();
    const outsider = table.caller('police');
    const tell = (happening: Happening) => {
      live.tell(happening);
    };
    const world = { ...table.world, tell };
    const taken = await itemCalls.breakGlass({ item, body: { reason: 'Spoed.' } }, outsider, world);
    expect(taken.kind).toBe('DONE');
    await expect.poll(() => officer.told, patience).toHaveLength(1);
    const { name, event } = officer.told[0] ?? {};
    expect(name).toBe('alert');
    expect(liveEvents.alert.parse(event)).toMatchObject({ item, by: 'police' });
    expect(chair.told.filter((told) => told.name === 'alert')).toEqual([]);
  });

  it('LV160 of a page of somebody else is refused by that name, and of the own page is not', async () => {
    const person = (name: string) => name as PersonId;
    const own = connect('police', { page: marks.make(person('police')) });
    expect(await own.socket.emitWithAck('follow', { meeting })).toEqual({ isThere: true });
    for (const page of [marks.make(person('chair')), '', 'geraden']) {
      const { socket, told } = connect('police', { page });
      const error = await new Promise<Error>((resolve) => socket.once('connect_error', resolve));
      expect(error.message).toBe(pageMark.ofAnother);
      expect(socket.connected).toBe(false);
      expect(told).toEqual([]);
    }
  });

  it('EP160 a document without a WebSocket is closed with a code of its own for the page of somebody else', async () => {
    const { namespace } = polledDocuments;
    const { socket } = connect('police', { namespace, page: marks.make('chair' as PersonId) });
    const closed = new Promise((resolve) =>
      socket.once('closed', (...told) => {
        resolve(told);
      }),
    );
    socket.emit('join', 3, 'item:linde');
    expect(await closed).toEqual([3, closeCodes.otherPerson, 'OTHER_PERSON']);
  });

  it('LV11 is refused without a session', async () => {
    const { socket } = connect('niemand');
    await new Promise((resolve) => socket.once('connect_error', resolve));
    expect(socket.connected).toBe(false);
  });

  it('LV11 is told and closed when its session ends', async () => {
    const { socket, told } = connect('police');
    await socket.emitWithAck('follow', { meeting });
    signedIn.delete('police');
    await expect.poll(() => socket.connected, patience).toBe(false);
    expect(told.at(-1)).toEqual({ name: 'revoked', event: { signedOut: true } });
  });

  it.each([
    { what: 'is no meeting', said: { meeting: 'A B' } },
    { what: 'has a field too many', said: { meeting, person: 'chair' } },
    { what: 'is nothing at all', said: undefined },
  ])('LV12 ends when what it says $what', async ({ said }) => {
    const { socket } = connect('police');
    const ended = new Promise((resolve) => socket.once('disconnect', resolve));
    socket.emit('follow', said);
    expect(await ended).toBe('io server disconnect');
  });

  it('LV12 ends when it says too much', async () => {
    const { socket } = connect('police');
    await socket.emitWithAck('follow', { meeting });
    for (let i = 0; i < 60; i += 1) socket.emit('unfollow', { meeting });
    await expect.poll(() => socket.connected, patience).toBe(false);
  });
});

describe('somebody who opens very many connections', () => {
  it('LV340 has no more than a person may have; others come in', async () => {
    const { port } = server.address() as AddressInfo;
    const poll = async (who: string) => {
      const path = `http://127.0.0.1:${port}${polledDocuments.path}/?EIO=4&transport=polling`;
      const answer = await fetch(path, { headers: { cookie: `session=${who}`, origin } });
      await answer.text();
      return answer.status;
    };
    const statuses: number[] = [];
    for (let n = 0; n < documentLimits.connectionsPerPerson + 5; n += 1)
      statuses.push(await poll('police'));
    expect(statuses.filter((status) => status === 200)).toHaveLength(
      documentLimits.connectionsPerPerson,
    );
    expect(await poll('chair')).toBe(200);
  });
});
