import { readItemDocument, writeItemRegister } from '@overlegtafel/documents';
import { numberedMessage, updateMessage } from '@overlegtafel/protocol';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { MemoryDisk } from './memory-room-log.ts';
import type { Guest } from './testing/guest.ts';
import { room, Table } from './testing/table.ts';

const hourMs = 60 * 60 * 1000;

/** Comes back as a page does after sleep: what it has, what it lacks, and what it made meanwhile. */
async function comeBack(table: Table, guest: Guest): Promise<void> {
  table.join(guest.person, { guest });
  guest.greet();
  guest.answerStep1();
  await table.clock.settle();
}

/**
 * Reports about other tools for writing together in which hours pass, or in which rights change. The table at the
 * end of docs/spec/rooms.md lists all of them.
 */
describe('reports about other tools', () => {
  it('nextcloud/text#8933 nextcloud/text#6963 after an hour of sleep nothing is lost and nothing is empty', async () => {
    const table = await Table.open();
    const [anna, bram] = [await table.seat('anna'), await table.seat('bram')];
    anna.type('voor de slaap. ');
    await table.clock.settle();
    for (const guest of [anna, bram]) guest.leave();
    anna.write('in de trein. ');
    await table.clock.advance(hourMs);
    expect(table.rooms.size).toBe(0);
    await comeBack(table, bram);
    expect(bram.text).toBe('voor de slaap. ');
    bram.type('thuis. ');
    await table.clock.settle();
    await comeBack(table, anna);
    expect(anna.text).toBe(bram.text);
    for (const words of ['voor de slaap. ', 'in de trein. ', 'thuis. '])
      expect(anna.text).toContain(words);
    expect([anna.closed, bram.closed]).toEqual([undefined, undefined]);
  });

  it('parabol#10453 what happened during sleep stands there after it', async () => {
    const table = await Table.open();
    const [anna, bram] = [await table.seat('anna'), await table.seat('bram')];
    anna.leave();
    for (let hour = 0; hour < 3; hour++) {
      bram.type(`uur ${hour}. `);
      await table.clock.advance(hourMs);
    }
    await comeBack(table, anna);
    expect(anna.text).toBe('uur 0. uur 1. uur 2. ');
  });

  it('plane#5370 platform#10056 a tab that is a day old merges and overwrites nothing', async () => {
    const table = await Table.open();
    const [anna, bram] = [await table.seat('anna'), await table.seat('bram')];
    anna.type('maandag. ');
    writeItemRegister(anna.doc, 'safeNow', 'NO');
    anna.say(updateMessage(anna.lastUpdate));
    await table.clock.settle();
    bram.leave();
    anna.type('dinsdag. ');
    writeItemRegister(anna.doc, 'safeNow', 'WITH_CONDITIONS');
    anna.say(updateMessage(anna.lastUpdate));
    await table.clock.advance(24 * hourMs);
    await comeBack(table, bram);
    expect(bram.text).toBe('maandag. dinsdag. ');
    expect(anna.text).toBe(bram.text);
    const { safeNow } = readItemDocument(bram.doc).registers;
    expect(safeNow).toMatchObject({ kind: 'VALUE', value: 'WITH_CONDITIONS' });
  });

  it('onlyoffice#1938 eight hours without a line, then everything of everybody is there', async () => {
    const table = await Table.open();
    const people = [await table.seat('anna'), await table.seat('bram'), await table.seat('carla')];
    for (const guest of people) guest.leave();
    for (let hour = 0; hour < 8; hour++) {
      for (const guest of people) guest.write(`${guest.person} ${hour}; `);
      await table.clock.advance(hourMs);
    }
    for (const guest of people) await comeBack(table, guest);
    for (const guest of people) expect(guest.text).toBe(people[0]?.text);
    for (const { person } of people)
      for (let hour = 0; hour < 8; hour++) expect(people[0]?.text).toContain(`${person} ${hour}; `);
  });

  it('hedgedoc#3894 one guest loses rights while offline and nobody else loses an edit', async () => {
    const table = await Table.open();
    const [anna, bram] = [await table.seat('anna'), await table.seat('bram')];
    const carla = await table.seat('carla');
    bram.leave();
    table.readers.add(bram.person);
    await table.rooms.rightsChanged(bram.person);
    bram.write('mag niet meer. ');
    anna.type('voor. ');
    await comeBack(table, bram);
    anna.type('na. ');
    carla.type('ook. ');
    await table.clock.settle();
    expect(bram.closed).toEqual({ code: 4403, reason: 'NO_ACCESS' });
    expect(bram.text).toContain('mag niet meer. ');
    expect([anna.closed, carla.closed]).toEqual([undefined, undefined]);
    expect(carla.text).toBe(anna.text);
    expect((await table.seat('dirk')).text).toBe(anna.text);
    expect(table.disk.rows(room)).toHaveLength(3);
  });

  it('nextcloud/text#8933 after an older copy is put back, the pages refill what it lacks', async () => {
    const table = await Table.open();
    const anna = await table.seat('anna');
    for (const day of ['maandag. ', 'dinsdag. ', 'woensdag. ']) anna.type(day);
    await table.clock.settle();
    anna.leave();
    const older = new MemoryDisk();
    older.epoch = 2;
    const restored = await Table.open(older);
    const bram = await restored.seat('bram');
    expect(bram.text).toBe('');
    await comeBack(restored, anna);
    expect(anna.text).toBe('maandag. dinsdag. woensdag. ');
    expect(bram.text).toBe(anna.text);
  });

  it('primero R2-2919 the same number sent again is stored once, also a day later', async () => {
    const table = await Table.open();
    const anna = await table.seat('anna');
    anna.hello();
    anna.number(1, 'eenmaal');
    await table.clock.settle();
    const again = numberedMessage({ epoch: 1, n: 1, update: anna.lastUpdate });
    anna.leave();
    await table.clock.advance(24 * hourMs);
    table.join('anna', { guest: anna });
    anna.hello();
    anna.say(again);
    await table.clock.settle();
    expect(table.disk.rows(room)).toHaveLength(1);
    expect(anna.acks).toEqual([1, 1]);
    const reader = new Y.Doc();
    for (const { update } of table.disk.rows(room)) Y.applyUpdate(reader, update);
    expect(reader.getText('scratch').toJSON()).toBe('eenmaal');
  });
});
