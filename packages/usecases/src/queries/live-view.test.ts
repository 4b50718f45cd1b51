import { describe, expect, it } from 'vitest';
import { ids, members, person } from '../memory/small-people.fixture.ts';
import { smallTable } from '../memory/small-table.fixture.ts';
import { whoFollowsItem } from './live-view.ts';

describe('who may see an item', () => {
  it("LV15 is asked of one reading, however many follow, and is each person's own answer", async () => {
    const small = await smallTable();
    const { stores, rooms } = small;
    const read: string[] = [];
    const counted = {
      ...small.world,
      stores: Object.assign(Object.create(stores) as typeof stores, {
        item: (id: typeof ids.esdoorn) => (read.push('item'), stores.item(id)),
        deedsOf: (of: readonly (typeof ids.esdoorn)[]) => (read.push('deeds'), stores.deedsOf(of)),
      }),
      rooms: Object.assign(Object.create(rooms) as typeof rooms, {
        item: (id: typeof ids.esdoorn) => (read.push('room'), rooms.item(id)),
      }),
    };
    const people = [...members.map(({ id }) => person(id)), person('nobody')];
    const together = await whoFollowsItem(ids.esdoorn, people, counted);
    expect(read.sort()).toEqual(['deeds', 'item', 'room']);
    for (const one of people)
      expect((await whoFollowsItem(ids.esdoorn, [one], small.world)).has(one), one).toBe(
        together.has(one),
      );
    expect([...together]).toEqual(expect.arrayContaining(['chair', 'vt-worker', 'local-team']));
    expect(together.has(person('nobody'))).toBe(false);
    expect(together.has(person('privacy-officer'))).toBe(false);
  });
});
