import {
  documentLimits,
  numberedMessage,
  outboxLimits,
  step2Message,
  updateMessage,
} from '@overlegtafel/protocol';
import type { RoomName } from '@overlegtafel/protocol';
import { describe, expect, it } from 'vitest';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { Guest } from './testing/guest.ts';
import { otherRoom, room, Table } from './testing/table.ts';

const tooMuch = { code: 4413, reason: 'TOO_MUCH' };

/** Somebody who writes so many letters, each a write of its own, in one update. */
function writes(guest: Guest, count: number): Uint8Array {
  const scratch = guest.doc.getText('scratch');
  guest.doc.transact(() => {
    for (let i = 0; i < count; i++) scratch.insert(0, 'x');
  });
  return guest.lastUpdate;
}

/** Takes away every other letter of the first text that somebody wrote, so many of them. */
function deletes(guest: Guest, from: number, count: number): Uint8Array {
  const encoder = encoding.createEncoder();
  const { clientID } = guest.doc;
  for (const number of [0, 1, clientID, count]) encoding.writeVarUint(encoder, number);
  for (let i = 0; i < count; i++) {
    encoding.writeVarUint(encoder, 2 * (from + i));
    encoding.writeVarUint(encoder, 1);
  }
  const update = encoding.toUint8Array(encoder);
  Y.applyUpdate(guest.doc, update, guest);
  return update;
}

/** Updates of somebody in this room, over a new connection each time that is gone at once. */
async function overNewConnections(table: Table, updates: readonly Uint8Array[], name: RoomName) {
  for (const update of updates) {
    const guest = table.join('anna', { name });
    guest.say(updateMessage(update));
    await table.clock.settle();
    guest.leave();
  }
}

describe('the share of one person', () => {
  it('RM240 is one share in all rooms and over all connections, and coming back does not fill it', async () => {
    const table = await Table.open();
    const bram = await table.seat('bram');
    const pieces = documentLimits.workAtOnce / 10;
    const inAll = (2 * documentLimits.workAtOnce) / pieces;
    const [here, there] = [new Guest('anna'), new Guest('anna')];
    const updates = Array.from({ length: inAll / 2 }, () => writes(here, pieces));
    const others = Array.from({ length: inAll / 2 }, () => writes(there, pieces));
    await overNewConnections(table, updates, room);
    await overNewConnections(table, others, otherRoom);
    const taken = () => table.disk.rows(room).length + table.disk.rows(otherRoom).length;
    expect(taken()).toBeLessThanOrEqual(documentLimits.workAtOnce / pieces + 1);
    // Nobody else waits for it.
    bram.type('b');
    await table.clock.settle();
    expect(table.disk.rows(room).at(-1)?.person).toBe('bram');
    const before = taken();
    await table.clock.advance(1_000);
    expect(taken() - before).toBeLessThanOrEqual(documentLimits.workPerSecond / pieces + 1);
    await table.clock.advance((documentLimits.workAtOnce / documentLimits.workPerSecond) * 5_000);
    expect(taken()).toBe(Math.floor(inAll / 2) * 2 + 1);
  });

  it('RM241 an update of too many pieces is refused before it is decoded', async () => {
    const table = await Table.open();
    const many = documentLimits.pieces + 1;
    const writer = await table.seat('anna');
    writer.say(updateMessage(writes(writer, many)));
    const eraser = await table.seat('bram');
    const unknown = Array.from({ length: many }, (_, i) => [i % 128, 1]).flat();
    const counted = [(many % 128) | 128, ((many >> 7) % 128) | 128, many >> 14];
    eraser.say(updateMessage(Uint8Array.from([0, 1, 9, ...counted, ...unknown])));
    await table.clock.settle();
    expect([writer.closed, eraser.closed]).toEqual([
      { code: 4413, reason: 'TOO_LARGE' },
      { code: 4413, reason: 'TOO_LARGE' },
    ]);
    const refused = table.reports.filter(({ kind }) => kind === 'refused');
    expect(refused).toMatchObject([{ detail: 'PIECES' }, { detail: 'PIECES' }]);
    expect(table.disk.rows(room)).toEqual([]);
  });

  it('RM241 deletions that everybody has are not counted: clients send them all when they come back', async () => {
    const table = await Table.open();
    const anna = await table.seat('anna');
    const some = 1_800;
    anna.type('x'.repeat(2 * 6 * some));
    for (let i = 0; i < 6; i++) {
      anna.say(updateMessage(deletes(anna, i * some, some)));
      await table.clock.advance(120_000);
    }
    const rows = table.disk.rows(room).length;
    expect([anna.closed, rows]).toEqual([undefined, 7]);
    expect(6 * some).toBeGreaterThan(documentLimits.pieces);
    const bram = await table.seat('bram');
    bram.say(step2Message(Y.encodeStateAsUpdate(bram.doc, Y.encodeStateVector(bram.doc))));
    bram.type('b');
    await table.clock.advance(1_000);
    expect(bram.closed).toBeUndefined();
    expect(table.disk.rows(room)).toHaveLength(rows + 1);
  });

  it('RM242 whoever lets too much wait is put out everywhere, told why, and comes back later', async () => {
    const table = await Table.open();
    const bram = await table.seat('bram');
    const each = documentLimits.waitingBytes - 100_000;
    const connections = Math.ceil(documentLimits.waitingBytesPerPerson / each) + 1;
    const flood: Guest[] = [];
    for (let i = 0; i < connections; i++)
      flood.push(await table.seat('anna', { name: i % 2 === 0 ? room : otherRoom }));
    const piece = updateMessage(new Uint8Array(500_000).fill(9));
    for (const guest of flood)
      for (let said = 0; said + piece.length < each; said += piece.length) guest.say(piece);
    bram.type('b');
    await table.clock.settle();
    expect(flood.map(({ closed }) => closed)).toEqual(flood.map(() => tooMuch));
    expect([bram.closed, table.disk.rows(room).length]).toEqual([undefined, 1]);
    for (const guest of flood) guest.leave();
    expect((await table.seat('anna')).closed).toEqual(tooMuch);
    await table.clock.advance(documentLimits.shutOutMs);
    const back = await table.seat('anna');
    back.type('a');
    await table.clock.settle();
    expect([back.closed, table.disk.rows(room).length]).toEqual([undefined, 2]);
  });

  it('RM243 a room takes up so much in one turn, and everybody has their turn before the rest', async () => {
    const table = await Table.open();
    const [anna, bram] = [await table.seat('anna'), await table.seat('bram')];
    for (let i = 0; i < 4; i++)
      anna.say(updateMessage(writes(anna, documentLimits.workInOneTurn / 2 + 100)));
    bram.type('b');
    await table.clock.settle();
    const persons = table.disk.rows(room).map(({ person }) => person);
    expect(persons).toEqual(['anna', 'anna', 'bram', 'anna', 'anna']);
  });

  it('RM244 whoever comes in again and again waits, and gets in', async () => {
    const table = await Table.open();
    for (let i = 0; i < documentLimits.entriesAtOnce; i++) table.join('anna').leave();
    const late = await table.seat('anna');
    expect([late.closed, late.messages]).toEqual([undefined, []]);
    await table.clock.advance(1_000);
    expect(late.kinds).toContain('step2');
    expect((await table.seat('bram')).kinds).toContain('step2');
  });

  it('RM245 says what it has in so many bytes at most', async () => {
    const table = await Table.open();
    const anna = await table.seat('anna');
    const vector = new Uint8Array(documentLimits.stateVectorBytes + 1);
    anna.say(Uint8Array.from([0, 0, 129, 128, 4, ...vector]));
    await table.clock.settle();
    expect(anna.closed).toEqual({ code: 4413, reason: 'TOO_LARGE' });
  });
});

