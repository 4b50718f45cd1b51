import type { ItemId, PersonId } from '@overlegtafel/domain';
import { liveEvents, type LiveEventName } from '@overlegtafel/protocol/live-events';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Guest } from './guest.ts';
import { LiveMeetings, liveTimes } from './live-meetings.ts';
import {
  chair,
  idOf,
  lastWeek,
  linde,
  police,
  room,
  table,
  TestTable,
  wilg,
} from './live-table.fixture.ts';

interface Heard {
  readonly name: LiveEventName;
  readonly event: Record<string, unknown>;
}

let timers: { run: () => void; atMs: number }[];
let nowMs: number;
let world: TestTable;
let live: LiveMeetings;
let failures: unknown[];
let isElsewhere: boolean;

beforeEach(() => {
  timers = [];
  nowMs = 0;
  failures = [];
  isElsewhere = false;
  world = new TestTable();
  live = new LiveMeetings({
    table: world,
    later: (run, afterMs) => {
      const timer = { run, atMs: nowMs + afterMs };
      timers.push(timer);
      return () => {
        timers = timers.filter((each) => each !== timer);
      };
    },
    firstNumber: () => 1000,
    isFollowingElsewhere: () => Promise.resolve(isElsewhere),
    failed: (_what, error) => failures.push(error),
  });
});

/** Lets time go by and everything that waits for it be done. */
async function pass(ms: number): Promise<void> {
  nowMs += ms;
  const due = timers.filter(({ atMs }) => atMs <= nowMs);
  timers = timers.filter(({ atMs }) => atMs > nowMs);
  for (const { run } of due) run();
  await settled();
}

