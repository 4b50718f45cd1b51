import { polledDocuments } from '@overlegtafel/protocol';
import { once } from 'node:events';
import type { Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signIn } from '../../faults/server-under-test.ts';
import { connect, type Door } from '../../rights/listen.ts';
import { MeetingTable } from '../meeting-table.ts';
import { Participant } from '../table-client.ts';
import { writeParagraph } from '../write-case.ts';
import { type Pair, startPair } from './failover.ts';

const table = 'oefentafel';
const who = 'behavioural-scientist';
const patienceMs = 120_000;
/** What the rule promises. */
const withinMs = 2_000;
const soon = { timeout: 20_000, interval: 20 };
/** Sync step 1 of a document in which nothing stands. */
const askForAll = Uint8Array.of(0, 0, 1, 0);

let pair: Pair;
let at: MeetingTable;

beforeAll(async () => {
  pair = await startPair();
  at = await MeetingTable.sitDown(pair.servers[0].url);
  await at.open();
}, patienceMs);

afterAll(async () => {
  at.leave();
  await pair.stand.leave();
});

/** Connections of one person at one server, each with the moment at which it was over. */
class Watched {
  readonly overAt = new Map<string, number>();
  readonly heardAfter: string[] = [];

  over(way: string): void {
    if (!this.overAt.has(way)) this.overAt.set(way, Date.now());
  }

  async follow(door: Door, transport: 'websocket' | 'polling', meeting: string): Promise<Socket> {
    const way = `live over ${transport}`;
    const socket = connect(door, transport, '/');
    await once(socket as unknown as NodeJS.EventEmitter, 'connect');
    await socket.emitWithAck('follow', { meeting });
    socket.on('disconnect', () => {
      this.over(way);
    });
    socket.onAny((event: string) => {
      if (this.overAt.has(way)) this.heardAfter.push(`${way}: ${event}`);
    });
    return socket;
  }

  /** A room over long polling: over when its channel is closed. */
  async poll(door: Door, room: string): Promise<Socket> {
    const way = 'documents over polling';
    const socket = connect(door, 'polling', polledDocuments.namespace);
    const isThere = once(socket as unknown as NodeJS.EventEmitter, 'message');
    socket.on('closed', () => {
      this.over(way);
    });
    socket.on('disconnect', () => {
      this.over(way);
    });
    socket.on('message', () => {
      if (this.overAt.has(way)) this.heardAfter.push(way);
    });
    socket.emit('join', 0, room);
    socket.emit('message', 0, askForAll);
    await isThere;
    return socket;
  }
}

async function stillSignedIn({ url, cookie }: Door): Promise<boolean> {
  const { status } = await fetch(`${url}/api/v1/me`, { headers: { cookie } });
  return status !== 401;
}

describe('a membership that is ended at one server', () => {
  it(
    'TB37, ID20 puts the person out of everything at the other within two seconds',
    async () => {
      const [here, there] = pair.servers;
      const door = { url: there.url, cookie: await signIn(there.url, who) };
      const room = `item:${at.itemOf('Linde')}`;
      const watched = new Watched();
      const person = await Participant.signIn(there.url, who);
      const mine = await person.open(room);
      await watched.follow(door, 'websocket', at.meeting);
      await watched.follow(door, 'polling', at.meeting);
      await watched.poll(door, room);
      expect(await stillSignedIn(door)).toBe(true);

      const administrator = await Participant.signIn(here.url, 'administrator');
      const { memberships } = await administrator.must('accounts', { params: { table } });
      const own = memberships.filter((one) => one.person === who);
      expect(own).not.toHaveLength(0);
      for (const { id } of own)
        await administrator.must('endMembership', { params: { table, membership: id } });
      const endedAt = Date.now();
      const requestsEnd = expect.poll(() => stillSignedIn(door), soon).toBe(false);
      const roomEnds = expect.poll(() => mine.endedWith, soon).toBeDefined();
      await Promise.all([
        requestsEnd.then(() => {
          watched.over('requests');
        }),
        roomEnds.then(() => {
          watched.over('documents over websocket');
        }),
        expect.poll(() => watched.overAt.size, soon).toBe(5),
      ]);
      const slow = [...watched.overAt].filter(([, overAt]) => overAt - endedAt > withinMs);
      expect(slow).toEqual([]);

      const writer = await at.as('vt-worker').open(room);
      await writer.write((doc) => {
        writeParagraph(doc, 'facts', 'na het einde');
      });
      const reader = await at.as('chair').open(room);
      await reader.seen((doc) => doc.getXmlFragment('facts').toJSON().includes('na het einde'));
      expect(mine.doc.getXmlFragment('facts').toJSON()).not.toContain('na het einde');
      expect(watched.heardAfter).toEqual([]);
      const again = { url: there.url, cookie: await signIn(there.url, who) };
      expect(await stillSignedIn(again)).toBe(false);
    },
    patienceMs,
  );
});
