import { itemRoom, meetingRoom } from '@overlegtafel/protocol';
import { describe, expect, it } from 'vitest';
import { give } from '../commands/item-steps.fixture.ts';
import { ids, members, person } from '../memory/small-people.fixture.ts';
import { type SmallTable, smallTable } from '../memory/small-table.fixture.ts';
import type { Stores } from '../ports/stores.ts';
import { roomAccess, roomAccesses } from './room-access.ts';

const both = { mayRead: true, mayWrite: true };
const reading = { mayRead: true, mayWrite: false };
const none = { mayRead: false, mayWrite: false };
const esdoorn = itemRoom(ids.esdoorn);
const meeting = meetingRoom(ids.meeting);
const ask = (small: SmallTable, who: string, room: string = esdoorn) =>
  roomAccess(person(who), room, small.world);

describe('who may be in a room', () => {
  it('UC60 the room of an item is for who may read all of its document, the room of the meeting for who may read the agenda', async () => {
    const small = await smallTable();
    for (const who of ['chair', 'secretary', 'vt-worker', 'process-director', 'local-team'])
      expect(await ask(small, who)).toMatchObject(both);
    for (const who of ['police', 'mental-health', 'privacy-officer', 'nobody'])
      expect(await ask(small, who)).toMatchObject(none);
    for (const room of ['item:no-such-item', 'meeting:no-such', 'item:', 'nonsense', ''])
      expect(await ask(small, 'chair', room)).toMatchObject(none);
    expect(await ask(small, 'process-director', itemRoom(ids.linde))).toMatchObject(none);
    expect(await ask(small, 'secretary', meeting)).toMatchObject(both);
    expect(await ask(small, 'local-team', meeting)).toMatchObject(none);
  });

  it('UC61 RM362 who steps out is out at once, and who gets a task is in', async () => {
    const small = await smallTable();
    await give(small, 'recuse', 'local-team', { reason: 'Ik ken het gezin.' });
    expect(small.rooms.timesRightsChanged).toBe(1);
    expect(await ask(small, 'local-team')).toMatchObject(none);
    await give(small, 'invite', 'chair', {
      person: 'mental-health',
      ground: 'CONSENT',
      purpose: 'Advies',
      necessity: 'Kent de behandeling.',
    });
    expect(small.rooms.timesRightsChanged).toBe(2);
    expect(await ask(small, 'mental-health')).toMatchObject(both);
    // RM362: nobody else is asked about.
    expect(small.told.filter(({ kind }) => kind === 'RIGHTS')).toEqual([
      { kind: 'RIGHTS', person: 'local-team' },
      { kind: 'RIGHTS', person: 'mental-health' },
    ]);
  });

  it('UC62 a closed meeting, a closed item and emergency access are read-only', async () => {
    const small = await smallTable({ meeting: 'CLOSED' });
    expect(await ask(small, 'chair')).toMatchObject(reading);
    expect(await ask(small, 'chair', meeting)).toMatchObject(reading);
    expect(await ask(await smallTable({ esdoorn: 'CLOSED' }), 'chair')).toMatchObject(reading);
    const broken = await smallTable();
    await give(broken, 'breakGlass', 'police', { reason: 'Levensgevaar.' });
    expect(await ask(broken, 'police')).toMatchObject(reading);
    broken.clock.now = (broken.clock.now + 3_600_000) as never;
    expect(await ask(broken, 'police')).toMatchObject(none);
  });

  it('UC63 many seats are asked at once, everything of a kind in one read', async () => {
    const small = await smallTable();
    const reads: string[] = [];
    const stores = new Proxy(small.stores, {
      get: (target, name: keyof Stores) => (id: never) => {
        reads.push(name);
        return target[name](id, id);
      },
    });
    const seats = members.flatMap(({ id }) =>
      [esdoorn, itemRoom(ids.linde), meeting].map((room) => ({ person: person(id), room })),
    );
    const answers = await roomAccesses([...seats, ...seats], { ...small.world, stores });
    expect(answers).toHaveLength(2 * 27);
    expect(answers.slice(0, 3)).toMatchObject([both, both, both]);
    const once = ['accessDeedsOfAll', 'cases', 'deedsOf', 'items', 'meetings', 'membershipsOfAll'];
    expect(reads.filter((name) => once.includes(name)).toSorted()).toEqual(once);
  });
});
