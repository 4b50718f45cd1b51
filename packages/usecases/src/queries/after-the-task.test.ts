import { addHours, localDate, type TaskAccess } from '@overlegtafel/domain';
import { writeItemRegister } from '@overlegtafel/documents';
import { itemRoom } from '@overlegtafel/protocol';
import { describe, expect, it } from 'vitest';
import { closeMeeting } from '../commands/close-meeting.ts';
import { talkThrough, type Deciding } from '../commands/held-meeting.fixture.ts';
import { itemCalls } from '../commands/item-calls.ts';
import { complete, must, ownerSeen } from '../commands/item-steps.fixture.ts';
import { monitoringOutcome } from '../commands/monitoring-outcome.ts';
import { openMeeting } from '../commands/open-meeting.ts';
import { planMonitoring } from '../commands/plan-monitoring.ts';
import { ids, organisation, ownedBy, person } from '../memory/small-people.fixture.ts';
import { type SmallTable, smallTable } from '../memory/small-table.fixture.ts';
import { visibleItems, whoFollowsItem } from './live-view.ts';
import { readCase } from './read-case.ts';
import { readItem } from './read-item.ts';
import { readMeeting } from './read-meeting.ts';
import { readMyWeek } from './read-my-week.ts';
import { readRecords } from './read-records.ts';
import { roomAccess } from './room-access.ts';
import { search } from './search.ts';

const item = ids.esdoorn;
const who = 'local-team';

