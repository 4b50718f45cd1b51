import { addHours, instantOf, localDate, localDateOf, type MeetingId } from '@overlegtafel/domain';
import { describe, expect, it } from 'vitest';
import { handoverAnswered } from '../closing/handover-answered.ts';
import { ids, lastWeek, person } from '../memory/small-people.fixture.ts';
import { type SmallTable, smallTable } from '../memory/small-table.fixture.ts';
import { readRecord } from '../queries/read-record.ts';
import { adjournMeeting } from './adjourn-meeting.ts';
import { chooseCapacity } from './choose-capacity.ts';
import { closeMeeting } from './close-meeting.ts';
import { correct } from './correct.ts';
import { enterMeeting, leaveMeeting } from './enter-meeting.ts';
import { talkThrough } from './held-meeting.fixture.ts';
import { openMeeting } from './open-meeting.ts';
import { planMeeting } from './plan-meeting.ts';
import { putOnAgenda } from './put-on-agenda.ts';
import { resumeMeeting } from './resume-meeting.ts';
import { takeChair } from './take-chair.ts';

const meeting = ids.meeting;
const rowOf = async ({ stores }: SmallTable, id = meeting) => {
  const row = await stores.meeting(id);
  if (!row) throw new Error('no meeting');
  return row;
};
const isThere = async ({ stores }: SmallTable, who: string, id = meeting) =>
  (await stores.attendance(id)).find((one) => one.person === who)?.isPresent;

async function planned(small: SmallTable, days = 7): Promise<MeetingId> {
  const startsAt = addHours(small.world.now(), days * 24);
  const date = localDateOf(startsAt);
  const wish = { table: ids.table, date, startsAt };
  const outcome = await planMeeting(wish, small.caller('secretary'), small.world);
  if (outcome.kind !== 'DONE') throw new Error(JSON.stringify(outcome));
  return outcome.value.id;
}

