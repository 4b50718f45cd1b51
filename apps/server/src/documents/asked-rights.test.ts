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
  const state = { may: true, times: 0, nowMs: 0, waits: Promise.resolve() };
  const rights = new AskedRights(
    async () => {
      state.times += 1;
      const access = accessWhere(state.may, false);
      await state.waits;
      return access;
    },
    () => state.nowMs,
  );
  return { state, rights };
}

describe('AP23 rights in a room', () => {
  it('are asked once in a second, however often a room asks', async () => {
    const { state, rights } = asked();
    await Promise.all([rights.mayRead(who, room), rights.mayWrite(who, room)]);
    expect(rights.mayRead(who, room)).toBe(true);
    expect(rights.mayWrite(who, room)).toBe(false);
    expect(state.times).toBe(1);
    state.nowMs = 1_000;
    state.may = false;
    expect(await rights.mayRead(who, room)).toBe(false);
    expect(state.times).toBe(2);
  });

  it('are forgotten at once when they change', async () => {
    const { state, rights } = asked();
    await rights.mayRead(who, room);
    state.may = false;
    rights.forget();
    expect(await rights.mayRead(who, room)).toBe(false);
  });

  it('are asked again when they change while the answer is on its way', async () => {
    const { state, rights } = asked();
    const gate = Promise.withResolvers<undefined>();
    state.waits = gate.promise.then(() => undefined);
    const answer = rights.mayRead(who, room);
    state.may = false;
    rights.forget();
    gate.resolve(undefined);
    expect(await answer).toBe(false);
  });

  it('are not remembered when they could not be asked', async () => {
    const { state, rights } = asked();
    state.waits = Promise.reject(new Error('no database'));
    await expect(rights.mayRead(who, room)).rejects.toThrow('no database');
    state.waits = Promise.resolve();
    expect(await rights.mayRead(who, room)).toBe(true);
  });
});
