import { addHours, localDate, type ItemId, type MeetingId } from '@overlegtafel/domain';
import { itemRoom } from '@overlegtafel/protocol';
import { apiContract } from '@overlegtafel/protocol/api';
import { describe, expect, it } from 'vitest';
import { closeMeeting } from '../commands/close-meeting.ts';
import { comeBack } from '../commands/come-back.ts';
import { enterMeeting } from '../commands/enter-meeting.ts';
import { talkThroughAll } from '../commands/held-meeting.fixture.ts';
import { itemCalls } from '../commands/item-calls.ts';
import { must } from '../commands/item-steps.fixture.ts';
import { openMeeting } from '../commands/open-meeting.ts';
import { ids, person } from '../memory/small-people.fixture.ts';
import { type SmallTable, smallTable } from '../memory/small-table.fixture.ts';
import { meetingLive, visibleItems, whoFollowsItem } from './live-view.ts';
import { readCase } from './read-case.ts';
import { readFollowUp } from './read-follow-up.ts';
import { readItem } from './read-item.ts';
import { readMeeting } from './read-meeting.ts';
import { readMyWeek } from './read-my-week.ts';
import { readRecord } from './read-record.ts';
import { readRecords } from './read-records.ts';
import { roomAccess } from './room-access.ts';
import { search } from './search.ts';

const who = 'behavioural-scientist';
const colleague = 'vt-worker';
const reason = 'Ik ken de moeder van de kerk.';
const notThere = { kind: 'REFUSED', refusal: { kind: 'NOT_THERE' } };
const none = { mayRead: false, mayWrite: false };

interface NextWeek {
  readonly small: SmallTable;
  readonly next: MeetingId;
  /** The item of Esdoorn at the next table: closing made it. */
  readonly later: ItemId;
  readonly record: string;
}

/** Somebody stepped out of Esdoorn at a table that deferred it and closed; the next table has it again. */
async function nextWeek(): Promise<NextWeek> {
  const present = ['chair', colleague, who, 'process-director'];
  const small = await smallTable({ esdoorn: 'WAITING', seed: {}, present });
  const { world, caller } = small;
  await must(itemCalls.recuse({ item: ids.esdoorn, body: { reason } }, caller(who), world));
  const checkOn = localDate('2026-11-30');
  await talkThroughAll(small, ids.meeting, { decision: 'DEFERRAL', checkOn });
  const { record = '' } = await must(
    closeMeeting({ meeting: ids.meeting }, caller('chair'), world),
  );
  const [meeting] = await small.stores.unclosedMeetings(ids.table);
  if (!meeting) throw new Error('closing made no next meeting');
  small.clock.now = addHours(meeting.startsAt, 0);
  await must(openMeeting({ meeting: meeting.id }, caller('chair'), world));
  await must(enterMeeting({ meeting: meeting.id }, caller(who), world));
  const items = await small.stores.itemsOf(meeting.id);
  const later = items.find(({ caseId }) => caseId === ids.caseEsdoorn);
  if (!later) throw new Error('Esdoorn is not on the next agenda');
  return { small, next: meeting.id, later: later.id, record };
}

/** Everything of Esdoorn that reaches somebody, in words: empty for whoever stands outside it. */
async function reaches({ small, next, later, record }: NextWeek, id: string): Promise<string[]> {
  const { world } = small;
  const caller = small.caller(id);
  const table = ids.table;
  const parts = {
    item: await readItem({ item: later }, caller, world),
    before: await readItem({ item: ids.esdoorn }, caller, world),
    case: await readCase({ case: ids.caseEsdoorn }, caller, world),
    agenda: await readMeeting({ meeting: next }, caller, world),
    last: await readMeeting({ meeting: ids.meeting }, caller, world),
    followUp: await readFollowUp({ meeting: next }, caller, world),
    week: await readMyWeek({}, caller, world),
    record: await readRecord({ record }, caller, world),
    search: await search({ table, words: 'Esdoorn' }, caller, world),
    live: await meetingLive(next, person(id), world),
    events: await whoFollowsItem(later, [person(id)], world),
    items: await visibleItems(next, person(id), world),
    room: (await roomAccess(person(id), itemRoom(later), world)).mayRead,
  };
  const isIn = (part: unknown) =>
    part === true ||
    (part instanceof Set && part.size > 0) ||
    /esdoorn/i.test(JSON.stringify(part)) ||
    JSON.stringify(part).includes(later);
  return Object.entries(parts).flatMap(([name, part]) => (isIn(part) ? [name] : []));
}

