import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openDatabase } from '@overlegtafel/db';
import { startPostgres, type TestPostgres } from '@overlegtafel/db/testing/start-postgres';
import { addHours, instant, type MeetingId } from '@overlegtafel/domain';
import { leaveMeeting, openMeeting, placeTimes } from '@overlegtafel/usecases';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { everybody } from '../documents/room-access.fixture.ts';
import { practiceTable } from '../practice/seed/people-rows.ts';
import { practicePersonId } from '../practice/seed/practice-stage.ts';
import { seedPractice } from '../practice/seed/seed-practice.ts';
import { createWorld } from '../world.ts';
import type { Guest } from './guest.ts';
import { LiveMeetings } from './live-meetings.ts';
import { WorldTable } from './world-table.ts';

const tableDay = instant(Date.UTC(2026, 10, 24, 9, 30));
const log = { failure: () => undefined, event: () => undefined };
const patienceMs = 120_000;

/** A server process on a database, as far as live events are concerned, with the clock of the test. */
function processOn(database: Database, clock: { now: number }) {
  const access = everybody(true);
  const shared = createWorld({ database, log, now: () => clock.now, access });
  const failures: unknown[] = [];
  const live = new LiveMeetings({
    table: new WorldTable(shared),
    later: () => () => undefined,
    firstNumber: () => 1,
    isFollowingElsewhere: () => Promise.resolve(false),
    failed: (_what, error) => failures.push(error),
  });
  return { world: shared.world, live, failures };
}

function guestOf(id: string): Guest {
  const caller = { person: practicePersonId(id), traceId: 'trace', origin: 'origin' };
  return {
    person: caller.person,
    caller: () => caller,
    send: () => undefined,
    pass: () => undefined,
  };
}

/** An open practice meeting; gives its id. */
async function openedMeeting(database: Database, clock: { now: number }): Promise<MeetingId> {
  const { world } = processOn(database, clock);
  await seedPractice({ world, log: database.roomLog });
  const [meeting] = await world.stores.unclosedMeetings(practiceTable);
  if (!meeting) throw new Error('no meeting');
  clock.now = meeting.startsAt;
  const opened = await openMeeting({ meeting: meeting.id }, guestOf('chair').caller(), world);
  expect(opened.kind).toBe('DONE');
  return meeting.id;
}

async function whoIsThere(database: Database, meeting: MeetingId): Promise<string[]> {
  const places = await database.stores.attendance(meeting);
  return places.filter(({ isPresent }) => isPresent).map(({ person }) => person);
}

describe('a server process that dies, on PostgreSQL', () => {
  let postgres: TestPostgres;
  const opened: Database[] = [];
  beforeAll(async () => {
    postgres = await startPostgres();
  }, patienceMs);
  afterAll(async () => {
    for (const database of opened) await database.close();
    await postgres.stop();
  });

  it(
    'LV16 its people are gone within a minute at the other process, whose own stay',
    async () => {
      const folder = await mkdtemp(join(tmpdir(), 'overlegtafel-lost-'));
      const databaseUrl = await postgres.newDatabase();
      const open = async () => {
        const fixed = { mode: 'practice', dataDir: folder, databaseUrl } as const;
        const database = await openDatabase({ ...fixed, onFatal: () => undefined });
        opened.push(database);
        return database;
      };
      const [one, other] = [await open(), await open()];
      const clock = { now: Number(tableDay) };
      const meeting = await openedMeeting(one, clock);
      const [dying, staying] = [processOn(one, clock), processOn(other, clock)];
      await dying.live.follow(guestOf('chair'), meeting);
      await dying.live.follow(guestOf('police'), meeting);
      await staying.live.follow(guestOf('secretary'), meeting);
      for (let passed = 0; passed < 60_000; passed += placeTimes.sayMs) {
        clock.now += placeTimes.sayMs;
        await staying.live.keepPlaces();
      }
      expect(await whoIsThere(other, meeting)).toEqual(['secretary']);
      expect(staying.failures).toEqual([]);
      // It was only asleep: its people sit down again.
      await dying.live.keepPlaces();
      expect(await whoIsThere(other, meeting)).toEqual(['chair', 'police', 'secretary']);
      // Whoever leaves and goes on watching is not put back.
      const leaving = guestOf('secretary');
      await leaveMeeting({ meeting }, leaving.caller(), staying.world);
      const left = { kind: 'DONE', what: 'leave-meeting', by: leaving.person, meeting } as const;
      await staying.live.happened({ ...left, revision: 1 });
      await staying.live.keepPlaces();
      expect(await whoIsThere(other, meeting)).toEqual(['chair', 'police']);
      await rm(folder, { recursive: true, force: true });
    },
    patienceMs,
  );
});

describe('the only server process dies, on SQLite', () => {
  it(
    'LV16 after the restart its people are gone within a minute, unless they come back',
    async () => {
      const folder = await mkdtemp(join(tmpdir(), 'overlegtafel-lost-'));
      const open = () =>
        openDatabase({ mode: 'practice', dataDir: folder, onFatal: () => undefined });
      const clock = { now: Number(tableDay) };
      let database = await open();
      const meeting = await openedMeeting(database, clock);
      const before = processOn(database, clock);
      for (const id of ['chair', 'police']) await before.live.follow(guestOf(id), meeting);
      await database.close();
      clock.now = addHours(instant(clock.now), 1);
      database = await open();
      const after = processOn(database, clock);
      await after.live.follow(guestOf('police'), meeting);
      await after.live.keepPlaces();
      expect(after.failures).toEqual([]);
      expect(await whoIsThere(database, meeting)).toEqual(['police']);
      await database.close();
      await rm(folder, { recursive: true, force: true });
    },
    patienceMs,
  );
});
