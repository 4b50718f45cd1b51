import { closeCodes, itemRoom, meetingRoom } from '@overlegtafel/protocol';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { signIn } from '../faults/server-under-test.ts';
import { databases, Stand } from '../meeting/stand.ts';
import { Participant } from '../meeting/table-client.ts';
import { idOf } from '../meeting/write-case.ts';
import { StockProvider, type Way } from './stock-provider.ts';

const patience = { timeout: 20_000 };
const table = 'oefentafel';
const ways: readonly Way[] = ['WEBSOCKET', 'POLLING'];
/** A line as the access log gives it. */
type Line = Readonly<Record<string, unknown>>;

describe.each(databases)('documents and the access log on %s', (database) => {
  let stand: Stand;
  let url: string;
  let officer: Participant;
  let chair: Participant;
  let meeting: string;
  let items: readonly { readonly id: string; readonly caseId: string }[];
  const clients: StockProvider[] = [];

  beforeAll(async () => {
    stand = await Stand.make(database);
    url = (await stand.start()).url;
    officer = await Participant.signIn(url, 'privacy-officer');
    chair = await Participant.signIn(url, 'chair');
    const { meetings } = await chair.must('meetings', { params: { table } });
    meeting = meetings.find(({ state }) => state === 'PREPARED')?.id ?? '';
    items = (await chair.must('meeting', { params: { meeting } })).items;
  }, 240_000);

  afterEach(() => {
    for (const client of clients.splice(0)) client.vanish();
  });

  afterAll(async () => {
    await stand.leave();
  });

  async function open(person: string, room: string, way: Way): Promise<StockProvider> {
    const client = new StockProvider({ url, cookie: await signIn(url, person) }, room, way);
    clients.push(client);
    return client;
  }

  function roomOf(n: number): { readonly room: string; readonly caseId: string } {
    const item = items[n];
    if (!item) throw new Error(`there is no item ${n}`);
    return { room: itemRoom(idOf('ItemId', item.id)), caseId: item.caseId };
  }

  async function whoSaw(caseId: string): Promise<readonly Line[]> {
    const { lines } = await officer.must('whoSawCase', { params: { case: caseId } });
    return lines.filter(({ objectKind }) => objectKind === 'room');
  }

  it.each(ways)(
    'AU104, AU61, AU62 a stock client that reads a planted word over %s is named by who saw it, completely',
    async (way) => {
      const { room, caseId } = roomOf(way === 'POLLING' ? 1 : 0);
      const writer = await open('chair', room, 'WEBSOCKET');
      await vi.waitUntil(() => writer.isSynced, patience);
      writer.write('geplant woord ');
      const reader = await open('secretary', room, way);
      await vi.waitUntil(() => reader.text.includes('geplant woord'), patience);
      const seen = await whoSaw(caseId);
      const [line, ...more] = seen.filter(({ person }) => person === 'secretary');
      expect(more).toEqual([]);
      expect(line).toMatchObject({
        event: 'enter-room',
        action: 'R',
        result: 'ALLOWED',
        object: room,
        person: 'secretary',
        role: 'secretary',
        organisation: 'veilig-thuis',
        organisationName: 'Veilig Thuis Heuvelland-Oost',
        ground: 'ROLE OWN_TABLE',
        purpose: 'CONSULTATION',
        transport: way,
        table,
        caseId,
      });
      for (const field of ['personName', 'traceId', 'origin', 'session', 'item'])
        expect(line?.[field], field).toMatch(/\S/);
      const opened = await officer.must('whatPersonOpened', { params: { person: 'secretary' } });
      expect(opened.lines.map(({ id }) => id)).toContain(line?.['id']);
      const wrote = seen.filter(({ event }) => event === 'write-room');
      expect(wrote).toMatchObject([{ person: 'chair', action: 'U', transport: 'WEBSOCKET' }]);
    },
  );

  it.each(ways)('AU105 who comes back over %s again and again entered once', async (way) => {
    const { room, caseId } = roomOf(way === 'POLLING' ? 3 : 2);
    const client = await open('secretary', room, way);
    for (let times = 0; times < 5; times += 1) {
      await vi.waitUntil(() => client.isSynced, patience);
      client.reconnect();
      await vi.waitUntil(() => !client.isSynced, patience);
    }
    await vi.waitUntil(() => client.isSynced, patience);
    client.write('na vijf keer ');
    await vi.waitUntil(async () => (await whoSaw(caseId)).length >= 2, patience);
    expect((await whoSaw(caseId)).map(({ event }) => event)).toEqual(['write-room', 'enter-room']);
  });

  it.each(ways)(
    'AU108 who is turned away over %s is on the record with role and place',
    async (way) => {
      const { room, caseId } = roomOf(4);
      for (const [person, role] of [
        ['auditor', 'auditor'],
        ['administrator', 'administrator'],
      ]) {
        const client = await open(person ?? '', room, way);
        await vi.waitUntil(() => client.codes.includes(closeCodes.gone), patience);
        const lines = (await whoSaw(caseId)).filter((line) => line['transport'] === way);
        expect(lines.filter((line) => line['person'] === person)).toMatchObject([
          { event: 'enter-room', result: 'REFUSED', role, purpose: 'CONSULTATION', object: room },
        ]);
      }
      const nothing = await open('police', 'item:zzzzzzzzzzzzzzzzzzzzzzzzzz', way);
      await vi.waitUntil(() => nothing.codes.includes(closeCodes.gone), patience);
    },
  );

  it('AU104 the room of a meeting is entered on the record of its table', async () => {
    const room = meetingRoom(idOf('MeetingId', meeting));
    const client = await open('vt-worker', room, 'WEBSOCKET');
    await vi.waitUntil(() => client.isSynced, patience);
    const { lines } = await officer.must('whatPersonOpened', { params: { person: 'vt-worker' } });
    expect(lines.filter(({ object }) => object === room)).toMatchObject([
      { event: 'enter-room', result: 'ALLOWED', table, organisation: 'veilig-thuis' },
    ]);
  });
});