/** Promises that are done by now have been heard. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function guestOf(person: PersonId): { guest: Guest; heard: Heard[]; names: () => string[] } {
  const heard: Heard[] = [];
  const hear = (name: LiveEventName, event: unknown) => {
    heard.push({ name, event: liveEvents[name].parse(event) });
  };
  const guest: Guest = {
    person,
    caller: () => ({ person, traceId: 't', origin: 'o' }),
    send: hear,
    pass: hear,
  };
  return { guest, heard, names: () => heard.map(({ name }) => name) };
}

function done(what: string, item?: ItemId, by: PersonId = chair) {
  const about = { kind: 'DONE', what, by, meeting: table, revision: 2 } as const;
  return live.happened(item === undefined ? about : { ...about, item });
}

describe('following a meeting', () => {
  it('LV1 begins with how the meeting stands, and with who is behind each client id', async () => {
    const { guest, heard } = guestOf(police);
    expect(await live.follow(guest, table)).toBe(true);
    expect(heard).toEqual([
      { name: 'welcome', event: { meeting: table, n: 1000, revision: 1, present: [] } },
      { name: 'authors', event: { room, authors: [{ clientId: 7, person: chair }] } },
    ]);
    expect(failures).toEqual([]);
  });

  it('LV2 is refused, and tells nothing, to whom the meeting is not there', async () => {
    const stranger = guestOf(idOf('PersonId', 'stranger'));
    expect(await live.follow(stranger.guest, table)).toBe(false);
    await done('open-meeting');
    expect(stranger.heard).toEqual([]);
  });

  it('LV3 numbers what comes one higher each time, for each person apart', async () => {
    const [all, some] = [guestOf(chair), guestOf(police)];
    await live.follow(all.guest, table);
    await live.follow(some.guest, table);
    await done('propose', wilg);
    await done('propose', linde);
    const numbers = ({ heard }: typeof all) =>
      heard.filter(({ name }) => name === 'done').map(({ event }) => [event['n'], event['item']]);
    expect(numbers(all)).toEqual([
      [1001, wilg],
      [1002, linde],
    ]);
    expect(numbers(some)).toEqual([[1001, linde]]);
  });

  it('LV30 tells the table that meets now what became of what last week left, if they may see it', async () => {
    const [all, some] = [guestOf(chair), guestOf(police)];
    await live.follow(all.guest, table);
    await live.follow(some.guest, table);
    const about = { kind: 'DONE', by: chair, meeting: lastWeek, revision: 4, item: wilg } as const;
    await live.happened({ ...about, what: 'action-not-done' });
    await live.happened({ ...about, what: 'break-glass' });
    const told = { meeting: table, n: 1001, revision: 9, what: 'action-not-done', by: chair };
    expect(all.heard.slice(2)).toEqual([{ name: 'done', event: { ...told, item: wilg } }]);
    expect(some.heard.slice(2)).toEqual([]);
  });

  it('LV4 gives whoever comes back exactly what they missed', async () => {
    const first = guestOf(chair);
    await live.follow(first.guest, table);
    await done('propose', wilg);
    live.gone(first.guest);
    await done('respond', wilg);
    await done('rate', wilg);
    const again = guestOf(chair);
    await live.follow(again.guest, table, 1001);
    expect(again.names().slice(0, 2)).toEqual(['done', 'done']);
    expect(again.heard.slice(0, 2).map(({ event }) => event['n'])).toEqual([1002, 1003]);
    expect(again.names()).not.toContain('welcome');
  });

  it('LV4 gives a fresh state when what was missed is not known any more', async () => {
    const { guest, heard } = guestOf(chair);
    await live.follow(guest, table, 999_999);
    expect(heard[0]).toMatchObject({ name: 'welcome', event: { n: 1000 } });
    await Promise.all(Array.from({ length: 600 }, () => done('propose', wilg)));
    const late = guestOf(chair);
    await live.follow(late.guest, table, 1001);
    expect(late.heard[0]).toMatchObject({ name: 'welcome', event: { n: 1600 } });
  });

  it('LV4 loses nothing that happens while the state is being read', async () => {
    const { guest, heard } = guestOf(chair);
    const watcher = guestOf(chair);
    await live.follow(watcher.guest, table);
    world.onState = () => {
      world.onState = () => Promise.resolve();
      return done('propose', wilg);
    };
    await live.follow(guest, table);
    expect(heard.slice(0, 2)).toMatchObject([
      { name: 'welcome', event: { n: 1000 } },
      { name: 'done', event: { n: 1001 } },
    ]);
  });
});

describe('what is told to whom', () => {
  it('LV6 a command about an item reaches only those who may see it', async () => {
    const { guest, names } = guestOf(police);
    await live.follow(guest, table);
    await done('propose', wilg);
    expect(names()).not.toContain('done');
    await done('propose', linde);
    expect(names()).toContain('done');
  });

  it('LV7 that somebody weighed is told without who it was', async () => {
    const [own, other] = [guestOf(chair), guestOf(police)];
    await live.follow(own.guest, table);
    await live.follow(other.guest, table);
    await done('rate', linde, chair);
    expect(JSON.stringify(other.heard.at(-1))).toBe(
      JSON.stringify({ name: 'overview', event: { meeting: table, n: 1001, item: linde } }),
    );
    expect(own.heard.at(-1)).toMatchObject({ name: 'done', event: { by: chair } });
  });

  it('LV8 writing in an item is told once in 250 ms, when it changes what an overview shows', async () => {
    const { guest, names } = guestOf(police);
    await live.follow(guest, table);
    for (let i = 0; i < 20; i += 1) live.wrote(room);
    live.wrote(`item:${wilg}`);
    await pass(liveTimes.overviewMs - 1);
    expect(names()).not.toContain('overview');
    await pass(1);
    expect(names().filter((name) => name === 'overview')).toHaveLength(1);
    live.wrote(room);
    await pass(liveTimes.overviewMs);
    expect(names().filter((name) => name === 'overview')).toHaveLength(1);
    world.overviewText = 'b';
    live.wrote(room);
    await pass(liveTimes.overviewMs);
    expect(names().filter((name) => name === 'overview')).toHaveLength(2);
  });

  it('LV9 a new client id is told to whoever may be in that room', async () => {
    const [all, some] = [guestOf(chair), guestOf(police)];
    await live.follow(all.guest, table);
    await live.follow(some.guest, table);
    await live.claimed(`item:${wilg}`, 9, chair);
    const authors = [{ clientId: 9, person: chair }];
    expect(all.heard.at(-1)).toEqual({ name: 'authors', event: { room: `item:${wilg}`, authors } });
    expect(JSON.stringify(some.heard)).not.toContain('"clientId":9');
  });
});

describe('who is here', () => {
  it('LV5 whoever follows sits down, and has left 20 seconds after the last connection went', async () => {
    const [one, two] = [guestOf(police), guestOf(police)];
    await live.follow(one.guest, table);
    await live.follow(two.guest, table);
    expect(world.seated).toEqual([police]);
    live.gone(one.guest);
    await pass(liveTimes.leaveAfterMs);
    expect(world.seated).toEqual([police]);
    live.gone(two.guest);
    await pass(liveTimes.leaveAfterMs - 1);
    expect(world.seated).toEqual([police]);
    await pass(1);
    expect(world.seated).toEqual([]);
  });

  it('LV5 a reload is not leaving, and neither is going on in another process', async () => {
    const first = guestOf(police);
    await live.follow(first.guest, table);
    live.gone(first.guest);
    const again = guestOf(police);
    await live.follow(again.guest, table);
    await pass(liveTimes.forgetAfterMs);
    expect(world.seated).toEqual([police]);
    isElsewhere = true;
    live.gone(again.guest);
    await pass(liveTimes.leaveAfterMs);
    expect(world.seated).toEqual([police]);
  });

  it('LV5 everybody is told who is here when somebody comes', async () => {
    const { guest, heard } = guestOf(chair);
    await live.follow(guest, table);
    world.seated.push(police);
    await done('enter-meeting', undefined, police);
    expect(heard.at(-1)).toMatchObject({
      name: 'presence',
      event: { present: [{ id: chair }, { id: police }] },
    });
  });
});

describe('rights that change', () => {
  it('LV10 are told to whoever sees something else than before, and to nobody else', async () => {
    const [all, some] = [guestOf(chair), guestOf(police)];
    await live.follow(all.guest, table);
    await live.follow(some.guest, table);
    world.sees.set(police, new Set([linde, wilg]));
    await live.happened({ kind: 'RIGHTS' });
    expect(some.heard.at(-1)).toEqual({ name: 'revoked', event: { signedOut: false } });
    expect(all.names()).not.toContain('revoked');
  });

  it('LV10 end the following of whoever may not see the meeting any more', async () => {
    const { guest, heard } = guestOf(police);
    await live.follow(guest, table);
    world.sees.delete(police);
    await live.happened({ kind: 'RIGHTS', person: police });
    const told = heard.length;
    await done('propose', linde);
    await done('adjourn-meeting');
    expect(heard).toHaveLength(told);
    expect(heard.at(-1)?.name).toBe('revoked');
  });
});
