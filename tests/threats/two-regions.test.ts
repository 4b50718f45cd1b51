import { once } from 'node:events';
import { itemRoom, meetingRoom } from '@overlegtafel/protocol';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { idOf } from '../meeting/write-case.ts';
import { canariesIn, canary } from '../rights/canary-case.ts';
import { connect, type Door, hearPolled, hearRoom } from '../rights/listen.ts';
import {
  askFor,
  everyCommand,
  everyLook,
  type Heard,
  nameOfNothing,
  type Names,
  namesIn,
  namesOfNothing,
  waysToBring,
} from './ask-across.ts';
import {
  atBoth,
  type Region,
  sharedAlias,
  startTwoRegions,
  type TwoRegions,
} from './second-region.ts';

const gone = 4404;
let folder: string;
let both: TwoRegions;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'overlegtafel-regions-'));
  both = await startTwoRegions(folder);
});

afterAll(async () => {
  await both.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Each region with the other. */
const ways = ['north', 'south'] as const;

function regions(from: (typeof ways)[number]): { readonly own: Region; readonly other: Region } {
  const { north, south } = both;
  return from === 'north' ? { own: north, other: south } : { own: south, other: north };
}

function peopleOf({ people }: Region): readonly string[] {
  return Object.values(people);
}

/** Every name that the server gave to something of this region, and every word that was planted in it. */
function tracesOf(region: Region): readonly string[] {
  const { sealed, waiting, closedMeeting, nextMeeting, record } = region;
  const names = [sealed, waiting].flatMap(({ item, caseId, report }) => [item, caseId, report]);
  return [...names, closedMeeting, nextMeeting, record];
}

function tracesIn(text: string, region: Region): readonly string[] {
  const [n, next] = [region.sealed.n, region.waiting.n].map((one) =>
    canary(one, 'facts').slice(0, 3),
  );
  const words = [...canariesIn(text)].filter(
    (word) => word.startsWith(n ?? '') || word.startsWith(next ?? ''),
  );
  return [...words, ...tracesOf(region).filter((name) => text.includes(name))];
}

/** The answer without the names that whoever asked sent along. */
function withoutAsked({ status, text }: Heard, names: Names): string {
  const told = Object.values(names).reduce((rest, name) => rest.replaceAll(name, '…'), text);
  return `${status} ${told}`;
}

/** What somebody is told of these names otherwise than of names of nothing, or what of them comes along. */
async function toldApart(at: {
  readonly person: string;
  readonly door: Door;
  readonly names: Names;
  readonly other: Region;
}): Promise<readonly string[]> {
  const { person, door, names, other } = at;
  const nothing = namesOfNothing();
  const alike = [...everyLook(nothing), ...everyCommand(nothing)];
  const apart: string[] = [];
  for (const [n, asked] of [...everyLook(names), ...everyCommand(names)].entries()) {
    const heard = await askFor(door, asked);
    const unknown = withoutAsked(await askFor(door, alike[n] ?? asked), nothing);
    const is = withoutAsked(heard, names);
    const isRefused = [403, 404].includes(heard.status);
    if (is !== unknown || !isRefused || tracesIn(heard.text, other).length > 0)
      apart.push(`${person} ${asked.name}: ${is} | ${unknown}`);
  }
  return apart;
}

describe('two regions on one server', () => {
  it.each(ways)(
    'TH38 who sits in the %s has its own case of the name that both have',
    async (from) => {
      const { own, other } = regions(from);
      const chair = both.doorOf(own.people['chair'] ?? '');
      for (const names of namesIn(own)) {
        const { status, text } = await askFor(chair, { name: 'item', params: names });
        expect(status).toBe(200);
        expect(text).toContain(sharedAlias);
        expect(tracesIn(text, own)).not.toEqual([]);
        expect(tracesIn(text, other)).toEqual([]);
      }
    },
  );

  it.each(ways)(
    'TH38 whatever is asked from the %s of the other is answered as what is not there',
    async (from) => {
      const { own, other } = regions(from);
      const told: string[] = [];
      for (const person of peopleOf(own)) {
        const door = both.doorOf(person);
        for (const names of namesIn(other))
          told.push(...(await toldApart({ person, door, names, other })));
      }
      expect(told).toEqual([]);
    },
  );

  it.each(ways)(
    'TH38 a case of the other stands on no agenda and gets no report in the %s',
    async (from) => {
      const { own, other } = regions(from);
      const door = both.doorOf(own.people['vt-worker'] ?? '');
      const [, names = namesOfNothing()] = namesIn(own);
      const about = (caseId: string) =>
        Promise.all(waysToBring(caseId, names).map((asked) => askFor(door, asked)));
      const unknown = nameOfNothing();
      const told = await about(other.waiting.caseId);
      const alike = await about(unknown);
      const plain = (all: readonly Heard[], name: string) =>
        all.map(({ status, text }) => `${status} ${text.replaceAll(name, '…')}`);
      expect(told.map(({ status }) => status >= 400 && status < 500)).toEqual([true, true]);
      expect(plain(told, other.waiting.caseId)).toEqual(plain(alike, unknown));
      const mine = await about(own.waiting.caseId);
      expect(mine[1]?.status).toBe(201);
    },
  );

  it.each(ways)(
    'TH38 lists, weeks and searches of the %s hold nothing of the other',
    async (from) => {
      const { own, other } = regions(from);
      const [names = namesOfNothing()] = namesIn(own);
      const found: string[] = [];
      for (const person of peopleOf(own)) {
        const door = both.doorOf(person);
        const asked = [
          ...everyLook(names),
          ...(['me', 'session', 'standing', 'tables', 'myWeek'] as const).map((name) => ({
            name,
            params: {},
          })),
          ...['Tweeling', canary(own.sealed.n, 'decision'), canary(other.sealed.n, 'decision')].map(
            (words) => ({ name: 'search' as const, params: names, body: { words } }),
          ),
        ];
        for (const each of asked) {
          const { text } = await askFor(door, each);
          const traces = tracesIn(text, other);
          if (text.includes(`"${other.table}"`) || traces.length > 0)
            found.push(`${person} ${each.name}: ${traces.join()}`);
        }
      }
      expect(found).toEqual([]);
      const chair = both.doorOf(own.people['chair'] ?? '');
      const { text } = await askFor(chair, {
        name: 'search',
        params: names,
        body: { words: 'Tweeling' },
      });
      expect(tracesIn(text, own)).toContain(own.sealed.caseId);
    },
  );

  it.each(ways)('TH38 no page in the %s shows the other', async (from) => {
    const { own, other } = regions(from);
    for (const person of [own.people['chair'] ?? '', own.people['vt-worker'] ?? '']) {
      const { url, cookie } = both.doorOf(person);
      const pages = namesIn(other).flatMap(({ meeting, item, record, case: id }) => [
        `/tafel/${meeting}`,
        `/tafel/${meeting}/${item}`,
        `/tafel/${own.nextMeeting}/${item}`,
        `/besluiten/${record}`,
        `/casus/${id}`,
      ]);
      for (const path of pages) {
        const response = await fetch(`${url}${path}`, { headers: { cookie }, redirect: 'manual' });
        const page = path
          .split('/')
          .reduce(
            (rest, part) => (part.length === 26 ? rest.replaceAll(part, '') : rest),
            await response.text(),
          );
        expect({ path, status: response.status }).toEqual({ path, status: 404 });
        expect(tracesIn(page, other)).toEqual([]);
        expect(page).not.toContain(sharedAlias);
      }
    }
  });

  it.each(ways)('TH38 from the %s no document of the other opens', async (from) => {
    const { own, other } = regions(from);
    const rooms = [
      itemRoom(idOf('ItemId', other.waiting.item)),
      itemRoom(idOf('ItemId', other.sealed.item)),
      meetingRoom(idOf('MeetingId', other.nextMeeting)),
      itemRoom(idOf('ItemId', nameOfNothing())),
    ];
    const mine = itemRoom(idOf('ItemId', own.waiting.item));
    for (const person of peopleOf(own)) {
      const said = new Set<string>();
      const hear = (text: string) => said.add(text);
      const door = both.doorOf(person);
      expect(await hearPolled(door, rooms, hear)).toEqual(rooms.map(() => gone));
      expect(said.size).toBe(1);
      for (const room of rooms) expect(await hearRoom(door, room, () => undefined)).toBe(gone);
    }
    expect(await hearRoom(both.doorOf(own.people['vt-worker'] ?? ''), mine, () => undefined)).toBe(
      'OPEN',
    );
  });

  it.each(ways)('TH38 in the %s nothing is heard of what happens in the other', async (from) => {
    const { own, other } = regions(from);
    const listener = both.doorOf(own.people['vt-worker'] ?? '');
    const heard: string[] = [];
    const socket = connect(listener, 'websocket', '/');
    socket.onAny((...event: unknown[]) => heard.push(JSON.stringify(event)));
    await once(socket as unknown as NodeJS.EventEmitter, 'connect');
    const [refused, unknown] = [
      await socket.emitWithAck('follow', { meeting: other.nextMeeting }),
      await socket.emitWithAck('follow', { meeting: nameOfNothing() }),
    ] as unknown[];
    expect(refused).toEqual(unknown);
    const theirs = both.doorOf(other.people['vt-worker'] ?? '');
    const there = connect(theirs, 'websocket', '/');
    const heardThere: string[] = [];
    there.onAny((...event: unknown[]) => heardThere.push(JSON.stringify(event)));
    await once(there as unknown as NodeJS.EventEmitter, 'connect');
    await there.emitWithAck('follow', { meeting: other.nextMeeting });
    const minutes = { minutes: from === 'north' ? 7 : 8 };
    await other
      .seats('chair')
      .must('setMinutes', { params: { item: other.waiting.item }, body: minutes });
    await expect.poll(() => heardThere.join(), { timeout: 15_000 }).toContain(other.waiting.item);
    await socket.emitWithAck('follow', { meeting: own.nextMeeting });
    await own
      .seats('chair')
      .must('setMinutes', { params: { item: own.waiting.item }, body: minutes });
    await expect.poll(() => heard.join(), { timeout: 15_000 }).toContain(own.waiting.item);
    expect(tracesIn(heard.join(), other)).toEqual([]);
    socket.disconnect();
    there.disconnect();
  });
});

describe('somebody who sits in two regions', () => {
  it.each(ways)('TH38 sees what is of the %s only at its own table', async (from) => {
    const { own, other } = regions(from);
    const door = both.doorOf(atBoth);
    const asOf = { ...namesIn(own)[0], table: own.table };
    for (const names of namesIn(own))
      for (const asked of everyLook(names)) {
        const { text } = await askFor(door, asked);
        expect({ name: asked.name, traces: tracesIn(text, other) }).toEqual({
          name: asked.name,
          traces: [],
        });
      }
    const search = { name: 'search' as const, params: asOf, body: { words: 'Tweeling' } };
    const { text } = await askFor(door, search);
    expect(tracesIn(text, own)).toContain(own.sealed.caseId);
    expect(tracesIn(text, other)).toEqual([]);
    const tables = await askFor(door, { name: 'tables', params: {} });
    expect(tables.text).toContain(`"${own.table}"`);
  });
});
