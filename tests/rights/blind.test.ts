import { safetyLevels, type SafetyLevel } from '@overlegtafel/domain';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ServerUnderTest, signIn } from '../faults/server-under-test.ts';
import { Participant } from '../meeting/table-client.ts';
import { Ear } from './ear.ts';
import { follow } from './listen.ts';
import { table } from './practice-roles.ts';

const raters = ['vt-worker', 'behavioural-scientist', 'confidential-doctor'] as const;
const onlookers = ['chair', 'secretary', 'process-director'] as const;

/** What everybody else receives while these ratings are given: sizes only, for the words differ by moment and number. */
interface Received {
  readonly answers: readonly number[];
  readonly pieces: readonly number[];
}

let folder: string;
let server: ServerUnderTest;
let meeting: string;
let items: readonly string[];
const people = new Map<string, Participant>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'overlegtafel-blind-'));
  server = await ServerUnderTest.start({ dataFolder: folder });
  for (const id of [...raters, ...onlookers])
    people.set(id, await Participant.signIn(server.url, id));
  const { meetings } = await seat('chair').must('meetings', { params: { table } });
  meeting = meetings.find(({ state }) => state === 'PREPARED')?.id ?? '';
  await seat('chair').must('openMeeting', { params: { meeting } });
  for (const id of people.keys()) await seat(id).must('enterMeeting', { params: { meeting } });
  const read = await seat('process-director').must('meeting', { params: { meeting } });
  items = read.items.map(({ id }) => id);
});

afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

function seat(id: string): Participant {
  const found = people.get(id);
  if (!found) throw new Error(`${id} is not there`);
  return found;
}

/** Five levels for each of three raters, each once first and last, and a spread of what lies between. */
const sampled: readonly (readonly SafetyLevel[])[] = [
  ...safetyLevels.map((level) => [level, level, level]),
  ...safetyLevels.map((_level, n) => raters.map((_rater, r) => levelAt(n + r))),
  ...safetyLevels.map((_level, n) => raters.map((_rater, r) => levelAt(n * 2 + r * 3))),
];

function levelAt(n: number): SafetyLevel {
  return safetyLevels[n % safetyLevels.length] ?? 'ACUTE';
}

async function rateAs(levels: readonly SafetyLevel[], item: string): Promise<Received> {
  const ears = onlookers.map((id) => new Ear(id, new Map()));
  const sockets: Socket[] = [];
  for (const ear of ears) {
    const door = { url: server.url, cookie: await signIn(server.url, ear.id) };
    sockets.push(await follow(door, 'websocket', meeting, ear));
  }
  const before = ears.map(({ pieces }) => pieces);
  for (const [n, level] of levels.entries()) {
    const words = `woorden bij ${level}`;
    await seat(raters[n] ?? '').must('rate', { params: { item }, body: { level, words } });
  }
  await expect
    .poll(() => ears.map(({ pieces }, n) => pieces - (before[n] ?? 0)), { timeout: 15_000 })
    .toEqual(onlookers.map(() => levels.length));
  const answers = await Promise.all(onlookers.map((id) => sizeFor(id, item)));
  for (const socket of sockets) socket.disconnect();
  return { answers, pieces: ears.map(({ pieces }, n) => pieces - (before[n] ?? 0)) };
}

async function sizeFor(id: string, item: string): Promise<number> {
  const { ratings } = await seat(id).must('item', { params: { item } });
  expect(ratings).toMatchObject({ kind: 'SEALED', rated: 3 });
  expect(ratings).not.toHaveProperty('own');
  return JSON.stringify(ratings).length;
}

describe('before the ratings are shown', () => {
  it('WR5 what others receive is the same in number and size, whatever was rated', async () => {
    const [item] = items;
    if (item === undefined) throw new Error('the meeting has no items');
    const received: Received[] = [];
    for (const levels of sampled) received.push(await rateAs(levels, item));
    const [first] = received;
    expect(received).toEqual(sampled.map(() => first));
  });

  it('WR5 no event says which level, which words or which discipline', async () => {
    const [, item] = items;
    if (item === undefined) throw new Error('the meeting has one item only');
    const door = { url: server.url, cookie: await signIn(server.url, 'chair') };
    const said: string[] = [];
    const ear = new Ear('chair', new Map());
    ear.hear = (_way, text) => void said.push(text);
    const socket = await follow(door, 'websocket', meeting, ear);
    const body = { level: 'ACUTE', words: 'geheim woord' } as const;
    await seat('confidential-doctor').must('rate', { params: { item }, body });
    const isTold = () => said.some((text) => text.includes('"overview"'));
    await expect.poll(isTold, { timeout: 15_000 }).toBe(true);
    socket.disconnect();
    const events = said.filter((text) => !text.includes('"welcome"'));
    const telling = /ACUTE|geheim|doctor|rated|"rate"/i;
    expect(events.filter((text) => telling.test(text))).toEqual([]);
  });
});