describe('a meeting', () => {
  it('MC10 is planned once for a day, on the day at which it starts', async () => {
    const small = await smallTable();
    const id = await planned(small);
    expect(await rowOf(small, id)).toMatchObject({ date: '2026-12-01', revision: 1 });
    await expect(planned(small)).rejects.toThrow('DATE_TAKEN');
    const wrong = { table: ids.table, date: localDate('2026-12-09'), startsAt: small.world.now() };
    expect(await planMeeting(wrong, small.caller('secretary'), small.world)).toMatchObject({
      refusal: { kind: 'MISTAKES', mistakes: [{ path: 'startsAt' }] },
    });
  });

  it('UC320 is not planned for a day that has been', async () => {
    const small = await smallTable();
    const date = localDate('2026-11-23');
    const startsAt = instantOf(date, '09:00');
    const past = { table: ids.table, date, startsAt };
    expect(await planMeeting(past, small.caller('secretary'), small.world)).toMatchObject({
      refusal: { kind: 'MISTAKES', mistakes: [{ path: 'date', kind: 'IN_PAST' }] },
    });
  });

  it('MC11 opens when it is prepared, and whoever opens it chairs', async () => {
    const small = await smallTable({ meeting: 'PREPARED', present: [] });
    const open = () => openMeeting({ meeting }, small.caller('chair'), small.world);
    expect((await open()).kind).toBe('DONE');
    expect((await rowOf(small)).state).toMatchObject({ kind: 'OPEN', chair: 'chair' });
    expect(await isThere(small, 'chair')).toBe(true);
    expect(await open()).toMatchObject({ refusal: { kind: 'NOT_NOW', because: 'MEETING_OPEN' } });
  });

  it('MC11, MC40 opening does again what was interrupted', async () => {
    const small = await smallTable({ esdoorn: 'WAITING', seed: {} });
    const later = localDate('2026-11-26');
    await talkThrough(small, ids.esdoorn, { decision: 'DEFERRAL', due: later });
    await talkThrough(small, ids.linde);
    const prepare = small.rooms.prepare.bind(small.rooms);
    let calls = 0;
    small.rooms.prepare = (rooms) => {
      calls += 1;
      return calls === 2 ? Promise.reject(new Error('interrupted')) : prepare(rooms);
    };
    const closed = await closeMeeting({ meeting }, small.caller('chair'), small.world);
    expect(closed.kind).toBe('DONE');
    const [next] = await small.stores.unclosedMeetings(ids.table);
    if (!next) throw new Error('no next meeting');
    expect(await small.stores.itemsOf(next.id)).toEqual([]);
    small.clock.now = next.startsAt;
    await openMeeting({ meeting: next.id }, small.caller('chair'), small.world);
    const items = await small.stores.itemsOf(next.id);
    expect(items).toMatchObject([{ caseId: ids.caseEsdoorn, follows: ids.esdoorn }]);
  });

  it('MC12, MC13 is adjourned with a reason and goes on', async () => {
    const small = await smallTable({ present: [] });
    const adjourn = (reason: string) =>
      adjournMeeting({ meeting, reason }, small.caller('chair'), small.world);
    expect(await adjourn(' ')).toMatchObject({ refusal: { kind: 'MISTAKES' } });
    expect((await adjourn('Morgen verder')).kind).toBe('DONE');
    expect((await rowOf(small)).state).toMatchObject({
      kind: 'ADJOURNED',
      reason: 'Morgen verder',
    });
    const resumed = await resumeMeeting({ meeting }, small.caller('chair'), small.world);
    expect(resumed.kind).toBe('DONE');
    expect((await rowOf(small)).state).toMatchObject({ kind: 'OPEN', chair: 'chair' });
    expect(await isThere(small, 'chair')).toBe(true);
    const deeds = await small.stores.deedsOfMeeting(meeting);
    expect(deeds.map(({ content }) => content.kind)).toEqual(['ADJOURNED', 'RESUMED']);
  });

  it('MC14 the chair is taken when the chair has been gone for a minute', async () => {
    const small = await smallTable();
    const membership = {
      id: 'second-chair',
      person: person('secretary'),
      role: 'chair',
      organisation: (await small.stores.membershipsOf(person('chair')))[0]!.organisation,
      table: ids.table,
      from: lastWeek,
    } as const;
    await small.ledger.commit({
      guards: [],
      changes: [{ put: 'membership', row: membership }],
      lines: [],
    });
    const take = () => takeChair({ meeting }, small.caller('secretary'), small.world);
    const there = { refusal: { kind: 'NOT_NOW', because: 'CHAIR_IS_THERE' } };
    expect(await take()).toMatchObject(there);
    await leaveMeeting({ meeting }, small.caller('chair'), small.world);
    small.clock.now = (small.clock.now + 59_999) as typeof small.clock.now;
    expect(await take()).toMatchObject(there);
    small.clock.now = (small.clock.now + 1) as typeof small.clock.now;
    expect((await take()).kind).toBe('DONE');
    expect((await rowOf(small)).state).toMatchObject({ chair: 'secretary' });
  });

  it('MC15 entering and leaving raise the revision once', async () => {
    const small = await smallTable();
    const { revision } = await rowOf(small);
    const enter = () => enterMeeting({ meeting }, small.caller('mental-health'), small.world);
    expect((await enter()).kind).toBe('DONE');
    expect((await enter()).kind).toBe('DONE');
    expect(await isThere(small, 'mental-health')).toBe(true);
    expect((await rowOf(small)).revision).toBe(revision + 1);
    await leaveMeeting({ meeting }, small.caller('mental-health'), small.world);
    expect(await isThere(small, 'mental-health')).toBe(false);
    expect((await rowOf(small)).revision).toBe(revision + 2);
    const closed = await smallTable({ meeting: 'CLOSED' });
    expect(
      await enterMeeting({ meeting }, closed.caller('mental-health'), closed.world),
    ).toMatchObject({ refusal: { kind: 'NOT_NOW' } });
  });

  it('MC16 the choice above the capacity names items of the agenda, or says why', async () => {
    const small = await smallTable();
    const choose = (choice: Parameters<typeof chooseCapacity>[0]['choice']) =>
      chooseCapacity({ meeting, choice }, small.caller('chair'), small.world);
    expect(await choose({ kind: 'DO_ALL', reason: ' ' })).toMatchObject({
      refusal: { kind: 'MISTAKES' },
    });
    const stranger = 'elsewhere' as typeof ids.linde;
    expect(await choose({ kind: 'LET_WAIT', items: [stranger] })).toMatchObject({
      refusal: { mistakes: [{ path: 'items.0' }] },
    });
    expect((await choose({ kind: 'LET_WAIT', items: [ids.linde] })).kind).toBe('DONE');
    expect((await rowOf(small)).capacityChoice).toEqual({ kind: 'LET_WAIT', items: [ids.linde] });
  });

  it('MC17, MC30, MC31 a case goes on an agenda once, with what the table knew of it', async () => {
    const small = await smallTable();
    const next = await planned(small);
    const put = (who: string, caseId = ids.caseEsdoorn) =>
      putOnAgenda({ meeting: next, caseId }, small.caller(who), small.world);
    expect(await put('process-director', ids.caseLinde)).toMatchObject({
      refusal: { kind: 'NOT_THERE' },
    });
    expect(await put('police')).toMatchObject({ refusal: { kind: 'NOT_YOURS' } });
    const first = await put('process-director');
    expect(await put('chair')).toEqual(first);
    await put('chair', ids.caseLinde);
    const items = await small.stores.itemsOf(next);
    expect(items).toMatchObject([
      { caseId: ids.caseEsdoorn, follows: ids.esdoorn, place: 1 },
      { caseId: ids.caseLinde, follows: ids.linde, place: 2 },
    ]);
    expect(items[0]).not.toHaveProperty('report');
    const [item] = items;
    const read = item && (await small.rooms.item(item.id))?.reading;
    expect(read?.richText.facts[0]?.text).toBe('Politie zaterdag 23:40 ter plaatse.');
    expect(read?.conditions).toHaveLength(1);
    expect(read?.actions).toEqual([]);
    expect(read?.registers).toMatchObject({
      safeNow: { kind: 'EMPTY' },
      owner: { kind: 'EMPTY' },
      decisionKind: { kind: 'EMPTY' },
    });
  });

  it('MC18 a refused command changes nothing, is logged, and tells strangers nothing', async () => {
    const small = await smallTable({ meeting: 'PREPARED' });
    const before = await rowOf(small);
    const open = (who: string, id = meeting) =>
      openMeeting({ meeting: id }, small.caller(who), small.world);
    expect(await open('secretary')).toMatchObject({ refusal: { kind: 'NOT_YOURS' } });
    expect(small.ledger.lines).toMatchObject([{ event: 'open-meeting', result: 'REFUSED' }]);
    expect(await open('nobody')).toEqual(await open('nobody', 'no-meeting' as MeetingId));
    expect(await rowOf(small)).toEqual(before);
  });

  it('MC62 a receipt ends a handover and a refusal does not', () => {
    const handover = {
      item: ids.esdoorn,
      from: 'veilig-thuis',
      offeredAt: lastWeek,
      answer: { kind: 'NONE' },
    };
    const row = {
      key: `ITEM:${ids.esdoorn}`,
      table: ids.table,
      caseId: ids.caseEsdoorn,
      item: ids.esdoorn,
      thing: { kind: 'ITEM', item: ids.esdoorn, standing: { kind: 'HANDOVER', handover } },
      words: '',
      isEnded: false,
    } as unknown as Parameters<typeof handoverAnswered>[0];
    const who = { by: person('police'), at: lastWeek };
    const [received] = handoverAnswered(row, { kind: 'RECEIVED', ...who });
    expect(received).toMatchObject({ put: 'openThing', row: { isEnded: true } });
    const [refused] = handoverAnswered(row, { kind: 'REFUSED', ...who, reason: 'Wachtlijst' });
    expect(refused).toMatchObject({
      row: { isEnded: false, thing: { standing: { handover: { answer: { kind: 'REFUSED' } } } } },
    });
    expect(handoverAnswered(undefined, { kind: 'RECEIVED', ...who })).toEqual([]);
  });

  it('MC70 a correction points to what it corrects, which stays as it is', async () => {
    const small = await smallTable({ esdoorn: 'WAITING', seed: {} });
    await talkThrough(small, ids.esdoorn);
    await talkThrough(small, ids.linde);
    const closed = await closeMeeting({ meeting }, small.caller('chair'), small.world);
    if (closed.kind !== 'DONE') throw new Error('not closed');
    const { record } = closed.value;
    const before = await small.stores.record(record);
    const wish = { record, reason: 'Verkeerde dag', words: 'Het was zondag.' };
    const say = (who: string, item?: typeof ids.linde) =>
      correct({ ...wish, ...(item ? { item } : {}) }, small.caller(who), small.world);
    expect(await say('chair')).toMatchObject({ refusal: { kind: 'MISTAKES' } });
    expect(await say('local-team', ids.linde)).toMatchObject({ refusal: { kind: 'NOT_THERE' } });
    expect((await say('secretary', ids.linde)).kind).toBe('DONE');
    expect(await small.stores.record(record)).toEqual(before);
    const read = await readRecord({ record }, small.caller('chair'), small.world);
    expect(read).toMatchObject({
      value: {
        corrections: [
          { item: ids.linde, reason: 'Verkeerde dag', words: 'Het was zondag.', by: 'secretary' },
        ],
      },
    });
  });
});
