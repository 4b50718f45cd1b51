import { keyOf } from '@overlegtafel/domain';
import { itemRoom, meetingRoom } from '@overlegtafel/protocol';
import { describe, expect, it } from 'vitest';
import { ids, person } from '../memory/small-people.fixture.ts';
import { type SmallTable, smallTable } from '../memory/small-table.fixture.ts';
import { readItemRecord, readRecordHead } from '../record/read-record.ts';
import { closeMeeting } from './close-meeting.ts';
import { talkThroughAll, typeIn } from './held-meeting.fixture.ts';
import { itemCalls } from './item-calls.ts';

const meeting = ids.meeting;

async function ready(): Promise<SmallTable> {
  const small = await smallTable({ esdoorn: 'WAITING', seed: {} });
  await talkThroughAll(small, meeting);
  return small;
}
const close = (small: SmallTable, who = 'chair') =>
  closeMeeting({ meeting }, small.caller(who), small.world);
const mayWrite = ({ rooms }: SmallTable) =>
  rooms.edit(itemRoom(ids.linde), person('vt-worker'), (doc) => typeIn(doc, 'facts', 'x'));

describe('closing a meeting', () => {
  it('MC51, MC54 closes the meeting, its items and rooms, and seals what stood there', async () => {
    const small = await ready();
    const outcome = await close(small);
    expect(outcome).toMatchObject({ kind: 'DONE' });
    const { stores, rooms } = small;
    expect((await stores.meeting(meeting))?.state).toMatchObject({
      kind: 'CLOSED',
      closedBy: 'chair',
    });
    const items = await stores.itemsOf(meeting);
    expect(items.map(({ state }) => state)).toEqual(['CLOSED', 'CLOSED']);
    for (const room of [meetingRoom(meeting), ...items.map(({ id }) => itemRoom(id))])
      expect(rooms.isClosed(room)).toBe(true);
    const record = await stores.recordOfMeeting(meeting);
    expect(record && readRecordHead(record.head).order).toEqual([ids.esdoorn, ids.linde]);
    const parts = record?.parts.map(({ body }) => readItemRecord(body ?? ''));
    expect(parts?.map(({ decision }) => decision.kind)).toEqual([
      'CONDITIONS_FOLLOWUP',
      'CONDITIONS_FOLLOWUP',
    ]);
    expect(small.ledger.lines.at(-1)).toMatchObject({ event: 'close-meeting', result: 'ALLOWED' });
    expect(small.rooms.timesRightsChanged).toBeGreaterThan(0);
  });

  it('MC52 with a blocker nothing closes, and writing goes on', async () => {
    const small = await ready();
    small.write(ids.linde, 'vt-worker', (doc) => doc.getArray('safeNow').delete(0, 1));
    const before = await small.stores.meeting(meeting);
    expect(await close(small)).toMatchObject({
      kind: 'REFUSED',
      refusal: { kind: 'BLOCKED', blockers: [{ kind: 'SAFE_NOW_MISSING', item: ids.linde }] },
    });
    expect(await small.stores.meeting(meeting)).toEqual(before);
    expect(mayWrite(small)).toBe('WRITTEN');
    expect(await small.stores.recordOfMeeting(meeting)).toBeUndefined();
  });

  it('MC52 any failure leaves the meeting open and lets writing go on', async () => {
    const small = await ready();
    small.rooms.authors = () => Promise.reject(new Error('disk full'));
    await expect(close(small)).rejects.toThrow('disk full');
    expect((await small.stores.meeting(meeting))?.state.kind).toBe('OPEN');
    expect(mayWrite(small)).toBe('WRITTEN');
  });

  it('MC50 a room that somebody else holds, or a second close, is refused', async () => {
    const small = await ready();
    const { rooms, world } = small;
    await rooms.hold([itemRoom(ids.linde)], 'other', world.now(), world.now() + 10_000);
    expect(await close(small)).toMatchObject({ refusal: { kind: 'MOVED' } });
    await rooms.release([itemRoom(ids.linde)], 'other');
    expect((await close(small)).kind).toBe('DONE');
    expect(await close(small)).toMatchObject({
      refusal: { kind: 'NOT_NOW', because: 'MEETING_CLOSED' },
    });
  });

  it('MC53 a command in between makes it look again, at most twice', async () => {
    const small = await ready();
    const commit = small.ledger.commit.bind(small.ledger);
    let meddle = 2;
    small.ledger.commit = async (commits) => {
      if (commits.guards.some(({ kind }) => kind === 'ROOMS_AT') && meddle > 0) {
        meddle -= 1;
        await commit({
          guards: [{ kind: 'MEETING_IS', meeting, states: ['OPEN'] }],
          changes: [],
          lines: [],
        });
      }
      return commit(commits);
    };
    expect((await close(small)).kind).toBe('DONE');
    const again = await ready();
    const inner = again.ledger.commit.bind(again.ledger);
    again.ledger.commit = async (commits) => {
      if (commits.guards.some(({ kind }) => kind === 'ROOMS_AT'))
        await inner({
          guards: [{ kind: 'MEETING_IS', meeting, states: ['OPEN'] }],
          changes: [],
          lines: [],
        });
      return inner(commits);
    };
    expect(await close(again)).toMatchObject({ refusal: { kind: 'MOVED' } });
    expect((await again.stores.meeting(meeting))?.state.kind).toBe('OPEN');
    expect(mayWrite(again)).toBe('WRITTEN');
  });

  it('MC55 only the chair closes, and others hear whether it is theirs', async () => {
    const small = await ready();
    expect(await close(small, 'police')).toMatchObject({ refusal: { kind: 'NOT_YOURS' } });
    expect(await close(small, 'privacy-officer')).toMatchObject({ refusal: { kind: 'NOT_THERE' } });
    expect(small.ledger.lines.at(-1)).toMatchObject({ result: 'REFUSED', event: 'close-meeting' });
  });

  it('MC55 a chair who stepped out of an item hears that something is open there, not what', async () => {
    const small = await ready();
    const stepped = await itemCalls.recuse(
      { item: ids.linde, body: { reason: 'Ik ken het gezin.' } },
      small.caller('chair'),
      small.world,
    );
    expect(stepped.kind).toBe('DONE');
    small.write(ids.linde, 'vt-worker', (doc) => doc.getArray('safeNow').delete(0, 1));
    expect(await close(small)).toMatchObject({
      refusal: { kind: 'NOT_NOW', because: 'BLOCKED_ELSEWHERE' },
    });
  });

  it('MC60 what is open stands in the books, with what people read and who has it', async () => {
    const small = await ready();
    await close(small);
    const things = await small.stores.openThings(ids.table);
    const actions = things.filter(({ thing }) => thing.kind === 'ACTION');
    expect(actions).toHaveLength(4);
    for (const row of actions) {
      expect(row.key).toBe(keyOf(row.thing));
      expect(row).toMatchObject({ owner: { person: 'vt-worker' }, dueOn: '2026-11-27' });
      expect(row.words).toMatch(/^Bel/);
      expect(row.seen).toMatch(/^[0-9a-f]{64}$/);
    }
    expect(things.filter(({ thing }) => thing.kind === 'ITEM')).toEqual([]);
  });

  it('MC41 the next meeting stands there a week later, at the same time by the clock', async () => {
    const small = await ready();
    await close(small);
    const [next, ...more] = await small.stores.unclosedMeetings(ids.table);
    expect(more).toEqual([]);
    expect(next).toMatchObject({ date: '2026-12-01', state: { kind: 'PREPARED' } });
    expect(next && next.startsAt - small.world.now()).toBe(7 * 24 * 3_600_000);
    expect(next && small.rooms.isClosed(meetingRoom(next.id))).toBe(false);
  });
});
