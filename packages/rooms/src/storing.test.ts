import { describe, expect, it } from 'vitest';
import { numberedMessage } from '@overlegtafel/protocol';
import { otherRoom, room, Table } from './testing/table.ts';

function barrier(): { readonly wait: Promise<void>; readonly open: () => void } {
  let open = () => {};
  const wait = new Promise<void>((resolve) => (open = resolve));
  return { wait, open };
}

describe('storing before showing', () => {
  it('RM40 shows and acknowledges an edit only when it is on disk', async () => {
    const table = await Table.open();
    const [anna, bram] = [await table.seat('anna'), await table.seat('bram')];
    const { wait, open } = barrier();
    table.log.barrier = wait;
    anna.hello();
    anna.number(1, 'veilig');
    await table.clock.settle();
    expect([bram.text, anna.acks]).toEqual(['', []]);
    open();
    await table.clock.settle();
    expect([bram.text, anna.acks]).toEqual(['veilig', [1]]);
    expect(table.disk.rows(room)).toHaveLength(1);
  });

  it('RM41 one commit takes what all rooms got in one turn', async () => {
    const table = await Table.open();
    const guests = [
      await table.seat('anna'),
      await table.seat('bram'),
      await table.seat('carla', { name: otherRoom }),
    ];
    for (const guest of guests) guest.type('eerst');
    await table.clock.settle();
    table.log.batches.length = 0;
    for (const guest of guests) guest.type('a');
    guests[0]?.type('b');
    await table.clock.settle();
    expect(table.log.batches.map((batch) => batch.length)).toEqual([4]);
  });

  it('RM41 what comes while a commit is on its way goes together into the next', async () => {
    const table = await Table.open();
    const [anna, carla] = [
      await table.seat('anna'),
      await table.seat('carla', { name: otherRoom }),
    ];
    const { wait, open } = barrier();
    table.log.barrier = wait;
    anna.type('a');
    await table.clock.settle();
    anna.type('b');
    carla.type('c');
    carla.type('d');
    await table.clock.settle();
    expect(table.log.batches).toHaveLength(1);
    open();
    await table.clock.settle();
    expect(table.log.batches.map((batch) => batch.length)).toEqual([1, 3]);
  });

  it('RM42 an append that fails shows nothing, acknowledges nothing and is tried again', async () => {
    const table = await Table.open();
    const [anna, bram] = [await table.seat('anna'), await table.seat('bram')];
    anna.hello();
    table.log.appends.push('fails');
    anna.number(1, 'a');
    await table.clock.settle();
    expect([bram.text, anna.acks]).toEqual(['', []]);
    await table.clock.advance(500);
    expect([bram.text, anna.acks]).toEqual(['a', [1]]);
    expect(table.disk.rows(room)).toHaveLength(1);
  });

  it('RM42 an append that was stored without an answer is not stored twice', async () => {
    const table = await Table.open();
    const [anna, bram] = [await table.seat('anna'), await table.seat('bram')];
    anna.hello();
    table.log.appends.push('answer-lost');
    anna.number(1, 'a');
    bram.type('b');
    await table.clock.advance(500);
    expect(anna.acks).toEqual([1]);
    expect(table.disk.rows(room)).toHaveLength(2);
    expect(anna.text).toBe(bram.text);
  });

  it.each([-86_400_000, 86_400_000])(
    'RM42 a clock that jumps %d ms meanwhile delays nothing and ends nobody',
    async (jumpMs) => {
      const table = await Table.open();
      const [anna, bram] = [await table.seat('anna'), await table.seat('bram')];
      table.log.appends.push('fails');
      anna.type('a');
      await table.clock.settle();
      table.clock.jump(jumpMs);
      await table.clock.advance(500);
      expect(bram.text).toBe('a');
      for (let i = 0; i < 450; i++) anna.type('b');
      await table.clock.advance(5_000);
      expect([bram.text.length, anna.closed, bram.closed]).toEqual([451, undefined, undefined]);
    },
  );

  it('RM43 after three failures our clients are told, and again when it works', async () => {
    const table = await Table.open();
    const [anna, bram] = [await table.seat('anna'), await table.seat('bram')];
    anna.hello();
    table.log.appends.push('fails', 'fails', 'fails', 'fails');
    anna.number(1, 'a');
    await table.clock.advance(250);
    const saving = () => anna.ours.filter(({ kind }) => kind === 'saving');
    expect(saving()).toEqual([]);
    await table.clock.advance(20_000);
    expect(saving()).toEqual([
      { kind: 'saving', isSaving: false },
      { kind: 'saving', isSaving: true },
    ]);
    expect(anna.acks).toEqual([1]);
    expect(bram.kinds).not.toContain('saving');
  });

  it('RM43 a commit that never comes back is trouble too, and whoever says hello hears it', async () => {
    const table = await Table.open();
    const anna = await table.seat('anna');
    anna.hello();
    table.log.barrier = new Promise(() => {});
    anna.number(1, 'a');
    await table.clock.advance(5_000);
    expect(anna.ours.at(-1)).toEqual({ kind: 'saving', isSaving: false });
    const carla = await table.seat('carla', { name: otherRoom });
    carla.hello();
    await table.clock.settle();
    expect(carla.ours.at(-1)).toMatchObject({ kind: 'welcome', isSaving: false });
  });

  it('RM44 a number sent again is acknowledged with its row and stored once', async () => {
    const table = await Table.open();
    const anna = await table.seat('anna');
    anna.hello();
    anna.number(1, 'a');
    anna.number(2, 'b');
    await table.clock.settle();
    const again = numberedMessage({ epoch: 1, n: 2, update: anna.lastUpdate });
    anna.leave();
    await table.seat('anna', { guest: anna });
    anna.hello();
    anna.say(again);
    await table.clock.settle();
    const acks = anna.ours.filter(({ kind }) => kind === 'ack');
    expect(acks.map((ack) => ack.kind === 'ack' && [ack.n, ack.seq])).toEqual([
      [1, 1],
      [2, 2],
      [2, 2],
    ]);
    expect(table.disk.rows(room)).toHaveLength(2);
  });

  it('RM44 a number that stands for something else is refused, never acknowledged', async () => {
    const table = await Table.open();
    const anna = await table.seat('anna');
    anna.hello();
    anna.number(1, 'a');
    await table.clock.settle();
    anna.number(1, 'iets anders');
    await table.clock.settle();
    expect(anna.closed).toEqual({ code: 4422, reason: 'OUT_OF_ORDER' });
    expect(anna.acks).toEqual([1]);
    const bram = await table.seat('bram');
    expect(bram.text).toBe('a');
  });

  it('RM44 numbers of another person do not count, whatever writer is named', async () => {
    const table = await Table.open();
    const anna = await table.seat('anna');
    const bram = await table.seat('bram');
    for (const guest of [anna, bram]) {
      guest.doc.clientID = guest.doc.clientID - (guest.doc.clientID % 251) + 7;
      guest.hello();
      guest.number(1, guest.person);
    }
    await table.clock.settle();
    expect([anna.acks, bram.acks]).toEqual([[1], [1]]);
    expect(table.disk.rows(room)).toHaveLength(2);
  });

  it('RM45 numbers of another epoch are left alone; the welcome says which it is', async () => {
    const table = await Table.open();
    table.disk.epoch = 4;
    const anna = await table.seat('anna');
    anna.hello(3);
    anna.number(1, 'a', 3);
    await table.clock.settle();
    expect(anna.ours).toEqual([{ kind: 'welcome', epoch: 4, schemaVersion: 1, isSaving: true }]);
    expect(table.disk.rows(room)).toEqual([]);
  });

  it('RM46 what was said before leaving is stored', async () => {
    const table = await Table.open();
    const [anna, bram] = [await table.seat('anna'), await table.seat('bram')];
    anna.type('laatste woord');
    anna.leave();
    await table.clock.settle();
    expect(bram.text).toBe('laatste woord');
  });

  it('RM47 the row says who wrote it, with which client ids; a deletion has none', async () => {
    const table = await Table.open();
    const [anna, bram] = [await table.seat('anna'), await table.seat('bram')];
    anna.type('abc');
    await table.clock.settle();
    bram.doc.getText('scratch').delete(0, 1);
    bram.answerStep1();
    await table.clock.settle();
    const rows = table.disk.rows(room).map(({ person, clientIds }) => ({ person, clientIds }));
    expect(rows).toEqual([
      { person: 'anna', clientIds: [anna.doc.clientID] },
      { person: 'bram', clientIds: [] },
    ]);
    expect(anna.text).toBe('bc');
  });

  it('RM48 rows that another process put in between are shown in the order of the log', async () => {
    const table = await Table.open();
    const elsewhere = await Table.open(table.disk);
    table.log.isDeaf = true;
    const anna = await table.seat('anna');
    const bram = await elsewhere.seat('bram');
    anna.hello();
    bram.type('b');
    await elsewhere.clock.settle();
    anna.number(1, 'a');
    await table.clock.settle();
    expect(anna.acks).toEqual([1]);
    await elsewhere.clock.advance(2_000);
    expect(anna.text).toBe(bram.text);
    expect(anna.text).toContain('b');
  });
});
