import { describe, expect, it } from 'vitest';
import { isFinal, roomTimes, step1Message, numberedMessage } from '@overlegtafel/protocol';
import * as Y from 'yjs';
import { Guest } from './testing/guest.ts';
import { otherRoom, room, Table } from './testing/table.ts';

describe('rooms', () => {
  it('RM30 answers a newcomer with everything, sync step 2 last, and then asks what they have', async () => {
    const table = await Table.open();
    const anna = await table.seat('anna');
    anna.type('a');
    anna.type('b');
    await table.clock.settle();
    const bram = await table.seat('bram');
    expect(bram.text).toBe('ab');
    expect(bram.kinds.slice(-2)).toEqual(['step2', 'step1']);
    expect(bram.kinds.filter((kind) => kind === 'step2')).toHaveLength(1);
  });

  it('RM30 sends whoever comes back only what they lack', async () => {
    const table = await Table.open();
    const [anna, bram] = [await table.seat('anna'), await table.seat('bram')];
    anna.type('x'.repeat(5_000));
    await table.clock.settle();
    bram.leave();
    anna.type('y');
    await table.clock.settle();
    bram.messages.length = 0;
    await table.seat('bram', { guest: bram });
    expect(bram.text).toBe(anna.text);
    expect(Math.max(...bram.messages.map(({ length }) => length))).toBeLessThan(100);
  });

  it('RM31 an unknown and a forbidden room are closed alike', async () => {
    const table = await Table.open();
    const anna = await table.seat('anna', { name: 'item:cccccccccccccccccccccccccc' });
    const stranger = new Guest('zeno');
    table.strangers.add(stranger.person);
    await table.seat('zeno', { guest: stranger });
    await table.clock.advance(50);
    expect(anna.closed).toEqual({ code: 4404, reason: 'GONE' });
    expect(stranger.closed).toEqual(anna.closed);
    expect([anna.messages, stranger.messages, table.rooms.size]).toEqual([[], [], 0]);
  });

  it('RM31 and after the same time, however long it took to find out', async () => {
    const table = await Table.open();
    const anna = await table.seat('anna', { name: 'item:cccccccccccccccccccccccccc' });
    await table.clock.advance(49);
    expect(anna.closed).toBeUndefined();
    await table.clock.advance(1);
    expect(anna.closed?.code).toBe(4404);

    const stranger = new Guest('zeno');
    table.strangers.add(stranger.person);
    const line = Promise.withResolvers<undefined>();
    table.record.waits = line.promise;
    await table.seat('zeno', { guest: stranger });
    await table.clock.advance(30);
    line.resolve(undefined);
    await table.clock.advance(19);
    expect(stranger.closed).toBeUndefined();
    await table.clock.advance(1);
    expect(stranger.closed?.code).toBe(4404);
  });

  it('RM32 everybody who comes while a room is loaded gets the same room', async () => {
    const table = await Table.open();
    const guests = ['anna', 'bram', 'carla'].map((person) => table.join(person));
    for (const guest of guests) guest.greet();
    await table.clock.settle();
    guests[0]?.type('hallo');
    await table.clock.settle();
    expect(guests.map(({ text }) => text)).toEqual(['hallo', 'hallo', 'hallo']);
    expect(table.rooms.size).toBe(1);
  });

  it('RM32 what is said while the room is being loaded is not lost', async () => {
    const table = await Table.open();
    const anna = table.join('anna');
    anna.type('meteen');
    anna.greet();
    await table.clock.settle();
    expect(table.disk.rows(room)).toHaveLength(1);
  });

  it('RM32 a load that fails leaves no trace, and is tried again by the next', async () => {
    const table = await Table.open();
    table.log.reads.push('fails');
    const anna = await table.seat('anna');
    expect(anna.closed?.code).toBe(4503);
    expect(table.rooms.size).toBe(0);
    expect((await table.seat('bram')).closed).toBeUndefined();
  });

  it('RM33 a room in which nobody is leaves the memory, and comes back as it was', async () => {
    const table = await Table.open();
    const anna = await table.seat('anna');
    anna.type('a');
    await table.clock.settle();
    anna.leave();
    await table.clock.advance(roomTimes.idleUnloadMs - 1);
    expect(table.rooms.size).toBe(1);
    await table.clock.advance(2);
    expect(table.rooms.size).toBe(0);
    expect((await table.seat('bram')).text).toBe('a');
  });

  it('RM33 whoever comes while the room is put away keeps it', async () => {
    let finish = () => {};
    const table = await Table.open(undefined, {
      compact: () =>
        new Promise(
          (resolve) =>
            (finish = () => {
              resolve(undefined);
            }),
        ),
    });
    const anna = await table.seat('anna');
    for (let i = 0; i < 60; i++) anna.type('a');
    await table.clock.settle();
    anna.leave();
    await table.clock.advance(roomTimes.idleUnloadMs + 1);
    const bram = await table.seat('bram');
    finish();
    await table.clock.settle();
    anna.leave();
    bram.type('b');
    const carla = await table.seat('carla');
    expect(carla.text).toBe(`${'a'.repeat(60)}b`);
    expect(bram.text).toBe(carla.text);
  });

  it('RM33 a document in which nobody writes is kept as bytes, and written on like before', async () => {
    const table = await Table.open();
    const [anna, bram] = [await table.seat('anna'), await table.seat('bram')];
    for (let i = 0; i < 300; i++) anna.type('a');
    await table.clock.advance(roomTimes.documentRestMs + 5_000);
    expect((await table.seat('carla')).text).toBe(anna.text);
    bram.type('b');
    await table.clock.advance(100);
    expect(anna.text).toBe(`${'a'.repeat(300)}b`);
  });

  it('RM34 a server that stops lets everybody come back, and stores what was taken', async () => {
    const table = await Table.open();
    const [anna, bram] = [await table.seat('anna'), await table.seat('bram')];
    anna.type('a');
    await table.clock.settle();
    await table.rooms.stop();
    expect([anna.closed?.code, bram.closed?.code]).toEqual([4503, 4503]);
    expect(isFinal(4503)).toBe(false);
    expect(table.rooms.size).toBe(0);
    const late = await table.seat('carla');
    expect(late.closed?.code).toBe(4503);
  });

  it('RM35 whoever loses the right to be there is out within two seconds, and nobody else', async () => {
    const table = await Table.open();
    const [anna, bram] = [await table.seat('anna'), await table.seat('bram')];
    table.strangers.add(bram.person);
    await table.clock.advance(2_000);
    expect(bram.closed?.code).toBe(4403);
    anna.type('onder ons');
    await table.clock.settle();
    expect([bram.text, anna.closed]).toEqual(['', undefined]);
  });

  it('RM35 is out at once when the server hears of it', async () => {
    const table = await Table.open();
    const [anna, bram] = [await table.seat('anna'), await table.seat('bram')];
    table.strangers.add(bram.person);
    await table.rooms.rightsChanged(bram.person);
    expect([anna.closed, bram.closed?.code]).toEqual([undefined, 4403]);
  });

  it('RM49 whoever is put out hears first that their change is on disk, and gets no content', async () => {
    const table = await Table.open();
    const [anna, bram] = [await table.seat('anna'), await table.seat('bram')];
    bram.hello();
    await table.clock.settle();
    const { promise: disk, resolve: turns } = Promise.withResolvers<void>();
    table.log.barrier = disk;
    bram.number(1, 'net op tijd');
    anna.type(' onder ons');
    await table.clock.settle();
    table.strangers.add(bram.person);
    await table.rooms.rightsChanged(bram.person);
    bram.number(2, ' te laat');
    expect(bram.closed).toBeUndefined();
    turns();
    await table.clock.settle();
    const acks = bram.ours.filter(({ kind }) => kind === 'ack');
    expect([bram.closed?.code, acks]).toMatchObject([4403, [{ n: 1 }]]);
    expect(bram.text).not.toContain('onder ons');
    expect(table.disk.rows(room)).toHaveLength(2);
    expect(anna.text).toContain('net op tijd');
  });

  it('RM58 what a closed room holds already is acknowledged, and what is new is refused', async () => {
    const table = await Table.open();
    const [anna, bram] = [await table.seat('anna'), await table.seat('bram')];
    bram.hello();
    anna.type('staat er al');
    await table.clock.settle();
    table.log.isDeaf = true;
    await table.close();
    bram.say(numberedMessage({ epoch: 1, n: 1, update: anna.lastUpdate }));
    await table.clock.settle();
    expect([bram.closed, bram.ours.at(-1)]).toMatchObject([undefined, { kind: 'ack', n: 1 }]);
    bram.number(2, ' te laat');
    await table.clock.settle();
    expect([bram.closed?.code, bram.ours.at(-1)]).toMatchObject([4409, { kind: 'refused', n: 2 }]);
    expect(table.disk.rows(room)).toHaveLength(1);
  });

  it('RM49 is out within two seconds however long the disk takes', async () => {
    const table = await Table.open();
    const bram = await table.seat('bram');
    bram.hello();
    await table.clock.settle();
    table.log.barrier = new Promise(() => undefined);
    bram.number(1, 'net op tijd');
    await table.clock.settle();
    table.strangers.add(bram.person);
    await table.clock.advance(2_000);
    expect(bram.closed?.code).toBe(4403);
  });

  it('RM35 without an answer about rights nobody comes in, and who is in stays', async () => {
    const table = await Table.open();
    const anna = await table.seat('anna');
    table.rights = {
      mayRead: () => Promise.reject(new Error('database')),
      mayWrite: () => true,
    };
    await table.clock.advance(2_000);
    expect(anna.closed).toBeUndefined();
    expect((await table.seat('bram')).closed?.code).toBe(4503);
  });

  it('RM36 one person cannot open more than their share', async () => {
    const table = await Table.open();
    const guests = [];
    for (let i = 0; i < 21; i++) guests.push(await table.seat('anna'));
    expect(guests.map(({ closed }) => closed?.code).filter(Boolean)).toEqual([4413]);
    for (const guest of guests) guest.leave();
    expect((await table.seat('anna')).closed).toBeUndefined();
  });

  it('RM37 a destroyed room is gone for everybody in it', async () => {
    const table = await Table.open();
    const anna = await table.seat('anna');
    await table.gate.destroy([room]);
    await table.clock.settle();
    expect(anna.closed).toEqual({ code: 4404, reason: 'GONE' });
    expect(table.rooms.size).toBe(0);
  });

  it('RM38 shows what another process stored, also when the notice is lost', async () => {
    const table = await Table.open();
    const elsewhere = await Table.open(table.disk);
    const [anna, bram] = [await table.seat('anna'), await elsewhere.seat('bram')];
    bram.type('b');
    await elsewhere.clock.settle();
    await table.clock.settle();
    expect(anna.text).toBe('b');
    table.log.isDeaf = true;
    bram.type('c');
    await elsewhere.clock.settle();
    expect(anna.text).toBe('b');
    await table.clock.advance(roomTimes.readOnMs);
    expect(anna.text).toBe('bc');
  });

  it('RM38 reads to the head before it answers, and before it refuses', async () => {
    const table = await Table.open();
    const elsewhere = await Table.open(table.disk);
    table.log.isDeaf = true;
    const anna = await table.seat('anna');
    const bram = await elsewhere.seat('bram');
    bram.type('b');
    await elsewhere.clock.settle();
    await table.clock.advance(roomTimes.freshMs);
    const carla = await table.seat('carla');
    expect(carla.text).toBe('b');
    bram.type('c');
    await elsewhere.clock.settle();
    // Anna was at the other process, and builds on what this one has not read.
    Y.applyUpdate(anna.doc, Y.encodeStateAsUpdate(bram.doc), anna);
    anna.type('d');
    await table.clock.settle();
    expect([anna.closed, carla.text]).toEqual([undefined, 'bcd']);
  });

  it('RM39 everybody who gets the same gets the same array, also when they join', async () => {
    const table = await Table.open();
    const guests = [];
    for (const person of ['anna', 'bram', 'carla', 'dirk']) guests.push(await table.seat(person));
    const [anna, bram, carla, dirk] = guests;
    anna?.type('a');
    await table.clock.settle();
    expect(bram?.sends.at(-1)).toBe(carla?.sends.at(-1));
    for (const guest of [carla, dirk]) guest?.say(step1Message(Uint8Array.of(0)));
    await table.clock.settle();
    expect(carla?.sends.at(-1)).toBe(dirk?.sends.at(-1));
  });

  it('RM39 the rooms of a person are apart', async () => {
    const table = await Table.open();
    const here = await table.seat('anna');
    const there = await table.seat('anna', { name: otherRoom });
    here.type('hier');
    await table.clock.settle();
    expect(there.text).toBe('');
  });
});
