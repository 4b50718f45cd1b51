import { addHours } from '@overlegtafel/domain';
import { writeItemRegister } from '@overlegtafel/documents';
import { itemRoom } from '@overlegtafel/protocol';
import { apiContract } from '@overlegtafel/protocol/api';
import { expect, it } from 'vitest';
import { closeMeeting } from '../commands/close-meeting.ts';
import { talkThrough } from '../commands/held-meeting.fixture.ts';
import { itemCalls } from '../commands/item-calls.ts';
import { openMeeting } from '../commands/open-meeting.ts';
import { must, ownerSeen } from '../commands/item-steps.fixture.ts';
import { ids, ownedBy, person } from '../memory/small-people.fixture.ts';
import { type SmallTable, smallTable } from '../memory/small-table.fixture.ts';
import { readCase } from '../queries/read-case.ts';
import { readMyWeek } from '../queries/read-my-week.ts';

const item = ids.esdoorn;

/** A closed meeting; the case is for somebody of the police who was not there, and Veilig Thuis holds it. */
async function closed(): Promise<SmallTable> {
  const small = await smallTable({
    esdoorn: 'WAITING',
    seed: {},
    present: ['chair', 'vt-worker', 'process-director', 'local-team'],
  });
  await talkThrough(small, item);
  await talkThrough(small, ids.linde);
  small.rooms.edit(itemRoom(item), person('vt-worker'), (doc) => {
    writeItemRegister(doc, 'owner', ownedBy('police'));
  });
  const body = { seen: await ownerSeen(small) };
  await must(itemCalls.holdOwner({ item, body }, small.caller('vt-worker'), small.world));
  await must(closeMeeting({ meeting: ids.meeting }, small.caller('chair'), small.world));
  return small;
}

async function offeredTo(small: SmallTable, who: string) {
  const week = await must(readMyWeek({}, small.caller(who), small.world));
  return apiContract.myWeek.answer.parse(week).handovers;
}

const unanswered = {
  item,
  to: { kind: 'PERSON', person: 'police' },
  holder: 'vt-worker',
  answer: { kind: 'NONE' },
};

it('MC63 a case that was held at closing stands in the week of its owner and of its holder', async () => {
  const small = await closed();
  expect(await offeredTo(small, 'police')).toMatchObject([unanswered]);
  expect(await offeredTo(small, 'vt-worker')).toMatchObject([unanswered]);
  expect(await offeredTo(small, 'local-team')).toEqual([]);
  const [{ seen } = { seen: '' }] = await offeredTo(small, 'police');
  await must(itemCalls.acceptOwner({ item, body: { seen } }, small.caller('police'), small.world));
  expect(await offeredTo(small, 'police')).toEqual([]);
  expect((await small.stores.openThing(`ITEM:${item}`))?.isEnded).toBe(true);
});

it('MC63 a refusal or a day of silence brings it to the next table', async () => {
  for (const answer of ['REFUSED', 'SILENT']) {
    const small = await closed();
    const [{ seen } = { seen: '' }] = await offeredTo(small, 'police');
    const body = { seen, reason: 'Wij kennen dit gezin niet.' };
    if (answer === 'REFUSED')
      await must(itemCalls.declineOwner({ item, body }, small.caller('police'), small.world));
    const next = (await small.stores.unclosedMeetings(ids.table))[0]!;
    const onAgenda = async () => (await small.stores.itemsOf(next.id)).map((one) => one.caseId);
    expect(await onAgenda()).not.toContain(ids.caseEsdoorn);
    small.clock.now = addHours(small.clock.now, 24);
    await must(openMeeting({ meeting: next.id }, small.caller('chair'), small.world));
    expect(await onAgenda()).toContain(ids.caseEsdoorn);
  }
});

it('FB8 the meeting names who held the case, and the case is with them until its owner answers', async () => {
  const small = await closed();
  const read = async () => {
    const found = await must(
      readCase({ case: ids.caseEsdoorn }, small.caller('chair'), small.world),
    );
    return apiContract.case.answer.parse(found);
  };
  const past = { item, owner: { kind: 'PERSON', person: 'police' }, heldBy: 'vt-worker' };
  const held = await read();
  expect(held.meetings).toMatchObject([past]);
  expect(held.custody).toEqual({ kind: 'HOLDER', holder: 'vt-worker' });
  const [{ seen } = { seen: '' }] = await offeredTo(small, 'police');
  await must(itemCalls.acceptOwner({ item, body: { seen } }, small.caller('police'), small.world));
  const taken = await read();
  expect(taken.meetings).toMatchObject([past]);
  expect(taken.custody).toEqual({ kind: 'OWNER', owner: past.owner });
});
