import { describe, expect, it } from 'vitest';
import { itemCalls } from '../commands/item-calls.ts';
import { ids, person } from '../memory/small-people.fixture.ts';
import { smallTable } from '../memory/small-table.fixture.ts';
import { meetingLive } from './live-view.ts';
import { readCase } from './read-case.ts';
import { readMeeting } from './read-meeting.ts';
import { readRecord } from './read-record.ts';
import { readItem } from './read-item.ts';
import { readTable, readTablePeople } from './read-tables.ts';

const notThere = { kind: 'REFUSED', refusal: { kind: 'NOT_THERE' } };

describe('what somebody no longer sees', () => {
  it('RT35 who stepped out of an item has neither the item nor the whole case', async () => {
    const { world, caller } = await smallTable();
    const who = caller('behavioural-scientist');
    const asked = { case: ids.caseEsdoorn };
    expect((await readCase(asked, who, world)).kind).toBe('DONE');
    const out = { item: ids.esdoorn, body: { reason: 'Ik ken de moeder.' } };
    expect((await itemCalls.recuse(out, who, world)).kind).toBe('DONE');
    expect(await readItem({ item: ids.esdoorn }, who, world)).toEqual(notThere);
    expect(await readCase(asked, who, world)).toEqual(notThere);
    expect((await readCase({ case: ids.caseLinde }, who, world)).kind).toBe('DONE');
  });

  it('WR1 who follows a meeting is not told which item stands at the table when they do not see it', async () => {
    const { world, caller } = await smallTable();
    await itemCalls.bringToTable({ item: ids.linde }, caller('chair'), world);
    expect((await meetingLive(ids.meeting, person('chair'), world))?.current).toBe(ids.linde);
    expect(await meetingLive(ids.meeting, person('police'), world)).not.toHaveProperty('current');
  });
});

describe('the access log', () => {
  it('AU65 asking for what does not exist is a line too', async () => {
    const { world, caller, ledger } = await smallTable();
    const police = caller('police');
    const none = ids.noContact as never;
    await readCase({ case: none }, police, world);
    await readMeeting({ meeting: none }, police, world);
    await readRecord({ record: none }, police, world);
    await readTable({ table: none }, police, world);
    await readTablePeople({ table: none }, police, world);
    expect(ledger.lines.map(({ event, result, object }) => [event, result, object])).toEqual(
      ['read-case', 'read-meeting', 'read-record', 'read-table', 'read-table-people'].map(
        (event) => [event, 'REFUSED', none],
      ),
    );
  });

  it('WR1 says on which ground somebody was let in, and none of the words that say why', async () => {
    const { world, caller, ledger } = await smallTable();
    const words = { purpose: 'behandeling van moeder', necessity: 'kent haar' };
    const body = { person: person('mental-health'), ground: 'WMO_4_1_1', ...words };
    await itemCalls.invite({ item: ids.esdoorn, body }, caller('secretary'), world);
    await readItem({ item: ids.esdoorn }, caller('mental-health'), world);
    const line = ledger.lines.find(({ event }) => event === 'read-item');
    expect(line?.ground).toBe('INVITATION WMO_4_1_1');
    expect(JSON.stringify(ledger.lines)).not.toContain('moeder');
  });
});
