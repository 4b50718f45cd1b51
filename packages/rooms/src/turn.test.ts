import { numberedMessage, step2Message, updateMessage } from '@overlegtafel/protocol';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { Guest } from './testing/guest.ts';
import { room, Table } from './testing/table.ts';

async function two(): Promise<{ table: Table; anna: Guest; bram: Guest }> {
  const table = await Table.open();
  return { table, anna: await table.seat('anna'), bram: await table.seat('bram') };
}

describe('admission', () => {
  it('RM20 a stock client gets nothing but messages of y-websocket', async () => {
    const { table, anna, bram } = await two();
    anna.hello();
    anna.number(1, 'a');
    bram.type('b');
    await table.clock.settle();
    expect(anna.kinds).toContain('ack');
    expect(new Set(bram.kinds)).toEqual(new Set(['step1', 'step2', 'update']));
  });

  it('RM50 what is no message ends that session and no other', async () => {
    const { table, anna, bram } = await two();
    anna.say(Uint8Array.of(99, 1, 2));
    anna.type('te laat');
    await table.clock.settle();
    expect(anna.closed).toEqual({ code: 4400, reason: 'MALFORMED' });
    expect([bram.closed, bram.text]).toEqual([undefined, '']);
  });

  it.each([
    ['garbage', Uint8Array.of(1, 2, 3, 255, 255, 255, 255, 255, 255)],
    ['a length beyond reason', Uint8Array.of(1, 1, 5, 0, 0, 255, 255, 255, 255, 255, 15, 0)],
  ])('RM50 an update that is %s is malformed', async (_name, update) => {
    const { table, anna } = await two();
    anna.say(updateMessage(update));
    await table.clock.settle();
    expect(anna.closed?.code).toBe(4400);
    expect(table.disk.rows(room)).toEqual([]);
  });

  it('RM51 a message beyond the limit is too large', async () => {
    const { table, anna } = await two();
    anna.type('x'.repeat(2 ** 20));
    await table.clock.settle();
    expect(anna.closed).toEqual({ code: 4413, reason: 'TOO_LARGE' });
  });

  it('RM52 too fast only means: later; a flood is closed and the others do not wait', async () => {
    const { table, anna, bram } = await two();
    for (let i = 0; i < 600; i++) anna.type('a');
    await table.clock.settle();
    expect(bram.text.length).toBeLessThan(450);
    await table.clock.advance(5_000);
    expect(bram.text.length).toBe(600);
    for (let i = 0; i < 3_000; i++) anna.say(updateMessage(anna.lastUpdate));
    bram.type('b');
    await table.clock.settle();
    expect(anna.closed?.code).toBe(4413);
    expect(table.disk.rows(room).at(-1)?.person).toBe('bram');
  });

  it('RM53 the right to write is asked for each turn', async () => {
    const { table, anna, bram } = await two();
    anna.hello();
    anna.number(1, 'mag');
    await table.clock.settle();
    table.readers.add(anna.person);
    anna.number(2, 'mag niet meer');
    await table.clock.settle();
    expect(anna.closed).toEqual({ code: 4403, reason: 'NO_ACCESS' });
    expect(anna.ours.at(-1)).toEqual({ kind: 'refused', n: 2, reason: 'NO_ACCESS' });
    expect(bram.text).toBe('mag');
  });

  it('RM53 who may only read is not closed for sending what everybody has', async () => {
    const { table, anna, bram } = await two();
    anna.type('abc');
    anna.doc.getText('scratch').delete(0, 1);
    anna.answerStep1();
    await table.clock.settle();
    table.readers.add(bram.person);
    bram.answerStep1();
    await table.clock.settle();
    expect([bram.closed, bram.text]).toEqual([undefined, 'bc']);
  });

  it('RM53 without an answer about rights the client is told to come back', async () => {
    const { table, anna } = await two();
    table.rights = {
      mayRead: () => true,
      mayWrite: () => Promise.reject(new Error('database')),
    };
    anna.type('a');
    await table.clock.settle();
    expect(anna.closed?.code).toBe(4503);
    expect(table.disk.rows(room)).toEqual([]);
  });

  it('RM54 nobody writes in the name of another, and the other notices nothing', async () => {
    const { table, anna, bram } = await two();
    anna.type('van anna');
    await table.clock.settle();
    const forger = new Guest('bram');
    Y.applyUpdate(forger.doc, Y.encodeStateAsUpdate(bram.doc), forger);
    // Only now: Yjs takes another id when it sees its own in use.
    forger.doc.clientID = anna.doc.clientID;
    bram.say(updateMessage(forger.write('vals')));
    await table.clock.settle();
    anna.type(', verder');
    await table.clock.settle();
    expect(bram.closed).toEqual({ code: 4422, reason: 'NOT_YOURS' });
    expect(anna.closed).toBeUndefined();
    const carla = await table.seat('carla');
    expect(carla.text).toBe('van anna, verder');
    expect(table.reports).toContainEqual(
      expect.objectContaining({ kind: 'refused', person: 'bram', detail: 'FOREIGN_CLIENT_ID' }),
    );
  });

  it('RM54 a client id that was seen in presence is taken as well', async () => {
    const { table, anna, bram } = await two();
    anna.present({ cursor: 1 }, 1);
    await table.clock.advance(100);
    const forger = new Guest('bram', anna.doc.clientID);
    bram.say(updateMessage(forger.write('vals')));
    await table.clock.settle();
    expect(bram.closed?.code).toBe(4422);
  });

  it('RM54 client ids are claimed before anybody sees them, and survive the process', async () => {
    const { table, anna } = await two();
    anna.type('a');
    await table.clock.settle();
    const after = await Table.open(table.disk);
    const bram = await after.seat('bram');
    const forger = new Guest('bram');
    Y.applyUpdate(forger.doc, Y.encodeStateAsUpdate(bram.doc), forger);
    // Only now: Yjs takes another id when it sees its own in use.
    forger.doc.clientID = anna.doc.clientID;
    bram.say(updateMessage(forger.write('vals')));
    await after.clock.settle();
    expect(bram.closed?.code).toBe(4422);
  });

  it('RM54 a person may go on under a client id of their own in another session', async () => {
    const { table, anna } = await two();
    anna.type('a');
    anna.leave();
    await table.seat('anna', { guest: anna });
    anna.type('b');
    await table.clock.settle();
    expect(anna.closed).toBeUndefined();
    expect(table.disk.rows(room)).toHaveLength(2);
  });

  it('RM54 an update that brings many client ids along is refused', async () => {
    const { table, anna } = await two();
    const all = new Y.Doc();
    for (let id = 1; id <= 20; id++) {
      const guest = new Guest('anna', id);
      Y.applyUpdate(all, guest.write('x'));
    }
    anna.say(step2Message(Y.encodeStateAsUpdate(all)));
    await table.clock.settle();
    expect(anna.closed).toEqual({ code: 4413, reason: 'TOO_MUCH' });
  });

  it('RM55 a gap is answered with the question what the client has', async () => {
    const { table, anna, bram } = await two();
    anna.write('eerst, ');
    anna.type('daarna');
    await table.clock.settle();
    expect(bram.text).toBe('');
    expect(anna.kinds.filter((kind) => kind === 'step1')).toHaveLength(2);
    anna.answerStep1();
    await table.clock.settle();
    expect(bram.text).toBe('eerst, daarna');
  });

  it('RM55 a numbered update behind a gap is acknowledged once the gap is filled', async () => {
    const { table, anna } = await two();
    anna.hello();
    anna.write('eerst, ');
    anna.number(1, 'daarna');
    await table.clock.settle();
    expect(anna.acks).toEqual([]);
    anna.answerStep1();
    await table.clock.settle();
    expect(anna.acks).toEqual([1]);
  });

  it('RM55 orphans without progress end the session, and cost the others nothing', async () => {
    const { table, anna, bram } = await two();
    anna.write('nooit gestuurd');
    for (let i = 0; i < 30; i++) anna.type('wees');
    bram.type('gewoon');
    await table.clock.settle();
    expect(anna.closed).toEqual({ code: 4422, reason: 'OUT_OF_ORDER' });
    expect(table.disk.rows(room).map(({ person }) => person)).toEqual(['bram']);
  });

  it('RM56 an unknown part and content that does not fit are refused', async () => {
    const { table, anna, bram } = await two();
    const update = (edit: (doc: Y.Doc) => void) => {
      const doc = new Y.Doc();
      edit(doc);
      return updateMessage(Y.encodeStateAsUpdate(doc));
    };
    anna.say(update((doc) => doc.getMap('verdict').set('a', 1)));
    bram.say(update((doc) => doc.getXmlFragment('facts').insert(0, [new Y.XmlText('los')])));
    await table.clock.settle();
    expect([anna.closed?.code, bram.closed?.code]).toEqual([4422, 4422]);
    expect(table.disk.rows(room)).toEqual([]);
  });

  it('RM57 a document is never more than it may be', async () => {
    const { table, anna } = await two();
    for (let i = 0; i < 22 && !anna.closed; i++) {
      anna.type('x'.repeat(1_000_000));
      table.clock.jump(1_000);
      await table.clock.settle();
    }
    expect(anna.closed).toEqual({ code: 4413, reason: 'DOCUMENT_FULL' });
    expect(table.disk.rows(room)).toHaveLength(20);
  });

  it('RM58 a closed room refuses what is new, with the number, and lets everybody read on', async () => {
    const { table, anna, bram } = await two();
    anna.hello();
    anna.number(1, 'besluit');
    await table.clock.settle();
    const known = numberedMessage({ epoch: 1, n: 1, update: anna.lastUpdate });
    await table.close();
    anna.say(known);
    bram.answerStep1();
    await table.clock.settle();
    expect([anna.acks, anna.closed, bram.closed]).toEqual([[1, 1], undefined, undefined]);
    anna.number(2, ' te laat');
    await table.clock.settle();
    expect(anna.ours.at(-1)).toEqual({ kind: 'refused', n: 2, reason: 'CLOSED' });
    expect(anna.closed).toEqual({ code: 4409, reason: 'CLOSED' });
    const carla = await table.seat('carla');
    expect([carla.text, carla.closed]).toEqual(['besluit', undefined]);
  });

  it('RM58 is exact when the closing of another process has not been heard of', async () => {
    const { table, anna, bram } = await two();
    anna.type('a');
    await table.clock.settle();
    table.log.isDeaf = true;
    await table.close();
    anna.type('b');
    await table.clock.settle();
    expect(anna.closed?.code).toBe(4409);
    expect(bram.text).toBe('a');
    expect(table.disk.rows(room)).toHaveLength(1);
  });

  it('RM59 while the room is held edits wait, and nothing else does', async () => {
    const { table, anna, bram } = await two();
    anna.type('a');
    await table.clock.settle();
    const nowMs = table.clock.nowMs();
    await table.gate.hold([room], { holder: 'h', nowMs, untilMs: nowMs + 10_000 });
    anna.type('b');
    await table.clock.advance(2_000);
    const carla = await table.seat('carla');
    expect([bram.text, carla.text, anna.closed]).toEqual(['a', 'a', undefined]);
    await table.gate.release([room], 'h');
    await table.clock.settle();
    expect([bram.text, carla.text]).toEqual(['ab', 'ab']);
  });

  it('RM59 a hold that nobody releases ends by itself', async () => {
    const { table, anna, bram } = await two();
    const nowMs = table.clock.nowMs();
    await table.gate.hold([room], { holder: 'h', nowMs, untilMs: nowMs + 10_000 });
    anna.type('a');
    await table.clock.advance(9_000);
    expect(bram.text).toBe('');
    await table.clock.advance(2_000);
    expect(bram.text).toBe('a');
  });

  it('RM59 a clock that jumps back does not make a hold longer', async () => {
    const { table, anna, bram } = await two();
    const nowMs = table.clock.nowMs();
    await table.gate.hold([room], { holder: 'h', nowMs, untilMs: nowMs + 10_000 });
    anna.type('a');
    await table.clock.settle();
    table.clock.jump(-3_600_000);
    await table.clock.advance(1_000);
    await table.gate.release([room], 'h');
    await table.clock.settle();
    expect(bram.text).toBe('a');
  });

  it('RM50 a client that numbers without saying hello, or is too old, is refused', async () => {
    const { table, anna, bram } = await two();
    anna.number(1, 'a');
    bram.hello(1, 2);
    await table.clock.settle();
    expect([anna.closed?.code, bram.closed?.code]).toEqual([4400, 4426]);
  });
});
