import type { MeetingId, PersonId } from '@overlegtafel/domain';
import type { RoomName } from '@overlegtafel/protocol';
import { expect, it } from 'vitest';
import type { Change, Committed, Guard } from '../ports/changes.ts';
import * as sample from './sample-rows.ts';
import { store, type StoresUnderTest } from './stores-under-test.ts';

const isOpen = { kind: 'MEETING_IS', meeting: sample.meeting, states: ['OPEN'] } as const;
const rooms: readonly RoomName[] = ['item:maple-item', 'meeting:first-meeting'];

function at(revision: number): Guard {
  return { kind: 'MEETING_AT', meeting: sample.meeting, revision };
}

/** How commits and their guards behave, alone and many at once. */
export function describeCommits(made: () => StoresUnderTest): void {
  describeGuards(made);
  describeMany(made);
}

function describeGuards(made: () => StoresUnderTest): void {
  it('SR10 a commit whose guard does not hold stores nothing, and says which guard', async () => {
    const { stores } = made();
    await store(made(), sample.smallWeek);
    const changes: Change[] = [
      { add: 'itemDeed', row: sample.itemDeed(1) },
      { put: 'case', row: sample.caseRow({ alias: 'Anders' }) },
      { add: 'record', row: sample.newRecord('a-record') },
    ];
    const isClosed: Guard = { ...isOpen, states: ['CLOSED'] };
    const unknown: Guard = { ...isOpen, meeting: 'none' as MeetingId };
    const gone: Guard = { kind: 'ROOMS_AT', heads: new Map([['item:gone', 0]]), holder: 'h' };
    for (const guards of [
      [isOpen, isClosed],
      [isOpen, at(1)],
      [isOpen, unknown],
      [isOpen, gone],
    ])
      expect(await store(made(), changes, guards)).toEqual({ kind: 'MOVED', guard: 1 });
    expect(await stores.meeting(sample.meeting)).toEqual(sample.openMeeting());
    expect(await stores.deedsOf([sample.item])).toEqual([]);
    expect(await stores.cases([sample.caseId])).toEqual([sample.caseRow()]);
    expect(await stores.record('a-record')).toBeUndefined();
  });

  it('SR17 of two who enter the same subject of an issuer one is stored, with all of its commit', async () => {
    const { stores } = made();
    const processes = [made(), await made().another()];
    const entered = await Promise.all(
      processes.map((process, n) => {
        const person = `new-person-${n}` as PersonId;
        const guard = { kind: 'SUBJECT_IS_NEW', issuer: 'issuer', subject: 'lb', person } as const;
        const row = { id: person, name: 'Nieuw', initials: 'N', organisation: sample.veiligThuis };
        return store(process, [{ put: 'person', row }], [guard]);
      }),
    );
    expect(entered.map(({ kind }) => kind).toSorted()).toEqual(['MOVED', 'STORED']);
    const ids = ['new-person-0', 'new-person-1'] as PersonId[];
    expect(await stores.people(ids)).toHaveLength(1);
  });

  it('SR11 guards raise the revision once, and writing the meeting does not touch it', async () => {
    const { stores } = made();
    await store(made(), sample.smallWeek);
    const put: Change = { put: 'meeting', row: sample.openMeeting({ current: sample.item }) };
    expect(await store(made(), [put], [isOpen, at(0)])).toEqual({ kind: 'STORED' });
    expect(await stores.meeting(sample.meeting)).toMatchObject({
      revision: 1,
      current: sample.item,
    });
    await store(made(), [put]);
    expect((await stores.meeting(sample.meeting))?.revision).toBe(1);
    expect(await store(made(), [], [at(0)])).toEqual({ kind: 'MOVED', guard: 0 });
  });

  it('SR13 closing closes the rooms that are held and did not move, with all of the commit', async () => {
    const { stores } = made();
    await store(made(), sample.smallWeek);
    const heads = await made().holdRooms(rooms, 'closer');
    const close = (holder: string, moved: number): Promise<Committed> =>
      store(
        made(),
        [{ put: 'meeting', row: sample.closedMeeting() }],
        [
          {
            kind: 'ROOMS_AT',
            heads: new Map([...heads].map(([room, head]) => [room, head + moved])),
            holder,
          },
          at(0),
        ],
      );
    expect(await close('another', 0)).toEqual({ kind: 'MOVED', guard: 0 });
    expect(await close('closer', 1)).toEqual({ kind: 'MOVED', guard: 0 });
    expect((await stores.meeting(sample.meeting))?.state.kind).toBe('OPEN');
    expect(await Promise.all(rooms.map((room) => made().isClosed(room)))).toEqual([false, false]);
    expect(await close('closer', 0)).toEqual({ kind: 'STORED' });
    expect((await stores.meeting(sample.meeting))?.state.kind).toBe('CLOSED');
    expect(await Promise.all(rooms.map((room) => made().isClosed(room)))).toEqual([true, true]);
    expect((await close('closer', 0)).kind).toBe('MOVED');
  });
}

function describeMany(made: () => StoresUnderTest): void {
  it('SR12 twenty commits at once raise the revision by twenty and lose no deed', async () => {
    const { stores } = made();
    await store(made(), sample.smallWeek);
    const processes = [made(), await made().another()];
    const deeds = Array.from({ length: 20 }, (_, i) => sample.itemDeed(i));
    const committed = await Promise.all(
      deeds.map((row, i) =>
        store(processes[i % 2] ?? made(), [{ add: 'itemDeed', row }], i < 15 ? [isOpen] : []),
      ),
    );
    expect(committed.every(({ kind }) => kind === 'STORED')).toBe(true);
    expect((await stores.meeting(sample.meeting))?.revision).toBe(15);
    const read = await stores.deedsOf([sample.item]);
    expect(new Set(read.map(({ id }) => id))).toEqual(new Set(deeds.map(({ id }) => id)));
  });

  it('SR12 of twenty who look at the same revision exactly one is stored', async () => {
    await store(made(), sample.smallWeek);
    const processes = [made(), await made().another()];
    const committed = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        store(
          processes[i % 2] ?? made(),
          [{ add: 'meetingDeed', row: sample.meetingDeed(i) }],
          [at(0)],
        ),
      ),
    );
    expect(committed.filter(({ kind }) => kind === 'STORED')).toHaveLength(1);
    expect(await made().stores.deedsOfMeeting(sample.meeting)).toHaveLength(1);
    expect((await made().stores.meeting(sample.meeting))?.revision).toBe(1);
  });

  it('SR23 two who are first in a new case at once can both be read', async () => {
    const { stores } = made();
    const processes = [made(), await made().another()];
    await store(made(), [{ put: 'table', row: sample.tableRow() }]);
    await Promise.all(
      Array.from({ length: 20 }, (_, i) => {
        const id = sample.reportId(`report-${i}`);
        return store(processes[i % 2] ?? made(), [
          { put: 'report', row: sample.reportRow({ id }) },
          { put: 'reporter', row: { reportId: sample.reportRow().id, name: `Naam ${i}` } },
        ]);
      }),
    );
    expect(await stores.reportsOf([sample.caseId])).toHaveLength(20);
    expect((await stores.reporterOf(sample.reportRow().id))?.name).toMatch(/^Naam \d+$/);
  });
}
