import { itemRoom, meetingRoom } from '@overlegtafel/protocol';
import type { ItemState } from '@overlegtafel/domain';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ServerUnderTest, signIn } from '../faults/server-under-test.ts';
import { Participant } from '../meeting/table-client.ts';
import { idOf, later } from '../meeting/write-case.ts';
import { canaryCases, type PlantedCase } from './canary-case.ts';
import { Ear } from './ear.ts';
import type { Door } from './listen.ts';
import { bring, sayYes, statesAfter, stepOut, takeIn, writeAndSay } from './plant.ts';
import { everybody, table } from './practice-roles.ts';

/** A server with sixteen planted cases: four in a sealed record, twelve at the meeting of this week. */
export interface RightsWeek {
  readonly server: ServerUnderTest;
  readonly folder: string;
  readonly cases: readonly PlantedCase[];
  /** The meeting of this week, and the one that is closed. */
  readonly meeting: string;
  readonly closed: string;
  readonly record: string;
  readonly today: string;
  readonly seats: (id: string) => Participant;
  readonly doorOf: (id: string) => Door;
  readonly earOf: (id: string) => Ear;
  readonly stateOf: (of: PlantedCase) => ItemState;
  stop(): Promise<void>;
}

/** Starts a server and plants the cases up to where the meeting of this week is open and nothing of it was talked about. */
export async function startWeek(): Promise<RightsWeek> {
  const folder = await mkdtemp(join(tmpdir(), 'overlegtafel-rights-'));
  const server = await ServerUnderTest.start({ dataFolder: folder });
  const people = new Map<string, Participant>();
  const doors = new Map<string, Door>();
  for (const { id } of everybody) {
    people.set(id, await Participant.signIn(server.url, id));
    doors.set(id, { url: server.url, cookie: await signIn(server.url, id) });
  }
  const seats = (id: string) => of(people, id);
  const chair = seats('chair');
  const { meetings } = await chair.must('meetings', { params: { table } });
  const next = meetings.find(({ state }) => state === 'PREPARED');
  if (!next) throw new Error('the practice week has no meeting');
  const today = next.date;
  const { id: closed } = await seats('secretary').must('planMeeting', {
    params: { table },
    body: { date: later(today, 1), startsAt: `${later(today, 1)}T11:00:00.000Z` },
  });
  const sealed = canaryCases.filter(({ comesTo }) => comesTo === 'CLOSED');
  const others = canaryCases.filter(({ comesTo }) => comesTo !== 'CLOSED');
  const first = await plant(sealed, { meeting: closed, today }, seats);
  const record = await seal(first, closed, seats);
  const second = await plant(others, { meeting: next.id, today }, seats);
  const cases = [...first, ...second];
  const ears = new Map(everybody.map(({ id }) => [id, new Ear(id, namesOf(cases))]));
  const states = statesAfter(cases);
  return {
    server,
    folder,
    cases,
    meeting: next.id,
    closed,
    record,
    today,
    seats,
    doorOf: (id) => of(doors, id),
    earOf: (id) => of(ears, id),
    stateOf: ({ n, comesTo }) => states.get(n) ?? comesTo,
    stop: async () => {
      for (const each of people.values()) each.leave();
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function of<T>(all: ReadonlyMap<string, T>, id: string): T {
  const found = all.get(id);
  if (found === undefined) throw new Error(`'${id}' is nobody of the practice table`);
  return found;
}

async function plant(
  cases: readonly (typeof canaryCases)[number][],
  when: { readonly meeting: string; readonly today: string },
  seats: RightsWeek['seats'],
): Promise<readonly PlantedCase[]> {
  const planted: PlantedCase[] = [];
  for (const one of cases) planted.push(await takeIn(one, when, seats));
  const params = { meeting: when.meeting };
  await seats('chair').must('openMeeting', { params });
  for (const { id, role } of everybody)
    if (role !== 'administrator' && role !== 'auditor' && !role.endsWith('-officer'))
      await seats(id).must('enterMeeting', { params });
  for (const one of planted) await writeAndSay(one, when.today, seats);
  for (const one of planted) await stepOut(one, seats);
  return planted;
}

async function seal(
  cases: readonly PlantedCase[],
  meeting: string,
  seats: RightsWeek['seats'],
): Promise<string> {
  for (const one of cases) {
    await bring(one, seats);
    await sayYes(one, seats);
  }
  const { record } = await seats('chair').must('closeMeeting', { params: { meeting } });
  if (record === undefined) throw new Error('the meeting that closed has no record');
  return record;
}

/** The names that the server gave, which say something too: that there is such a case. */
function namesOf(cases: readonly PlantedCase[]): ReadonlyMap<string, string> {
  return new Map(
    cases.flatMap(({ n, item, caseId, report }) => [
      [item, `item ${n}`],
      [caseId, `case ${n}`],
      [report, `report ${n}`],
    ]),
  );
}

export function roomOf({ item }: PlantedCase): string {
  return itemRoom(idOf('ItemId', item));
}

export function roomOfMeeting(meeting: string): string {
  return meetingRoom(idOf('MeetingId', meeting));
}
