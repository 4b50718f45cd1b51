import { settledValue } from '@overlegtafel/domain';
import { writeItemRegister } from '@overlegtafel/documents';
import { itemRoom } from '@overlegtafel/protocol';
import { describe, expect, it } from 'vitest';
import type { Change } from '../ports/changes.ts';
import { ids, person, start } from './small-people.fixture.ts';
import { smallTable } from './small-table.fixture.ts';

const deed: Change = {
  add: 'itemDeed',
  row: {
    id: 'deed-1',
    item: ids.esdoorn,
    meeting: ids.meeting,
    by: person('police'),
    at: start,
    content: { kind: 'RECUSED', reason: 'Ik ken het gezin.' },
  },
};

describe('the ledger in memory', () => {
  it('UC1 raises the revision with a commit whose guard holds, and stores nothing otherwise', async () => {
    const { ledger, stores } = await smallTable();
    const open = { kind: 'MEETING_IS', meeting: ids.meeting, states: ['OPEN'] } as const;
    expect(await ledger.commit({ guards: [open], changes: [deed], lines: [] })).toEqual({
      kind: 'STORED',
    });
    expect((await stores.meeting(ids.meeting))?.revision).toBe(2);
    const at = { kind: 'MEETING_AT', meeting: ids.meeting, revision: 1 } as const;
    const closed = { ...open, states: ['CLOSED'] } as const;
    expect(await ledger.commit({ guards: [open, at], changes: [deed], lines: [] })).toEqual({
      kind: 'MOVED',
      guard: 1,
    });
    expect(await ledger.commit({ guards: [closed], changes: [deed], lines: [] })).toEqual({
      kind: 'MOVED',
      guard: 0,
    });
    expect((await stores.meeting(ids.meeting))?.revision).toBe(2);
    expect(await stores.deedsOf([ids.esdoorn])).toEqual([deed.row]);
    const { caseEsdoorn: caseId } = ids;
    expect(await stores.accessDeedsOf(person('police'))).toEqual([{ ...deed.row, caseId }]);
    expect(await stores.accessDeedsOf(person('chair'))).toEqual([]);
  });

  it('UC1 a row of the meeting that is written sets everything but the revision', async () => {
    const { ledger, stores } = await smallTable();
    const meeting = await stores.meeting(ids.meeting);
    if (!meeting) throw new Error('no meeting');
    const is = { kind: 'MEETING_IS', meeting: ids.meeting, states: ['OPEN'] } as const;
    const at = { kind: 'MEETING_AT', meeting: ids.meeting, revision: 1 } as const;
    const changes: Change[] = [
      { put: 'meeting', row: { ...meeting, current: ids.linde, revision: 40 } },
    ];
    expect((await ledger.commit({ guards: [is, at], changes, lines: [] })).kind).toBe('STORED');
    expect(await stores.meeting(ids.meeting)).toMatchObject({ revision: 2, current: ids.linde });
    expect((await ledger.commit({ guards: [at], changes, lines: [] })).kind).toBe('MOVED');
  });

  it('UC1 nothing is stored while the log cannot be written', async () => {
    const { ledger, stores } = await smallTable();
    ledger.failing = new Error('disk full');
    const guards = [{ kind: 'MEETING_IS', meeting: ids.meeting, states: ['OPEN'] }] as const;
    await expect(ledger.commit({ guards, changes: [deed], lines: [] })).rejects.toThrow('disk');
    await expect(ledger.record([])).rejects.toThrow('disk');
    expect(await stores.deedsOf([ids.esdoorn])).toEqual([]);
    expect((await stores.meeting(ids.meeting))?.revision).toBe(1);
  });

  it('UC1 rooms close only for whoever holds them, and only unmoved', async () => {
    const { ledger, rooms } = await smallTable();
    const room = itemRoom(ids.esdoorn);
    const before = await rooms.item(ids.esdoorn);
    expect(before && settledValue(before.reading.registers.safeNow)).toBe('WITH_CONDITIONS');
    const edit = () =>
      rooms.edit(room, person('police'), (doc) => writeItemRegister(doc, 'safeNow', 'NO'));
    expect(edit()).toBe('WRITTEN');
    expect(await rooms.authors(ids.esdoorn)).toEqual(new Map([['safeNow', [person('police')]]]));
    const close = (head: number) =>
      ledger.commit({
        guards: [{ kind: 'ROOMS_AT', heads: new Map([[room, head]]), holder: 'closing' }],
        changes: [],
        lines: [],
      });
    expect((await close(2)).kind).toBe('MOVED');
    const held = await rooms.hold([room], 'closing', start, start + 10_000);
    expect(held).toEqual({ kind: 'HELD', heads: new Map([[room, 2]]) });
    expect(edit()).toBe('REFUSED');
    expect(await rooms.hold([room], 'other', start, start + 10_000)).toMatchObject({ why: 'held' });
    expect((await close(1)).kind).toBe('MOVED');
    expect((await close(2)).kind).toBe('STORED');
    expect(rooms.isClosed(room)).toBe(true);
    expect(await rooms.hold([room], 'closing', start, start)).toMatchObject({ why: 'closed' });
    const after = await rooms.item(ids.esdoorn);
    expect(after && settledValue(after.reading.registers.safeNow)).toBe('NO');
  });
});
