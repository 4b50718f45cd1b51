import { writeItemRegister } from '@overlegtafel/documents';
import { itemRoom } from '@overlegtafel/protocol';
import { describe, expect, it } from 'vitest';
import { ids, person } from '../memory/small-people.fixture.ts';
import { type SmallTable, smallTable } from '../memory/small-table.fixture.ts';
import type { Outcome } from '../outcome/outcome.ts';
import { readItemRecord } from '../record/read-record.ts';
import { blockersNow, meetingScene } from '../scene/meeting-scene.ts';
import type { World } from '../world.ts';
import { closeMeeting } from './close-meeting.ts';
import { enterMeeting, leaveMeeting } from './enter-meeting.ts';
import { talkThrough, typeIn } from './held-meeting.fixture.ts';
import { itemCalls } from './item-calls.ts';

const runs = 200;
const meeting = ids.meeting;
const people = [
  'chair',
  'secretary',
  'vt-worker',
  'behavioural-scientist',
  'process-director',
  'police',
  'local-team',
  'mental-health',
];

/** Mulberry32: the same numbers for the same seed. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The same port, in which every answer takes a random number of turns: what runs at once interleaves. */
function slowly<T extends object>(port: T, random: () => number): T {
  return new Proxy(port, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      return (...given: unknown[]) => {
        const answer: unknown = value.apply(target, given);
        if (!(answer instanceof Promise)) return answer;
        return pause(random).then(() => answer);
      };
    },
  });
}

async function pause(random: () => number, most = 8): Promise<void> {
  for (let turns = Math.floor(random() * most); turns > 0; turns -= 1) await Promise.resolve();
}

interface Run {
  readonly small: SmallTable;
  world: World;
  readonly random: () => number;
  readonly written: string[];
  readonly refused: string[];
  /** What stood in the rows when the closing was stored. */
  frozen?: World;
}

async function start(seed: number): Promise<Run> {
  const random = numbers(seed);
  const small = await smallTable({ esdoorn: 'WAITING', seed: {} });
  for (const item of [ids.esdoorn, ids.linde]) await talkThrough(small, item);
  const { stores, rooms, ledger } = small;
  const run: Run = {
    small,
    random,
    written: [],
    refused: [],
    world: { ...small.world, stores: slowly(stores, random), rooms: slowly(rooms, random) },
  };
  const commit = ledger.commit.bind(ledger);
  ledger.commit = async (asked) => {
    const isClosing = asked.guards.some(({ kind }) => kind === 'ROOMS_AT');
    const committing = commit(asked);
    if (isClosing && (await committing).kind === 'STORED') run.frozen = frozenWorld(small);
    return committing;
  };
  run.world = { ...run.world, ledger: slowly(ledger, random) };
  return run;
}

/** The world as its rows stand at this moment; documents of closed rooms do not change any more. */
function frozenWorld({ stores, world }: SmallTable): World {
  const deeds = [...stores.rows.itemDeeds];
  const places = [...stores.rows.attendance.values()];
  const frozen = {
    deedsOf: (items: readonly string[]) =>
      Promise.resolve(deeds.filter(({ item }) => items.includes(item))),
    attendance: () => Promise.resolve(places),
  };
  return {
    ...world,
    stores: new Proxy(stores, {
      get: (target, name) => {
        if (Object.hasOwn(frozen, name)) return frozen[name as keyof typeof frozen];
        const value: unknown = Reflect.get(target, name, target);
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      },
    }),
  };
}

let typed = 0;
/** One thing that somebody does: mostly harmless, now and then something that must keep the meeting open. */
async function act({ small, world, random, written, refused }: Run, who: string): Promise<void> {
  await pause(random, 200);
  const item = random() < 0.5 ? ids.esdoorn : ids.linde;
  const input = { item, caller: small.caller(who) };
  const dice = random();
  if (dice < 0.7) {
    const token = `woord${(typed += 1)}`;
    const done = small.rooms.edit(itemRoom(item), person(who), (doc) =>
      typeIn(doc, 'facts', `${token} `),
    );
    (done === 'WRITTEN' ? written : refused).push(token);
  } else if (dice < 0.72)
    small.rooms.edit(itemRoom(item), person(who), (doc) =>
      writeItemRegister(doc, 'safeNow', random() < 0.5 ? 'UNKNOWN' : 'NO'),
    );
  else if (dice < 0.76)
    await itemCalls.dissent({ item, body: { words: 'Anders.' } }, input.caller, world);
  else if (dice < 0.86) await leaveMeeting({ meeting }, input.caller, world);
  else await enterMeeting({ meeting }, input.caller, world);
}

async function closeOften({ small, world, random }: Run): Promise<Outcome<unknown>[]> {
  const outcomes: Outcome<unknown>[] = [];
  for (let tries = 0; tries < 2; tries += 1) {
    await pause(random, 150);
    outcomes.push(await closeMeeting({ meeting }, small.caller('chair'), world));
  }
  return outcomes;
}

/** What a run breaks; nothing is what it should be. */
async function breaches(run: Run, outcomes: readonly Outcome<unknown>[]): Promise<string[]> {
  const { small, written, refused } = run;
  const row = await small.stores.meeting(meeting);
  if (!row) return ['the meeting is gone'];
  const closes = outcomes.filter(({ kind }) => kind === 'DONE').length;
  const records = small.stores.rows.records.filter(({ kind }) => kind === 'MEETING');
  const isClosed = row.state.kind === 'CLOSED';
  const wrong: string[] = [];
  if (closes !== Number(isClosed)) wrong.push(`${closes} closes, ${row.state.kind}`);
  if (records.length !== Number(isClosed)) wrong.push(`${records.length} records`);
  if (!isClosed) return wrong;
  if (!run.frozen) return ['nothing was frozen'];
  const scene = await meetingScene(row, small.caller('chair'), run.frozen);
  wrong.push(...blockersNow(scene, run.frozen.now()).map(({ kind }) => `closed with ${kind}`));
  const facts = (records[0]?.parts ?? [])
    .map(({ body }) => readItemRecord(body ?? '').texts.facts)
    .join('\n');
  const words = new Set(facts.split(/\s+/));
  wrong.push(...written.filter((token) => !words.has(token)).map((one) => `lost ${one}`));
  wrong.push(...refused.filter((token) => words.has(token)).map((one) => `not refused ${one}`));
  return wrong;
}

describe('closing while everybody works', () => {
  it(`MC56 in ${runs} runs one close counts, none has a blocker, and every edit is in the record or refused`, async () => {
    const found: string[] = [];
    let closed = 0;
    let refusals = 0;
    for (let seed = 1; seed <= runs; seed += 1) {
      const run = await start(seed);
      const acting = people.flatMap((who) => Array.from({ length: 3 }, () => act(run, who)));
      const closing = [closeOften(run), closeOften(run)];
      await Promise.all(acting);
      const outcomes = (await Promise.all(closing)).flat();
      closed += outcomes.filter(({ kind }) => kind === 'DONE').length;
      refusals += run.refused.length;
      found.push(...(await breaches(run, outcomes)).map((one) => `${seed}: ${one}`));
    }
    expect(found).toEqual([]);
    expect(closed).toBeGreaterThan(runs / 10);
    expect(closed).toBeLessThan(runs);
    expect(refusals).toBeGreaterThan(0);
  }, 60_000);
});