describe('RT120 stepping out of a case', () => {
  it('holds for the item that the next table makes of it, in every way in which it is read', async () => {
    const week = await nextWeek();
    expect(await reaches(week, who)).toEqual([]);
    const others = await reaches(week, colleague);
    for (const way of ['item', 'case', 'agenda', 'record', 'search', 'events', 'items', 'room'])
      expect(others).toContain(way);
    const { small, later } = week;
    expect(await roomAccess(person(who), itemRoom(later), small.world)).toMatchObject(none);
    const records = await must(readRecords({ table: ids.table }, small.caller(who), small.world));
    expect(records.records.map(({ items }) => items)).toEqual([1]);
  });

  it('holds for the weighing: nobody waits for who stands outside, and they cannot weigh', async () => {
    const { small, later } = await nextWeek();
    const { world, caller } = small;
    const body = { level: 'STRUCTURAL', words: '' };
    const rate = (id: string) => itemCalls.rate({ item: later, body }, caller(id), world);
    expect(await rate(who)).toEqual(notThere);
    const { ratings, recused } = await must(readItem({ item: later }, caller('chair'), world));
    expect(ratings).toMatchObject({ kind: 'SEALED', rated: 0 });
    expect(recused).toEqual([who]);
    const asked = 'asked' in ratings ? ratings.asked : 0;
    await comeBackAs(small, who);
    const after = await must(readItem({ item: later }, caller('chair'), world));
    expect(after.ratings).toMatchObject({ asked: asked + 1 });
  });
});

async function recusalOf(small: SmallTable, id: string) {
  const week = await must(readMyWeek({}, small.caller(id), small.world));
  return apiContract.myWeek.answer.parse(week).recusals;
}

async function comeBackAs(small: SmallTable, id: string, words = 'Zij is verhuisd.') {
  const [{ id: recusal } = { id: '' }] = await recusalOf(small, id);
  return comeBack({ recusal, body: { reason: words } }, small.caller(id), small.world);
}

describe('RT121 coming back to a case', () => {
  it('is by whoever stepped out, with a reason, and gives them what they had', async () => {
    const week = await nextWeek();
    const { small, later } = week;
    const { world, caller } = small;
    const [recusal, ...more] = await recusalOf(small, who);
    expect(recusal).toMatchObject({ reason });
    expect(recusal?.tableName).not.toBe('');
    expect(more).toEqual([]);
    expect(await recusalOf(small, colleague)).toEqual([]);
    const body = { reason: 'Zij is verhuisd.' };
    const named = { recusal: recusal?.id ?? '', body };
    for (const other of ['chair', colleague])
      expect(await comeBack(named, caller(other), world)).toEqual(notThere);
    const empty = await comeBack({ ...named, body: { reason: ' ' } }, caller(who), world);
    expect(empty).toMatchObject({ refusal: { kind: 'MISTAKES' } });
    expect(await readItem({ item: later }, caller(who), world)).toEqual(notThere);

    const told = small.told.length;
    await must(comeBack(named, caller(who), world));
    expect(small.told.slice(told)).toContainEqual({ kind: 'RIGHTS', person: who });
    expect(await reaches(week, who)).toContain('record');
    expect((await roomAccess(person(who), itemRoom(later), world)).mayWrite).toBe(true);
    expect(await recusalOf(small, who)).toEqual([]);
    expect(await comeBack(named, caller(who), world)).toEqual(notThere);
  });

  it('is logged, and told to whoever is told who stepped out', async () => {
    const { small, later } = await nextWeek();
    await must(comeBackAs(small, who));
    const lines = small.ledger.lines.filter(({ event }) => event === 'come-back');
    expect(lines).toMatchObject([{ person: who, caseId: ids.caseEsdoorn, result: 'ALLOWED' }]);
    const { cameBack, recused } = await must(
      readItem({ item: later }, small.caller('chair'), small.world),
    );
    expect(cameBack).toMatchObject([{ person: who, reason: 'Zij is verhuisd.' }]);
    expect(recused).toEqual([]);
  });

  it('who comes back may step out again, and a place at the table is needed to come back', async () => {
    const { small, later } = await nextWeek();
    const { world, caller } = small;
    await must(comeBackAs(small, who));
    const again = { item: later, body: { reason: 'Toch niet.' } };
    await must(itemCalls.recuse(again, caller(who), world));
    expect(await readItem({ item: later }, caller(who), world)).toEqual(notThere);
    expect(await recusalOf(small, who)).toHaveLength(1);
    const [row] = await small.stores.membershipsOf(person(who));
    const ended = { put: 'membership', row: { ...row!, until: small.clock.now } } as const;
    const [recusal] = await recusalOf(small, who);
    await world.ledger.commit({ guards: [], changes: [ended], lines: [] });
    const named = { recusal: recusal?.id ?? '', body: { reason: 'Ik wil terug.' } };
    expect(await comeBack(named, caller(who), world)).toEqual(notThere);
  });
});
