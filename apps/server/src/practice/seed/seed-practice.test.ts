import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instant, localDateOf, type Instant } from '@overlegtafel/domain';
import { openDatabase, type Database } from '@overlegtafel/db';
import { readFollowUp, readMeeting, readWaitingCases, type World } from '@overlegtafel/usecases';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { everybody } from '../../documents/room-access.fixture.ts';
import { createWorld } from '../../world.ts';
import { practiceTable } from './people-rows.ts';
import { playPractice, refusePracticeData, seedPractice } from './seed-practice.ts';
import { practicePersonId } from './practice-stage.ts';

const log = { failure: () => undefined, event: () => undefined };
const tableDay = instant(Date.UTC(2026, 10, 24, 9, 30));
let folder: string;
let database: Database;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'overlegtafel-practice-'));
  database = await openDatabase({ mode: 'practice', dataDir: folder, onFatal: () => undefined });
});

afterEach(async () => {
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

function placeAt(now: Instant) {
  const access = everybody(false);
  const { world } = createWorld({ database, log, now: () => now, access });
  return { world, log: database.roomLog };
}

const chair = { person: practicePersonId('chair'), traceId: 'trace', origin: 'origin' };

function ownerOf(owner: { readonly kind: string; readonly person?: string } | undefined) {
  return owner?.person;
}

async function thisWeek({ stores }: World) {
  const [meeting] = await stores.unclosedMeetings(practiceTable);
  if (!meeting) throw new Error('no meeting this week');
  return meeting;
}

describe('the practice week', () => {
  it('ID16 stands in an empty database after the first start, and a second start changes nothing', async () => {
    const place = placeAt(tableDay);
    await seedPractice(place);
    const { stores } = place.world;
    const meeting = await thisWeek(place.world);
    const before = await stores.itemsOf(meeting.id);
    const records = await stores.recordsOf(practiceTable);
    await seedPractice(placeAt(instant(tableDay + 86_400_000)));
    expect(await stores.itemsOf(meeting.id)).toEqual(before);
    expect(await stores.recordsOf(practiceTable)).toEqual(records);
    expect((await stores.meetingsOf(practiceTable)).rows).toHaveLength(4);
    expect(records.rows).toHaveLength(3);
  });

  it('ID16 two that start at once put it there once', async () => {
    const [one, other] = [placeAt(tableDay), placeAt(tableDay)];
    await Promise.all([seedPractice(one), seedPractice(other)]);
    expect((await one.world.stores.meetingsOf(practiceTable)).rows).toHaveLength(4);
  });

  it('ID16 what an interrupted start left behind is in nobody’s way', async () => {
    const place = placeAt(tableDay);
    const stage = await playPractice(tableDay);
    await place.world.rooms.prepare(stage.rooms.prepared);
    await seedPractice(place);
    expect((await place.world.stores.meetingsOf(practiceTable)).rows).toHaveLength(4);
  });

  it('ID16 its earlier weeks are sealed and chained, and its rooms and logs can be checked', async () => {
    await seedPractice(placeAt(tableDay));
    const rooms = await database.verifyAll();
    expect(rooms.length).toBeGreaterThan(20);
    expect(rooms.filter(({ kind }) => kind === 'broken')).toEqual([]);
  });

  it('ID17 leaves three late actions, a refused handover, a check for today and one for later, and a request to destroy', async () => {
    const { world } = placeAt(tableDay);
    await seedPractice(placeAt(tableDay));
    const meeting = await thisWeek(world);
    const outcome = await readFollowUp({ meeting: meeting.id }, chair, world);
    if (outcome.kind !== 'DONE') throw new Error(outcome.refusal.kind);
    const { actions, handovers, monitoring, requests } = outcome.value;
    const late = actions.map(({ owner, workingDaysLate }) => [
      ownerOf(owner),
      workingDaysLate !== undefined,
    ]);
    expect(late.sort()).toEqual([
      ['local-team-beekdorp', true],
      ['local-team-beekdorp', true],
      ['vt-worker', true],
    ]);
    expect(handovers.map(({ alias, answer }) => [alias, answer.kind])).toEqual([
      ['Casus Es', 'REFUSED'],
    ]);
    expect(monitoring.map(({ alias, dueOn }) => [alias, dueOn])).toEqual([
      ['Casus Olm', meeting.date],
    ]);
    expect(requests).toHaveLength(1);
    const open = await world.stores.openThings(practiceTable);
    const checks = open.filter(({ thing }) => thing.kind === 'MONITORING');
    expect(open).toHaveLength(6);
    expect(checks).toHaveLength(2);
    expect(await world.stores.rightsRequests(practiceTable)).toHaveLength(1);
  });

  it('ID17 the meeting is today, also at night and at the weekend, and nothing of it lies ahead', async () => {
    const night = instant(Date.UTC(2026, 10, 28, 23, 5));
    const { world } = placeAt(night);
    await seedPractice(placeAt(night));
    const meeting = await thisWeek(world);
    expect(meeting.date).toBe(localDateOf(night));
    const read = await readMeeting({ meeting: meeting.id }, chair, world);
    if (read.kind !== 'DONE') throw new Error(read.refusal.kind);
    expect(read.value.items).toHaveLength(14);
    const items = await world.stores.itemsOf(meeting.id);
    const deeds = await world.stores.deedsOf(items.map(({ id }) => id));
    expect(deeds.length).toBeGreaterThan(30);
    expect(deeds.filter(({ at }) => at > night)).toEqual([]);
  });

  it('ID17 four cases are known from earlier reports, and none of those stands on the agenda or waits for a place', async () => {
    const { world } = placeAt(tableDay);
    await seedPractice(placeAt(tableDay));
    const meeting = await thisWeek(world);
    const read = await readMeeting({ meeting: meeting.id }, chair, world);
    if (read.kind !== 'DONE') throw new Error(read.refusal.kind);
    const { items } = read.value;
    const rows = await world.stores.itemsOf(meeting.id);
    const reports = await world.stores.reportsOf(rows.map(({ caseId }) => caseId));
    const counted = items.map(({ alias, caseId, reportKind }) => ({
      alias,
      reportKind,
      count: reports.filter((report) => report.caseId === caseId).length,
    }));
    const earlier = counted.filter(({ count }) => count > 1);
    expect(Object.fromEntries(earlier.map(({ alias, count }) => [alias, count]))).toEqual({
      'Casus Esdoorn': 4,
      'Casus Berk': 3,
      'Casus Els': 2,
      'Casus Iep': 2,
    });
    expect(earlier.every(({ reportKind }) => reportKind === 'REPEAT')).toBe(true);
    const waiting = await readWaitingCases({ table: practiceTable }, chair, world);
    expect(waiting).toMatchObject({ kind: 'DONE', value: [] });
  });

  it('ID18 what people did in it, they did by day', async () => {
    const stage = await playPractice(tableDay);
    const { rows } = await stage.world.stores.meetingsOf(practiceTable);
    const items = await Promise.all(rows.map(({ id }) => stage.world.stores.itemsOf(id)));
    const deeds = await stage.world.stores.deedsOf(items.flat().map(({ id }) => id));
    const clock = new Intl.DateTimeFormat('nl-NL', {
      timeStyle: 'short',
      timeZone: 'Europe/Amsterdam',
    });
    const times = deeds.map(({ at }) => clock.format(at));
    expect(times.length).toBeGreaterThan(30);
    expect(times.filter((time) => time < '08:45' || time > '17:00')).toEqual([]);
  });

  it('ID15 production does not start on practice data', async () => {
    const { world } = placeAt(tableDay);
    await expect(refusePracticeData(world)).resolves.toBeUndefined();
    await seedPractice(placeAt(tableDay));
    await expect(refusePracticeData(world)).rejects.toThrow('oefentafel');
  });

  it('ID15 practice does not start on the data of a real table', async () => {
    const place = placeAt(tableDay);
    const row = { id: 'vt' as never, name: 'Veilig Thuis', kind: 'VEILIG_THUIS' };
    const change = { put: 'organisation', row } as const;
    await place.world.ledger.commit({ guards: [], changes: [change as never], lines: [] });
    await expect(seedPractice(place)).rejects.toThrow('echte tafel');
  });
});
