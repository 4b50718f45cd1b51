import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anySeed } from '../../seeded-random.ts';
import { MeetingTable } from '../meeting-table.ts';
import { Participant } from '../table-client.ts';
import { writeParagraph } from '../write-case.ts';
import { type Pair, runFailovers, startPair } from './failover.ts';

const trials = 3;
const patienceMs = 600_000;
/** What the rule promises. */
const withinMs = 2_000;

describe('two servers before one database', () => {
  let pair: Pair;
  let at: MeetingTable;

  beforeAll(async () => {
    pair = await startPair();
    at = await MeetingTable.sitDown(pair.servers[0].url);
    await at.open();
  });

  afterAll(async () => {
    at.leave();
    await pair.stand.leave();
  });

  it('TB30 two that start at the same empty database have one practice week', async () => {
    const chair = await Participant.signIn(pair.servers[1].url, 'chair');
    const params = { table: 'oefentafel' };
    const { meetings } = await chair.must('meetings', { params });
    expect(meetings).toHaveLength(4);
    expect(meetings.map(({ id }) => id)).toContain(at.meeting);
  });

  it('TB31 what is written at one is seen at the other within two seconds', async () => {
    const other = await Participant.signIn(pair.servers[1].url, 'chair');
    const room = `item:${at.itemOf('Linde')}`;
    const [here, there] = [await at.as('vt-worker').open(room), await other.open(room)];
    const beganMs = Date.now();
    here.type((doc) => {
      writeParagraph(doc, 'facts', 'Aan de ene kant');
    });
    await there.seen((doc) => doc.getXmlFragment('facts').toJSON().includes('Aan de ene'));
    expect(Date.now() - beganMs).toBeLessThan(withinMs);
    other.leave();
  });

  it('TB32 what is done at one is told at the other within two seconds, and read there', async () => {
    const other = await Participant.signIn(pair.servers[1].url, 'secretary');
    const live = other.follow(at.meeting);
    await new Promise((resolve) => live.once('welcome', resolve));
    const told = new Promise<{ readonly what: string }>((resolve) => live.on('done', resolve));
    const beganMs = Date.now();
    const params = { item: at.itemOf('Linde') };
    await at.as('chair').must('bringToTable', { params });
    expect((await told).what).toBe('bring-to-table');
    expect(Date.now() - beganMs).toBeLessThan(withinMs);
    expect((await other.must('item', { params })).state).toBe('AT_TABLE');
    live.disconnect();
  });
});

describe('one of two servers is killed', () => {
  it(
    'TB33, TB34 nothing that was seen or acknowledged is lost, and the meeting closes once with all of it',
    async () => {
      const seed = anySeed();
      const { findings, ...tally } = await runFailovers({ trials, seed });
      expect({ seed, findings }).toEqual({ seed, findings: [] });
      expect(tally.trials).toBe(trials);
      expect(tally.acknowledged).toBeGreaterThan(trials);
      expect(tally.seen).toBeGreaterThan(trials);
      expect(tally.commands).toBeGreaterThan(trials);
    },
    patienceMs,
  );
});
