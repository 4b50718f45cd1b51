import { closeCodes, documentLimits, roomTimes } from '@overlegtafel/protocol';
import { describe, expect, it } from 'vitest';
import type { Guest } from './testing/guest.ts';
import { Table } from './testing/table.ts';

const roundMs = documentLimits.presenceIntervalMs;

async function two(): Promise<{ table: Table; anna: Guest; bram: Guest }> {
  const table = await Table.open();
  return { table, anna: await table.seat('anna'), bram: await table.seat('bram') };
}

function presenceOf(guest: Guest, of: Guest): Record<string, unknown> | undefined {
  return guest.awareness.getStates().get(of.doc.clientID);
}

function countPresence(guest: Guest): number {
  return guest.kinds.filter((kind) => kind === 'awareness').length;
}

describe('presence', () => {
  it('RM70 name, organisation and role are those of the session', async () => {
    const { table, anna, bram } = await two();
    anna.present({ cursor: 3, user: { name: 'De burgemeester', color: '#aabbcc' } }, 1);
    await table.clock.advance(roundMs);
    expect(presenceOf(bram, anna)).toEqual({
      cursor: 3,
      user: {
        id: 'anna',
        name: 'Naam anna',
        organisation: 'VT',
        role: 'chair',
        color: '#aabbcc',
      },
    });
  });

  it.each([null, 3, 'x', [1], { user: 5 }, { user: { color: 'url(evil)' } }])(
    'RM70 a state like %j shows no more than who it is',
    async (state) => {
      const { table, anna, bram } = await two();
      anna.present(state, 1);
      await table.clock.advance(roundMs);
      expect(anna.closed).toBeUndefined();
      const shown = presenceOf(bram, anna);
      if (state !== null) expect(shown?.['user']).not.toHaveProperty('color');
    },
  );

  it('RM71 a connection speaks for one client id; the rest is dropped without a word', async () => {
    const { table, anna, bram } = await two();
    anna.present({ at: 1 }, 1);
    bram.present({ at: 1 }, 1);
    await table.clock.advance(roundMs);
    bram.present({ at: 'vals' }, 9, anna.doc.clientID);
    bram.present({ at: 'spook' }, 1, 4711);
    await table.clock.advance(roundMs);
    const carla = await table.seat('carla');
    expect([...carla.awareness.getStates().keys()].toSorted()).toEqual(
      [anna.doc.clientID, bram.doc.clientID, carla.doc.clientID].toSorted(),
    );
    expect(presenceOf(carla, anna)).toMatchObject({ at: 1 });
    expect(bram.closed).toBeUndefined();
  });

  it('RM71 nobody is present under a client id of another person', async () => {
    const { table, anna, bram } = await two();
    anna.type('a');
    await table.clock.settle();
    bram.present({ at: 1 }, 1, anna.doc.clientID);
    await table.clock.advance(roundMs);
    expect(countPresence(anna)).toBe(0);
  });

  it('RM72 goes out in rounds with the newest of each; an edit does not wait', async () => {
    const { table, anna, bram } = await two();
    for (let clock = 1; clock <= 100; clock++) anna.present({ at: clock }, clock);
    anna.type('a');
    await table.clock.settle();
    expect([bram.text, countPresence(bram)]).toEqual(['a', 0]);
    await table.clock.advance(roundMs);
    expect(countPresence(bram)).toBe(1);
    expect(presenceOf(bram, anna)).toMatchObject({ at: 100 });
  });

  it('RM72 too much of it is dropped, and ends nobody', async () => {
    const { table, anna, bram } = await two();
    anna.present({ at: 1 }, 1);
    await table.clock.advance(roundMs);
    anna.present({ at: 'x'.repeat(documentLimits.presenceBytes) }, 2);
    for (let i = 0; i < 5_000; i++) anna.present({ at: i }, 3 + i);
    await table.clock.advance(roundMs);
    expect([anna.closed, countPresence(bram)]).toEqual([undefined, 2]);
    expect(presenceOf(bram, anna)).toMatchObject({ at: 4_999 });
  });

  it('RM73 whoever leaves is gone, and whoever comes back is seen, with whatever clock', async () => {
    const { table, anna, bram } = await two();
    anna.present({ at: 1 }, 7);
    await table.clock.advance(roundMs);
    anna.leave();
    await table.clock.advance(roundMs);
    expect(presenceOf(bram, anna)).toBeUndefined();
    await table.seat('anna', { guest: anna });
    anna.present({ at: 2 }, 7);
    await table.clock.advance(roundMs);
    expect(presenceOf(bram, anna)).toMatchObject({ at: 2 });
    anna.leave();
    await table.clock.advance(roundMs);
    expect(presenceOf(bram, anna)).toBeUndefined();
  });

  it('RM73 the end of an old connection does not take away who is back already', async () => {
    const { table, anna, bram } = await two();
    anna.present({ at: 1 }, 5);
    await table.clock.advance(roundMs);
    const old = anna.leave.bind(anna);
    const session = table.join('anna', { guest: anna });
    session.greet();
    anna.present({ at: 2 }, 5);
    await table.clock.advance(roundMs);
    old();
    await table.clock.advance(roundMs);
    expect(presenceOf(bram, anna)).toBeUndefined();
  });

  it('RM73 a state with clock 0 is seen', async () => {
    const { table, anna, bram } = await two();
    anna.present({ at: 1 }, 0);
    await table.clock.advance(roundMs);
    expect(presenceOf(bram, anna)).toMatchObject({ at: 1 });
  });

  it('RM74 nobody gets their own presence with a clock that would make them take it back', async () => {
    const { table, anna } = await two();
    anna.present({ at: 1 }, 0);
    anna.present({ at: 2 }, 1);
    await table.clock.advance(roundMs);
    expect(anna.awareness.getLocalState()).toEqual({});
  });

  it('RM74 newcomers see who is there', async () => {
    const { table, anna } = await two();
    anna.present({ at: 1 }, 1);
    await table.clock.advance(roundMs);
    const carla = await table.seat('carla');
    expect(presenceOf(carla, anna)).toMatchObject({ at: 1 });
  });
});