describe('honest people who do much', () => {
  it('RM246 two hours of writing without a connection are taken', async () => {
    const table = await Table.open();
    const anna = await table.seat('anna');
    const kept: Uint8Array[] = [];
    for (let i = 0; i < 7_200; i++) kept.push(anna.write(i % 7 === 0 ? ' ' : 'a'));
    const merged: Uint8Array[] = [];
    for (const group of Object.values(Object.groupBy(kept, (_, i) => Math.floor(i / 1_500))))
      if (group) merged.push(Y.mergeUpdates(group));
    expect(Math.max(...merged.map(({ length }) => length))).toBeLessThan(outboxLimits.mergedBytes);
    anna.hello();
    for (const [i, update] of merged.entries())
      anna.say(numberedMessage({ epoch: 1, n: i + 1, update }));
    await table.clock.advance(1_000);
    expect([anna.closed, anna.acks]).toEqual([undefined, merged.map((_, i) => i + 1)]);
  });

  it('RM246 long texts that are pasted one after the other, and twelve rooms at once, are taken', async () => {
    const table = await Table.open();
    const names = Array.from(
      { length: 12 },
      (_, i): RoomName => `item:${String(i).padStart(26, 'c')}`,
    );
    await table.gate.create(names.map((name) => ({ room: name, schemaVersion: 1 })));
    const guests: Guest[] = [];
    for (const name of names) guests.push(await table.seat('anna', { name }));
    for (const guest of guests) guest.type('lange tekst '.repeat(15_000));
    await table.clock.settle();
    for (const guest of guests) guest.type('en verder');
    await table.clock.settle();
    expect(guests.map(({ closed }) => closed)).toEqual(guests.map(() => undefined));
    expect(names.map((name) => table.disk.rows(name).length)).toEqual(names.map(() => 2));
  });
});
