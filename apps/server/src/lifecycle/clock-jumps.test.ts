import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openDatabase } from '@overlegtafel/db';
import { addHours, type Instant, instant } from '@overlegtafel/domain';
import { adjournMeeting, openMeeting, readItem, resumeMeeting } from '@overlegtafel/usecases';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { everybody } from '../documents/room-access.fixture.ts';
import { practiceTable } from '../practice/seed/people-rows.ts';
import { practicePersonId } from '../practice/seed/practice-stage.ts';
import { seedPractice } from '../practice/seed/seed-practice.ts';
import { createWorld } from '../world.ts';

const log = { failure: () => undefined, event: () => undefined };
const caller = { person: practicePersonId('chair'), traceId: 'trace', origin: 'origin' };
const patienceMs = 120_000;
const clock: { now: Instant } = { now: instant(Date.UTC(2026, 10, 24, 9, 30)) };
let folder: string;
let database: Database;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'overlegtafel-clock-'));
  database = await openDatabase({ mode: 'practice', dataDir: folder, onFatal: () => undefined });
  await seedPractice({ world: world(), log: database.roomLog });
}, patienceMs);

afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

function world() {
  const access = everybody(true);
  return createWorld({ database, log, now: () => clock.now, access }).world;
}

async function thisWeek() {
  const [meeting] = await database.stores.unclosedMeetings(practiceTable);
  if (!meeting) throw new Error('no meeting');
  return meeting;
}

/** When everything of an item is due, as it is shown. */
async function deadlines(): Promise<readonly unknown[]> {
  const items = await database.stores.itemsOf((await thisWeek()).id);
  const read = await Promise.all(items.map(({ id }) => readItem({ item: id }, caller, world())));
  return read.map((outcome) =>
    outcome.kind === 'DONE'
      ? outcome.value.terms.map(({ term, ...rest }) => [term, rest['deadline']])
      : outcome,
  );
}

describe('the clock of the machine is set', () => {
  it('CL3 what is done after it went back stands after what was done before, and the chains hold', async () => {
    const meeting = await thisWeek();
    clock.now = meeting.startsAt;
    const id = { meeting: meeting.id };
    expect((await openMeeting(id, caller, world())).kind).toBe('DONE');
    clock.now = addHours(clock.now, -1);
    const reason = 'Morgen verder';
    expect(await adjournMeeting({ ...id, reason }, caller, world())).toMatchObject({
      kind: 'DONE',
    });
    clock.now = addHours(clock.now, 25);
    expect((await resumeMeeting(id, caller, world())).kind).toBe('DONE');
    const deeds = await database.stores.deedsOfMeeting(meeting.id);
    expect(deeds.map(({ content }) => content.kind)).toEqual(['OPENED', 'ADJOURNED', 'RESUMED']);
    expect(deeds[1]?.at).toBeLessThan(Number(deeds[0]?.at));
    const broken = (await database.chains.verify()).filter((verdict) => verdict.kind === 'BROKEN');
    expect(broken).toEqual([]);
  });

  it('CL4 moves no deadline', async () => {
    const before = await deadlines();
    expect(before.flat().length).toBeGreaterThan(5);
    clock.now = addHours(clock.now, -1);
    expect(await deadlines()).toEqual(before);
    clock.now = addHours(clock.now, 25);
    expect(await deadlines()).toEqual(before);
  });
});