describe('connections that cannot keep up', () => {
  const big = 'x'.repeat(400_000);

  it('RM75 get nothing more, and one difference when they have drained', async () => {
    const { table, anna, bram } = await two();
    bram.isReading = false;
    for (let i = 0; i < 6; i++) {
      anna.type(big);
      await table.clock.settle();
    }
    const sent = bram.messages.length;
    expect(bram.buffered).toBeLessThan(2 * documentLimits.staleAboveBytes);
    bram.drain();
    await table.clock.settle();
    expect(bram.kinds.slice(sent)).toEqual(['step2']);
    expect(bram.text.length).toBe(6 * big.length);
    anna.type('z');
    await table.clock.settle();
    expect(bram.kinds.slice(sent)).toEqual(['step2', 'update']);
    expect(bram.text).toBe(anna.text);
  });

  it('RM75 are noticed a second later when nobody says that they have drained', async () => {
    const { table, anna, bram } = await two();
    bram.isReading = false;
    for (let i = 0; i < 4; i++) {
      anna.type(big);
      await table.clock.settle();
    }
    bram.read();
    const sent = bram.messages.length;
    await table.clock.advance(roomTimes.lookMs);
    expect(bram.kinds.slice(sent)).toEqual(['step2']);
  });

  it('RM75 still get what was for them alone', async () => {
    const { table, anna, bram } = await two();
    bram.hello();
    bram.isReading = false;
    for (let i = 0; i < 4; i++) {
      anna.type(big);
      await table.clock.settle();
    }
    bram.number(1, 'b');
    await table.clock.settle();
    expect(bram.acks).toEqual([]);
    bram.drain();
    await table.clock.settle();
    expect(bram.acks).toEqual([1]);
  });

  it('RM76 are closed when they do not drain in time', async () => {
    const { table, anna, bram } = await two();
    bram.isReading = false;
    for (let i = 0; i < 4; i++) {
      anna.type(big);
      await table.clock.settle();
    }
    await table.clock.advance(documentLimits.staleForMs + 2_000);
    expect(bram.closed?.code).toBe(closeCodes.tooSlow);
    expect(anna.closed).toBeUndefined();
  });

  it('RM76 are closed when one turn puts far too much on them, but not by one large state', async () => {
    const { table, anna, bram } = await two();
    for (let i = 0; i < 12; i++) {
      anna.type('x'.repeat(1_000_000));
      table.clock.jump(1_000);
      await table.clock.settle();
    }
    const carla = table.join('carla');
    carla.isReading = false;
    carla.greet();
    await table.clock.settle();
    expect(carla.buffered).toBeGreaterThan(documentLimits.closeAboveBytes);
    expect(carla.closed).toBeUndefined();
    bram.buffered = documentLimits.closeAboveBytes + documentLimits.documentBytes;
    anna.type('y');
    await table.clock.settle();
    expect(bram.closed?.code).toBe(closeCodes.tooSlow);
  });

  it('RM76 asking for the state again and again does not make it pile up', async () => {
    const { table, anna } = await two();
    anna.type('x'.repeat(1_000_000));
    anna.type('x'.repeat(300_000));
    await table.clock.settle();
    const carla = table.join('carla');
    carla.isReading = false;
    for (let i = 0; i < 100; i++) {
      carla.say(Uint8Array.of(0, 0, 1, 0));
      await table.clock.settle();
    }
    expect(carla.buffered).toBeLessThan(2_000_000);
  });
});
