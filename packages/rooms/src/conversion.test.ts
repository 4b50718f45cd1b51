import { closeCodes } from '@overlegtafel/protocol';
import { describe, expect, it } from 'vitest';
import type { Versions } from './conversion.ts';
import type { MemoryDisk } from './memory-room-log.ts';
import { room, Table } from './testing/table.ts';

/** Pretends that version 2 begins each note with a mark. */
const versions: Versions = {
  to: 2,
  steps: [
    {
      from: 1,
      convert: (doc) => {
        const text = doc.getText('scratch');
        if (!text.toJSON().startsWith('#')) text.insert(0, '#');
      },
    },
  ],
};

async function written(): Promise<MemoryDisk> {
  const table = await Table.open();
  const anna = await table.seat('anna');
  anna.type('oud');
  await table.clock.settle();
  await table.rooms.stop();
  return table.disk;
}

async function newer(disk: MemoryDisk): Promise<Table> {
  const table = await Table.open(disk, { versions });
  return table;
}

describe('rooms of another version', () => {
  it('RM83 an older room is converted once, in the log, and whoever comes sees the new shape', async () => {
    const disk = await written();
    const table = await newer(disk);
    const bram = await table.seat('bram');
    expect(bram.text).toBe('#oud');
    expect(disk.rows(room).map(({ person }) => person)).toEqual(['anna', 'migration']);
    expect(disk.rows(room).at(-1)?.clientIds).toEqual([]);
    expect(disk.rooms.get(room)?.schemaVersion).toBe(2);
    const record = await table.log.read(room, 0);
    expect(record?.epoch).toBe(2);
    const later = await newer(disk);
    expect((await later.seat('carla')).text).toBe('#oud');
    expect(disk.rows(room)).toHaveLength(2);
  });

  it('RM83 two servers that load it at once store one conversion', async () => {
    const disk = await written();
    const tables = [await newer(disk), await newer(disk)];
    const guests = tables.map((table) => table.join('bram'));
    for (const guest of guests) guest.greet();
    await Promise.all(tables.map((table) => table.clock.settle()));
    expect(guests.map(({ text }) => text)).toEqual(['#oud', '#oud']);
    expect(disk.rows(room)).toHaveLength(2);
  });

  it('RM83 a conversion that was stored before its version was raised is not stored again', async () => {
    const disk = await written();
    await (await newer(disk)).seat('bram');
    const kept = disk.rooms.get(room);
    if (kept) kept.schemaVersion = 1;
    expect((await (await newer(disk)).seat('carla')).text).toBe('#oud');
    expect(disk.rows(room)).toHaveLength(2);
    expect(kept?.schemaVersion).toBe(2);
  });

  it('RM83 a closed room stays as it was written', async () => {
    const disk = await written();
    const table = await newer(disk);
    const held = await table.gate.hold([room], { holder: 'h', nowMs: 0, untilMs: 1e13 });
    if (held.kind === 'held') await table.gate.close(held.heads, 'h');
    expect((await table.seat('bram')).text).toBe('oud');
    expect(disk.rows(room)).toHaveLength(1);
    expect(disk.rooms.get(room)?.schemaVersion).toBe(1);
  });

  it('RM83 a version that is not known is closed with 4426, for everybody who comes', async () => {
    const disk = await written();
    const kept = disk.rooms.get(room);
    if (kept) kept.schemaVersion = 3;
    const table = await newer(disk);
    for (const person of ['bram', 'carla'])
      expect((await table.seat(person)).closed?.code).toBe(closeCodes.tooOld);
    expect(table.rooms.size).toBe(0);
    expect(disk.rows(room)).toHaveLength(1);
  });
});
