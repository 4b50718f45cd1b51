import { readId, type PersonId } from '@overlegtafel/domain';
import { describe, expect, it } from 'vitest';
import { AskedRights } from './asked-rights.ts';
import { accessWhere } from './room-access.fixture.ts';

const room = 'item:linde';
const who = person('police');

function person(text: string): PersonId {
  const read = readId('PersonId', text, 'person');
  if (!read.ok) throw new Error(text);
  return read.value;
}

/** Rights that a test decides, counting how often they were asked. */
function asked() {
  const state = {
    may: true,
    times: 0,
    nowMs: 0,
    waits: Promise.resolve(),
    broken: new Array<string>(),
  };
  const rights = new AskedRights(
    async (places) => {
      state.times += 1;
      const answers = places.map(({ person: one }) => {
        if (state.broken.includes(one)) throw new Error('a broken seal');
        return accessWhere(state.may, false);
      });
      await state.waits;
      return answers;
    },
    () => state.nowMs,
  );
  return { state, rights };
}

describe('rights in a room', () => {
  it('AP23, AP360 come from memory for a second and a half, and whoever comes in for half a second', async () => {
    const { state, rights } = asked();
    await Promise.all([rights.mayRead(who, room), rights.mayWrite(who, room)]);
    expect([rights.mayRead(who, room), rights.mayWrite(who, room)]).toEqual([true, false]);
    expect(state.times).toBe(1);
    state.may = false;
    state.nowMs = 499;
    expect(rights.mayRead(who, room)).toBe(true);
    state.nowMs = 500;
    expect(rights.mayWrite(who, room)).toBe(false);
    expect(state.times).toBe(1);
    expect(await rights.mayRead(who, room)).toBe(false);
    expect(state.times).toBe(2);
    state.may = true;
    state.nowMs = 1_999;
    expect((await rights.access(who, room)).mayRead).toBe(false);
    state.nowMs = 2_000;
    expect((await rights.access(who, room)).mayRead).toBe(true);
  });

  it('AP360 of whoever stays are never what was known, and are kept for what they write', async () => {
    const { state, rights } = asked();
    const places = ['police', 'chair'].map((one) => ({ person: person(one), room }) as const);
    await rights.mayRead(who, room);
    state.may = false;
    expect(await rights.mayStay(places)).toEqual([false, false]);
    expect(state.times).toBe(2);
    expect(rights.mayRead(person('chair'), room)).toBe(false);
    expect(state.times).toBe(2);
  });

  it('AP360 of one who cannot be asked say nothing of that one, and all of the others', async () => {
    const { state, rights } = asked();
    state.broken.push('police');
    state.may = false;
    const places = ['police', 'chair'].map((one) => ({ person: person(one), room }) as const);
    expect(await rights.mayStay(places)).toEqual([undefined, false]);
  });

  it('AP360 that change while they are asked of many are asked again', async () => {
    const { state, rights } = asked();
    const gate = Promise.withResolvers<undefined>();
    state.waits = gate.promise.then(() => undefined);
    const answers = rights.mayStay([{ person: who, room }]);
    state.may = false;
    rights.forget();
    gate.resolve(undefined);
    expect(await answers).toEqual([false]);
    expect(state.times).toBe(2);
  });

  it('AP360 that were asked later are not put back by an answer that comes late', async () => {
    const { state, rights } = asked();
    const gate = Promise.withResolvers<undefined>();
    state.waits = gate.promise.then(() => undefined);
    const late = rights.mayStay([{ person: who, room }]);
    state.waits = Promise.resolve();
    state.nowMs = 100;
    state.may = false;
    expect(await rights.mayStay([{ person: who, room }])).toEqual([false]);
    gate.resolve(undefined);
    expect(await late).toEqual([true]);
    expect(rights.mayRead(who, room)).toBe(false);
  });

  it('AP23 are forgotten at once when they change', async () => {
    const { state, rights } = asked();
    await rights.mayRead(who, room);
    state.may = false;
    rights.forget();
    expect(await rights.mayRead(who, room)).toBe(false);
  });

  it('AP23 of others stay known when those of one change', async () => {
    const { state, rights } = asked();
    const other = person('police-two');
    await Promise.all([rights.mayRead(who, room), rights.mayRead(other, room)]);
    state.may = false;
    rights.forget(who);
    expect(rights.mayRead(other, room)).toBe(true);
    expect(await rights.mayRead(who, room)).toBe(false);
  });

  it('AP23 are asked again when they change while the answer is on its way', async () => {
    const { state, rights } = asked();
    const gate = Promise.withResolvers<undefined>();
    state.waits = gate.promise.then(() => undefined);
    const answer = rights.mayRead(who, room);
    state.may = false;
    rights.forget();
    gate.resolve(undefined);
    expect(await answer).toBe(false);
  });

  it('AP23 are not remembered when they could not be asked', async () => {
    const { state, rights } = asked();
    state.waits = Promise.reject(new Error('no database'));
    await expect(rights.mayRead(who, room)).rejects.toThrow('no database');
    state.waits = Promise.resolve();
    expect(await rights.mayRead(who, room)).toBe(true);
  });
});
