import { addHours } from '@overlegtafel/domain';
import { apiContract } from '@overlegtafel/protocol/api';
import { describe, expect, it } from 'vitest';
import { closeMeeting } from '../commands/close-meeting.ts';
import { talkThrough } from '../commands/held-meeting.fixture.ts';
import { itemCalls } from '../commands/item-calls.ts';
import { leaveOpen, leftSeen } from '../commands/follow-up-ways.fixture.ts';
import { complete, give, must } from '../commands/item-steps.fixture.ts';
import { ids, organisation } from '../memory/small-people.fixture.ts';
import { type SmallTable, smallTable } from '../memory/small-table.fixture.ts';
import { readMyWeek } from './read-my-week.ts';

const item = ids.esdoorn;
const action = ids.callSchool;
const who = 'local-team';
const weekHours = 7 * 24;

/** Esdoorn decided and closed, with one action that the local team said yes to. */
async function withAnAction(): Promise<SmallTable> {
  const small = await smallTable();
  await complete(small);
  await talkThrough(small, ids.linde);
  await must(closeMeeting({ meeting: ids.meeting }, small.caller('chair'), small.world));
  return small;
}

async function pastOf(small: SmallTable, person = who) {
  const week = await must(readMyWeek({}, small.caller(person), small.world));
  return apiContract.myWeek.answer.parse(week).past;
}

const done = (small: SmallTable) =>
  must(itemCalls.actionDone({ item, action }, small.caller(who), small.world));

describe('RT127 MW127 what somebody did themself', () => {
  it('is found by them when the case is not theirs any more, and by nobody else', async () => {
    const small = await withAnAction();
    expect(await pastOf(small)).toEqual([]);
    await done(small);
    const lines = small.ledger.lines.length;
    expect(await pastOf(small)).toMatchObject([{ id: action, ended: 'DONE', answered: 'YES' }]);
    expect(small.ledger.lines.slice(lines)).toContainEqual(
      expect.objectContaining({ event: 'read-my-week', caseId: ids.caseEsdoorn }),
    );
    expect(await pastOf(small, 'chair')).toEqual([]);
  });

  it('names no case, and says nothing that others said', async () => {
    const small = await withAnAction();
    const body = { reason: 'Moeder is verhuisd.' };
    await must(itemCalls.stopAction({ item, action, body }, small.caller('chair'), small.world));
    const past = await pastOf(small);
    expect(past).toMatchObject([{ id: action, ended: 'STOPPED' }]);
    expect(JSON.stringify(past)).not.toMatch(/esdoorn|verhuisd/i);
  });

  it('stands there for eight weeks', async () => {
    const small = await withAnAction();
    await done(small);
    small.clock.now = addHours(small.clock.now, 8 * weekHours);
    expect(await pastOf(small)).toHaveLength(1);
    small.clock.now = addHours(small.clock.now, weekHours);
    expect(await pastOf(small)).toEqual([]);
  });

  it('is not there for who stepped out of the case', async () => {
    const small = await smallTable();
    await complete(small);
    await give(small, 'recuse', who, { reason: 'Mijn buren.' });
    await talkThrough(small, ids.linde);
    await must(closeMeeting({ meeting: ids.meeting }, small.caller('chair'), small.world));
    const body = { reason: 'Niet meer nodig.' };
    await must(itemCalls.stopAction({ item, action, body }, small.caller('chair'), small.world));
    expect(await small.stores.endedThingsFor(small.caller(who).person, [])).toHaveLength(1);
    expect(await pastOf(small)).toEqual([]);
  });

  it('is there of what their organisation was asked and they did, and not of what a colleague did', async () => {
    const small = await smallTable({ meeting: 'CLOSED', esdoorn: 'CLOSED' });
    await leaveOpen(small, {
      kind: 'ORGANISATION',
      organisation: organisation('wijkteam-mijnstad'),
    });
    const body = { seen: leftSeen };
    await must(itemCalls.acceptAction({ item, action, body }, small.caller(who), small.world));
    await done(small);
    expect(await pastOf(small)).toMatchObject([{ id: action, ended: 'DONE', answered: 'YES' }]);
    const ended = await small.stores.openThing(`ACTION:${action}`);
    const thing = ended?.thing;
    if (!ended || thing?.kind !== 'ACTION') throw new Error('the action is in the ledger');
    const by = small.caller('vt-worker').person;
    const acceptance = { ...thing.acceptance, by };
    const outcome = { ...thing.outcome, by };
    const row = { ...ended, thing: { ...thing, acceptance, outcome } } as typeof ended;
    await small.ledger.commit({ guards: [], changes: [{ put: 'openThing', row }], lines: [] });
    expect(await pastOf(small)).toEqual([]);
  });
});