/** The ways in which Esdoorn reaches somebody now. */
async function ways({ world, caller }: SmallTable, id: string): Promise<readonly string[]> {
  const asks = caller(id);
  const parts = {
    item: await readItem({ item }, asks, world),
    case: await readCase({ case: ids.caseEsdoorn }, asks, world),
    agenda: await readMeeting({ meeting: ids.meeting }, asks, world),
    records: await readRecords({ table: ids.table }, asks, world),
    search: await search({ table: ids.table, words: 'Esdoorn' }, asks, world),
    week: await readMyWeek({}, asks, world),
    live: [...(await whoFollowsItem(item, [person(id)], world))],
    items: await visibleItems(ids.meeting, person(id), world),
    room: (await roomAccess(person(id), itemRoom(item), world)).mayRead,
  };
  const says = (part: unknown) =>
    part === true || (part !== false && /esdoorn|"items":1|local-team"\]/.test(textOf(part)));
  return Object.entries(parts).flatMap(([name, part]) => (says(part) ? [name] : []));
}

function textOf(part: unknown): string {
  return JSON.stringify(part).toLowerCase();
}

const close = (small: SmallTable, meeting = ids.meeting) =>
  must(closeMeeting({ meeting }, small.caller('chair'), small.world));

/** Esdoorn decided and closed, with one action that the local team said yes to. */
async function withAnAction(taskAccess?: TaskAccess): Promise<SmallTable> {
  const small = await smallTable(taskAccess ? { taskAccess } : {});
  await complete(small);
  await talkThrough(small, ids.linde);
  await close(small);
  return small;
}

const done = (small: SmallTable) =>
  must(itemCalls.actionDone({ item, action: ids.callSchool }, small.caller(who), small.world));

describe('RT122 whose last task in a case is done', () => {
  it('reads nothing of it any more, in no way, and is put out at once', async () => {
    const small = await withAnAction();
    const before = await ways(small, who);
    for (const way of ['item', 'case', 'records', 'search', 'live', 'items', 'room'])
      expect(before).toContain(way);
    const [told, asked] = [small.told.length, small.rooms.timesRightsChanged];
    await done(small);
    expect(await ways(small, who)).toEqual([]);
    expect(small.told.slice(told).map(({ kind }) => kind)).toContain('RIGHTS');
    expect(small.rooms.timesRightsChanged).toBeGreaterThan(asked);
  });

  it('RT124 reads on for the days of the setting', async () => {
    const small = await withAnAction({ daysAfterTask: 2 });
    await done(small);
    expect(await ways(small, who)).toContain('records');
    small.clock.now = addHours(small.clock.now, 48);
    expect(await ways(small, who)).toContain('room');
    small.clock.now = addHours(small.clock.now, 24);
    expect(await ways(small, who)).toEqual([]);
  });

  it('also when the table stopped with it, or they said no', async () => {
    const stopped = await withAnAction();
    const stop = { item, action: ids.callSchool, body: { reason: 'Niet meer nodig.' } };
    await must(itemCalls.stopAction(stop, stopped.caller('chair'), stopped.world));
    expect(await ways(stopped, who)).toEqual([]);

    const declined = await withAnAction();
    const row = await declined.stores.openThing(`ACTION:${ids.callSchool}`);
    const no = { seen: row?.seen ?? '', reason: 'Wij zijn vol.' };
    const body = { item, action: ids.callSchool, body: no };
    await must(itemCalls.declineAction(body, declined.caller(who), declined.world));
    const after = await declined.stores.openThing(`ACTION:${ids.callSchool}`);
    expect(after?.thing).toMatchObject({ acceptance: { kind: 'DECLINED' } });
    expect(await ways(declined, who)).toEqual([]);
  });

  it('before the meeting closes too', async () => {
    const small = await smallTable();
    await complete(small);
    await done(small);
    expect(await ways(small, who)).toEqual([]);
  });
});

/** Talks Esdoorn through with the local team as its owner, at whatever table. */
async function ownedByTeam(deciding: Deciding): Promise<SmallTable> {
  const present = ['chair', 'vt-worker', who, 'process-director'];
  const small = await smallTable({ esdoorn: 'WAITING', seed: {}, present });
  await talkThrough(small, item, deciding);
  await talkThrough(small, ids.linde);
  small.rooms.edit(itemRoom(item), person('vt-worker'), (doc) => {
    writeItemRegister(doc, 'owner', ownedBy(who));
  });
  const body = { seen: await ownerSeen(small) };
  await must(itemCalls.acceptOwner({ item, body }, small.caller(who), small.world));
  await close(small);
  return small;
}

describe('RT122 whoever has the case', () => {
  it('reads it until a later table gives it to somebody else', async () => {
    const checkOn = localDate('2026-11-30');
    const small = await ownedByTeam({ decision: 'DEFERRAL', checkOn });
    small.rooms.destroy(itemRoom(item));
    expect(await ways(small, who)).toContain('records');
    const [next] = await small.stores.unclosedMeetings(ids.table);
    small.clock.now = addHours(next!.startsAt, 0);
    await must(openMeeting({ meeting: next!.id }, small.caller('chair'), small.world));
    for (const { id, caseId } of await small.stores.itemsOf(next!.id))
      if (caseId === ids.caseEsdoorn) await talkThrough(small, id);
    expect(await ways(small, who)).toContain('records');
    await close(small, next!.id);
    expect(await ways(small, who)).toEqual([]);
  });

  it('has it no more when Veilig Thuis closed it, but for the check that is theirs', async () => {
    const small = await ownedByTeam({ decision: 'CLOSED_BY_VT' });
    const { world, caller } = small;
    expect(await ways(small, who)).toEqual([]);
    const asked = { case: ids.caseEsdoorn, body: { dueOn: '2027-02-24' } };
    const { id = '' } = await must(planMonitoring(asked, caller('vt-worker'), world));
    expect(await ways(small, who)).toContain('records');
    const found = { violenceStopped: 'YES', words: 'Rustig thuis.' };
    const told = { case: ids.caseEsdoorn, moment: id, body: found };
    await must(monitoringOutcome(told, caller(who), world));
    expect(await ways(small, who)).toEqual([]);
  });
});

it('RT122 who held an action has it until its owner says yes', async () => {
  const small = await smallTable();
  small.write(item, 'chair', (doc) => {
    writeItemRegister(doc, 'owner', ownedBy('vt-worker'));
  });
  const police = person('police');
  const reading = (await small.rooms.item(item))!.reading;
  const shelter = reading.actions.find(({ id }) => id === ids.shelter)!;
  expect(shelter.owner).toMatchObject({ value: { organisation: organisation('ggz') } });
  const held = { item, action: ids.callSchool };
  const call = reading.actions.find(({ id }) => id === ids.callSchool)!;
  const sees = async () => (await roomAccess(police, itemRoom(item), small.world)).mayRead;
  expect(await sees()).toBe(false);
  const deed = {
    id: 'held',
    item,
    meeting: ids.meeting,
    by: police,
    at: small.clock.now,
    content: { kind: 'HELD', of: { kind: 'ACTION', action: held.action }, seen: call.seen },
  } as const;
  await small.ledger.commit({ guards: [], changes: [{ add: 'itemDeed', row: deed }], lines: [] });
  expect(await sees()).toBe(true);
  small.clock.now = addHours(small.clock.now, 1);
  const yes = { ...held, body: { seen: call.seen } };
  await must(itemCalls.acceptAction(yes, small.caller(who), small.world));
  expect(await sees()).toBe(false);
});
