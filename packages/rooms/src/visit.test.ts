import { closeCodes } from '@overlegtafel/protocol';
import { describe, expect, it } from 'vitest';
import { Table, otherRoom, room } from './testing/table.ts';

const noLog = new Error('the log takes no line');

describe('what is put on the record about a connection', () => {
  it('AU104, RM100 entering stands on the record before the first byte', async () => {
    const table = await Table.open();
    const line = Promise.withResolvers<undefined>();
    table.record.waits = line.promise;
    const guest = await table.seat('anna');
    expect(guest.messages).toEqual([]);
    line.resolve(undefined);
    await table.clock.settle();
    expect(table.record.lines).toEqual([`anna enters ${room}`]);
    expect(guest.kinds).toContain('step2');
  });

  it('AU106 while the record takes no line nobody enters, and is told to come back', async () => {
    const table = await Table.open();
    const bram = await table.seat('bram');
    table.record.failing = noLog;
    const anna = await table.seat('anna');
    expect(anna.messages).toEqual([]);
    expect(anna.closed?.code).toBe(closeCodes.unlogged);
    expect(bram.closed).toBeUndefined();
    table.record.failing = undefined;
    const again = await table.seat('anna');
    expect(again.kinds).toContain('step2');
  });

  it('AU107 the first change of a connection stands on the record before it is stored, and is one line', async () => {
    const table = await Table.open();
    const anna = await table.seat('anna');
    const bram = await table.seat('bram');
    const line = Promise.withResolvers<undefined>();
    table.record.waits = line.promise;
    anna.type('een ');
    await table.clock.settle();
    expect(bram.text).toBe('');
    line.resolve(undefined);
    await table.clock.settle();
    anna.type('twee');
    await table.clock.settle();
    expect(bram.text).toBe('een twee');
    expect(table.record.lines.filter((one) => one.includes('writes'))).toEqual([
      `anna writes ${room}`,
    ]);
  });

  it('AU107 who sends what everybody has does not write', async () => {
    const table = await Table.open();
    const anna = await table.seat('anna');
    anna.answerStep1();
    await table.clock.settle();
    expect(table.record.lines).toEqual([`anna enters ${room}`]);
  });

  it('AU106 what cannot be put on the record is not stored, and what others write goes on', async () => {
    const table = await Table.open();
    const anna = await table.seat('anna');
    const bram = await table.seat('bram');
    const carla = await table.seat('carla');
    bram.type('van bram ');
    await table.clock.settle();
    table.record.failing = noLog;
    anna.type('van anna ');
    bram.type('en weer bram');
    await table.clock.settle();
    expect(anna.closed?.code).toBe(closeCodes.unlogged);
    expect(bram.closed).toBeUndefined();
    expect(carla.text).toBe('van bram en weer bram');
    const stored = await table.log.read(room, 0);
    expect(stored?.rows.map(({ person }) => person)).toEqual(['bram', 'bram']);
  });

  it('AU108 who is turned away is on the record before they hear it; what is there and what is not alike', async () => {
    const table = await Table.open();
    const stranger = 'zoe' as never;
    table.strangers.add(stranger);
    const line = Promise.withResolvers<undefined>();
    table.record.waits = line.promise;
    const there = table.join('zoe');
    const nowhere = table.join('anna', { name: 'item:cccccccccccccccccccccccccc' });
    await table.clock.settle();
    expect([there.closed, nowhere.closed]).toEqual([undefined, undefined]);
    line.resolve(undefined);
    await table.clock.advance(50);
    expect([there.closed?.code, nowhere.closed?.code]).toEqual([closeCodes.gone, closeCodes.gone]);
    expect(table.record.lines).toEqual([
      `zoe is turned away (ENTERS) ${room}`,
      'anna is turned away (ENTERS) item:cccccccccccccccccccccccccc',
    ]);
  });

  it('AU106 while the record takes no line, nobody is told what is there and what is not', async () => {
    const table = await Table.open();
    table.strangers.add('zoe' as never);
    table.record.failing = noLog;
    const refused = table.join('zoe');
    await table.clock.settle();
    expect(refused.closed?.code).toBe(closeCodes.unlogged);
  });

  it('AU108 writing where one may not, and under the client id of somebody else, is on the record', async () => {
    const table = await Table.open();
    const reader = await table.seat('rosa');
    table.readers.add(reader.person);
    reader.type('mag niet');
    const anna = await table.seat('anna');
    anna.type('van anna');
    await table.clock.settle();
    const thief = await table.seat('tom');
    thief.doc.clientID = anna.doc.clientID;
    thief.type('als anna');
    await table.clock.settle();
    expect(reader.closed?.code).toBe(closeCodes.noAccess);
    expect(thief.closed?.code).toBe(closeCodes.outOfOrder);
    const turned = table.record.lines.filter((one) => one.includes('turned away'));
    expect(turned).toEqual([
      `rosa is turned away (WRITES) ${room}`,
      `tom is turned away (WRITES) ${room}`,
    ]);
  });

  it('AU108 a message of the wrong form or size is no attempt', async () => {
    const table = await Table.open();
    const anna = await table.seat('anna', { name: otherRoom });
    anna.say(Uint8Array.of(99));
    await table.clock.settle();
    expect(anna.closed?.code).toBe(closeCodes.malformed);
    expect(table.record.lines).toEqual([`anna enters ${otherRoom}`]);
  });
});
