import { compactionLimits, roomTimes } from '@overlegtafel/protocol';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { compactHere, isSameDocument } from './compaction.ts';
import { replay } from './room-content.ts';
import type { RoomRecord } from './room-log.ts';
import { Guest } from './testing/guest.ts';
import { room, Table } from './testing/table.ts';

async function record(table: Table): Promise<RoomRecord> {
  const found = await table.gate.read(room, 0);
  if (!found) throw new Error('gone');
  return found;
}

async function written(count: number, watch?: (table: Table) => void): Promise<Table> {
  const table = await Table.open();
  watch?.(table);
  const anna = await table.seat('anna');
  for (let i = 0; i < count; i++) {
    anna.type(`${i} `);
    if (i % 300 === 299) await table.clock.advance(10_000);
  }
  await table.clock.advance(10_000);
  anna.leave();
  return table;
}

describe('snapshots', () => {
  it('RM80 are made when the last person has left, and hold what the rows hold', async () => {
    const table = await written(compactionLimits.rowsWhenIdle);
    const rows = replay('item', await record(table));
    await table.clock.advance(roomTimes.idleUnloadMs + 1);
    const after = await record(table);
    expect(after.snapshot?.upTo).toBe(compactionLimits.rowsWhenIdle);
    expect(after.rows).toEqual([]);
    expect(table.disk.rows(room)).toHaveLength(compactionLimits.rowsWhenIdle);
    expect(isSameDocument(rows, replay('item', after))).toBe(true);
  });

  it('RM80 are made while people write, when the rows have become many', async () => {
    const table = await written(compactionLimits.rows + 10);
    expect((await record(table)).snapshot?.upTo).toBeGreaterThanOrEqual(compactionLimits.rows);
  });

  it('RM420 are read some rows at a time, with the turns of others in between', async () => {
    const turns: number[] = [];
    const table = await written(compactionLimits.rows + 10, ({ log, clock }) => {
      log.wasRead = (rows) => {
        if (rows > 0) turns.push(clock.turns);
      };
    });
    expect((await record(table)).snapshot?.upTo).toBeGreaterThanOrEqual(compactionLimits.rows);
    const { rows, rowsAtOnce } = compactionLimits;
    expect(turns.length).toBeGreaterThanOrEqual(rows / rowsAtOnce);
    expect(new Set(turns).size).toBe(turns.length);
  });

  it('RM80 are not made for a few rows', async () => {
    const table = await written(compactionLimits.rowsWhenIdle - 1);
    await table.clock.advance(roomTimes.idleUnloadMs + 1);
    expect((await record(table)).snapshot).toBeUndefined();
    expect(table.rooms.size).toBe(0);
  });

  it('RM81 a room opens from its snapshot and the rows since, for those who join and who write', async () => {
    const table = await written(60);
    await table.clock.advance(roomTimes.idleUnloadMs + 1);
    const bram = await table.seat('bram');
    bram.type('erna');
    await table.clock.settle();
    const after = await Table.open(table.disk);
    const carla = await after.seat('carla');
    expect(carla.text).toBe(bram.text);
    carla.type('!');
    const dirk = await after.seat('dirk');
    expect(dirk.text).toBe(`${bram.text}!`);
    expect(carla.kinds.at(-1)).toBe('step1');
  });

  it('RM81 a process that was far behind is brought up to date by a snapshot', async () => {
    const table = await Table.open();
    const elsewhere = await Table.open(table.disk);
    table.log.isDeaf = true;
    const anna = await table.seat('anna');
    const bram = await elsewhere.seat('bram');
    for (let i = 0; i < 60; i++) bram.type('b');
    await elsewhere.clock.settle();
    bram.leave();
    await elsewhere.clock.advance(roomTimes.idleUnloadMs + 1);
    expect((await record(table)).snapshot).toBeDefined();
    await table.clock.advance(roomTimes.readOnMs);
    expect(anna.text).toBe('b'.repeat(60));
  });

  it('RM82 a damaged snapshot costs time, not content', async () => {
    const table = await written(60);
    await table.clock.advance(roomTimes.idleUnloadMs + 1);
    table.disk.tearSnapshot(room);
    expect((await table.seat('bram')).text.split(' ')).toHaveLength(61);
  });

  it('RM82 one that is not the same document is not written', async () => {
    const reports: unknown[] = [];
    const table = await Table.open(undefined, {
      compact: () => undefined,
      report: (report) => reports.push(report),
    });
    const anna = await table.seat('anna');
    for (let i = 0; i < 60; i++) anna.type('a');
    await table.clock.settle();
    anna.leave();
    await table.clock.advance(roomTimes.idleUnloadMs + 1);
    expect((await record(table)).snapshot).toBeUndefined();
    expect(reports).toContainEqual(expect.objectContaining({ kind: 'failed', what: 'snapshot' }));
  });

  it('RM82 documents are the same by clocks, deletions and content', () => {
    const [one, other] = [new Guest('a', 1), new Guest('b', 2)];
    Y.applyUpdate(other.doc, one.write('abc'));
    expect(isSameDocument(one.doc, other.doc)).toBe(true);
    other.doc.getText('scratch').delete(0, 1);
    expect(isSameDocument(one.doc, other.doc)).toBe(false);
    Y.applyUpdate(one.doc, other.lastUpdate);
    expect(isSameDocument(one.doc, other.doc)).toBe(true);
  });

  it('RM82 a document with parked updates is no snapshot', () => {
    const guest = new Guest('a', 1);
    guest.write('a');
    const update = guest.write('b');
    const row = {
      seq: 1,
      writer: 'w',
      n: 1,
      person: guest.person,
      clientIds: [1],
      atMs: 0,
      update,
    };
    const state = { kind: 'open' } as const;
    const broken = { state, epoch: 1, schemaVersion: 1, head: 1, rows: [row], claims: new Map() };
    expect(compactHere('item', broken)).toBeUndefined();
  });
});
