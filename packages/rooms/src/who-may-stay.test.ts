import type { PersonId } from '@overlegtafel/domain';
import { roomTimes, type RoomName } from '@overlegtafel/protocol';
import { describe, expect, it } from 'vitest';
import { MemoryDisk } from './memory-room-log.ts';
import type { RoomPlace } from './room-rights.ts';
import { Table } from './testing/table.ts';

const manyRooms = 20;
const names = Array.from(
  { length: manyRooms },
  (_, n): RoomName => `item:${String.fromCharCode(97 + n).repeat(26)}`,
);

/** Somebody in each of many rooms, and what was asked of whom at which moment. */
async function manySeated() {
  const asked: { readonly atMs: number; readonly places: readonly RoomPlace[] }[] = [];
  const strangers = new Set<PersonId>();
  const state = { isSilent: false };
  const table: Table = await Table.open(new MemoryDisk(), {
    rights: {
      mayRead: () => true,
      mayWrite: () => true,
      mayStay: (places) => {
        asked.push({ atMs: table.clock.nowMs(), places });
        if (state.isSilent) return Promise.reject(new Error('no database'));
        return Promise.resolve(places.map(({ person }) => !strangers.has(person)));
      },
    },
  });
  await table.gate.create(names.map((room) => ({ room, schemaVersion: 1 })));
  const guests = [];
  for (const [n, name] of names.entries()) guests.push(await table.seat(`person-${n}`, { name }));
  return { table, asked, strangers, state, guests };
}

describe('who may stay', () => {
  it('RM360 is asked of everybody once a second, of a few rooms at a time', async () => {
    const { table, asked } = await manySeated();
    await table.clock.advance(roomTimes.lookMs);
    asked.length = 0;
    await table.clock.advance(roomTimes.lookMs);
    const rooms = asked.flatMap(({ places }) => places.map(({ room }) => room));
    expect(rooms.toSorted()).toEqual(names);
    const most = Math.max(...asked.map(({ places }) => places.length));
    expect(most).toBe(manyRooms / roomTimes.lookSlices);
    expect(new Set(asked.map(({ atMs }) => atMs)).size).toBe(roomTimes.lookSlices);
  });

  it('RM360 is asked of somebody who comes in between within a second', async () => {
    const table = await Table.open();
    await table.clock.advance(250);
    const bram = await table.seat('bram');
    table.strangers.add(bram.person);
    await table.clock.advance(roomTimes.lookMs);
    expect(bram.closed?.code).toBe(4403);
  });

  it('RM35 when there is no answer whoever is in stays, and is asked again', async () => {
    const { table, state, strangers, guests } = await manySeated();
    state.isSilent = true;
    for (const { person } of guests) strangers.add(person);
    await table.clock.advance(2 * roomTimes.lookMs);
    expect(guests.filter(({ closed }) => closed)).toEqual([]);
    state.isSilent = false;
    await table.clock.advance(roomTimes.lookMs);
    expect(guests.filter(({ closed }) => closed?.code === 4403)).toHaveLength(manyRooms);
  });

  it('RM362 when rights change everybody is asked at once, a portion at a time', async () => {
    const { table, asked, strangers, guests } = await manySeated();
    for (const name of names.slice(0, 4))
      for (let n = 0; n < 20; n += 1) await table.seat(`${name}-${n}`, { name });
    asked.length = 0;
    for (const { person } of guests) strangers.add(person);
    const done = table.rooms.rightsChanged();
    expect(asked).toHaveLength(1);
    await table.clock.settle();
    await done;
    expect(asked.length).toBeGreaterThan(1);
    expect(guests.filter(({ closed }) => closed?.code === 4403)).toHaveLength(manyRooms);
    asked.length = 0;
    await table.rooms.rightsChanged(`${names[1]}-5` as PersonId);
    expect(asked.flatMap(({ places }) => places)).toEqual([
      { person: `${names[1]}-5`, room: names[1] },
    ]);
  });

  it('RM38 rooms read on every two seconds, half of them in each', async () => {
    const { table } = await manySeated();
    const reads: RoomName[] = [];
    const { log } = table;
    const read = log.read.bind(log);
    log.read = (room, after) => {
      reads.push(room);
      return read(room, after);
    };
    await table.clock.advance(roomTimes.lookMs);
    expect(new Set(reads).size).toBe(manyRooms / 2);
    await table.clock.advance(roomTimes.lookMs);
    expect(new Set(reads).size).toBe(manyRooms);
  });
});
