import { apiContract } from '@overlegtafel/protocol/api';
import { describe, expect, it } from 'vitest';
import { closeMeeting } from '../commands/close-meeting.ts';
import { correct } from '../commands/correct.ts';
import { talkThrough } from '../commands/held-meeting.fixture.ts';
import { itemCalls } from '../commands/item-calls.ts';
import { ids } from '../memory/small-people.fixture.ts';
import { type SmallTable, smallTable } from '../memory/small-table.fixture.ts';
import type { Outcome } from '../outcome/outcome.ts';
import { checkRecordFile } from '../record/record-file.ts';
import { readCase } from './read-case.ts';
import { readFollowUp } from './read-follow-up.ts';
import { readMeeting } from './read-meeting.ts';
import { readMeetings } from './read-meetings.ts';
import { readMyWeek } from './read-my-week.ts';
import { readRecord } from './read-record.ts';
import { readRecordFile } from './read-record-file.ts';
import { readRecords } from './read-records.ts';
import { readTable, readTablePeople, readTables } from './read-tables.ts';
import { readWaitingCases } from './read-waiting-cases.ts';
import { search } from './search.ts';

const { meeting, table } = ids;
const notThere = { kind: 'REFUSED', refusal: { kind: 'NOT_THERE' } };

function value<T>(outcome: Outcome<T>): T {
  if (outcome.kind !== 'DONE') throw new Error(JSON.stringify(outcome));
  return outcome.value;
}

/** The table after its meeting: Esdoorn with an action of the local team, Linde of nobody but Veilig Thuis. */
async function closed(): Promise<{ small: SmallTable; record: string }> {
  const small = await smallTable({ esdoorn: 'WAITING', seed: {} });
  await talkThrough(small, ids.esdoorn, { decision: 'HANDOVER' });
  await talkThrough(small, ids.linde);
  const done = await closeMeeting({ meeting }, small.caller('chair'), small.world);
  return { small, record: value(done).record };
}

describe('tables and meetings', () => {
  it('MC80 everybody reads the tables at which they sit', async () => {
    const small = await smallTable();
    const as = (who: string) => [small.caller(who), small.world] as const;
    const tables = value(await readTables({}, ...as('police')));
    expect(apiContract.tables.answer.parse(tables)).toMatchObject([
      { id: table, myRoles: ['police'] },
    ]);
    expect(value(await readTables({}, ...as('nobody')))).toEqual([]);
    const one = value(await readTable({ table }, ...as('police')));
    expect(apiContract.table.answer.parse(one).settings).toEqual({
      visitsPerWeek: 5,
      riskFactorThreshold: 4,
      correctionDays: 30,
    });
    const people = value(await readTablePeople({ table }, ...as('chair')));
    expect(apiContract.tablePeople.answer.parse(people).people).toHaveLength(9);
    const where = people.organisations.map(({ id, municipality }) => [id, municipality?.name]);
    expect(Object.fromEntries(where)).toMatchObject({
      'wijkteam-mijnstad': 'Mijnstad',
      politie: undefined,
    });
    expect(await readTable({ table }, ...as('nobody'))).toEqual(notThere);
    expect(await readTablePeople({ table }, ...as('nobody'))).toEqual(notThere);
  });

  it('MC81 to each their own number of items', async () => {
    const small = await smallTable();
    const itemsOf = async (who: string) => {
      const read = value(await readMeetings({ table }, small.caller(who), small.world));
      return apiContract.meetings.answer.parse(read).meetings.map(({ items }) => items);
    };
    expect(await itemsOf('chair')).toEqual([2]);
    expect(await itemsOf('local-team')).toEqual([1]);
    expect(await itemsOf('police')).toEqual([0]);
    expect(
      await readMeetings({ table }, small.caller('privacy-officer'), small.world),
    ).toMatchObject({ refusal: { kind: 'NOT_YOURS' } });
  });

  it('MC82 of a meeting everybody sees their own items, and what is open in those', async () => {
    const small = await smallTable();
    const read = async (who: string) =>
      apiContract.meeting.answer.parse(
        value(await readMeeting({ meeting }, small.caller(who), small.world)),
      );
    const chair = await read('chair');
    expect(chair.items.map(({ id }) => id)).toEqual([ids.esdoorn, ids.linde]);
    expect(chair).toMatchObject({ room: `meeting:${meeting}`, current: ids.esdoorn });
    expect(chair.mayDo).toEqual([
      'adjournMeeting',
      'closeMeeting',
      'chooseCapacity',
      'putOnAgenda',
      'leaveMeeting',
    ]);
    expect(chair.items[0]).toMatchObject({ level: 'ACUTE', levelBy: 'ASSESSED' });
    expect(chair.items[0]?.openBlockers).toBe(
      chair.blockers.filter(({ item }) => item === ids.esdoorn).length,
    );
    const director = await read('process-director');
    expect(director.items.map(({ id }) => id)).toEqual([ids.esdoorn]);
    const team = await read('local-team');
    expect(team).not.toHaveProperty('room');
    expect(team.items.map(({ id }) => id)).toEqual([ids.esdoorn]);
    expect(team.blockers.every(({ item }) => item === ids.esdoorn)).toBe(true);
    expect(JSON.stringify(team)).not.toContain('Linde');
    expect(team.mayDo).toEqual(['leaveMeeting']);
    expect((await read('police')).items).toEqual([]);
    const stranger = await readMeeting({ meeting }, small.caller('nobody'), small.world);
    expect(stranger).toEqual(notThere);
  });

  it('MC82 whoever stepped out of an item sees nothing of it', async () => {
    const small = await smallTable();
    const body = { reason: 'Ik ken het gezin.' };
    await itemCalls.recuse({ item: ids.esdoorn, body }, small.caller('vt-worker'), small.world);
    const read = value(await readMeeting({ meeting }, small.caller('vt-worker'), small.world));
    expect(read.items.map(({ id }) => id)).toEqual([ids.linde]);
    expect(JSON.stringify(read)).not.toContain('Esdoorn');
  });

  it('MC85 waiting cases are those of no agenda, and a municipality sees its own', async () => {
    const small = await smallTable();
    for (const id of [ids.esdoorn, ids.linde]) small.stores.rows.item.delete(id);
    const read = async (who: string) =>
      apiContract.waitingCases.answer
        .parse(value(await readWaitingCases({ table }, small.caller(who), small.world)))
        .map(({ alias }) => alias);
    expect(await read('chair')).toEqual(['Casus Esdoorn', 'Casus Linde']);
    expect(await read('process-director')).toEqual(['Casus Esdoorn']);
    expect(await readWaitingCases({ table }, small.caller('police'), small.world)).toMatchObject({
      refusal: { kind: 'NOT_YOURS' },
    });
  });
});

describe('what goes on after a meeting', () => {
  it('MC83, MC84 what was left open is asked about, and stands in the week of who has it', async () => {
    const { small } = await closed();
    const [next] = await small.stores.unclosedMeetings(table);
    if (!next) throw new Error('no next meeting');
    small.clock.now = next.startsAt;
    const follow = async (who: string) =>
      apiContract.followUp.answer.parse(
        value(await readFollowUp({ meeting: next.id }, small.caller(who), small.world)),
      );
    const chair = await follow('chair');
    expect(chair.actions).toHaveLength(4);
    expect(chair.actions[0]).toMatchObject({ workingDaysLate: 2, acceptance: { stands: true } });
    expect(chair.handovers).toMatchObject([{ item: ids.esdoorn, answer: { kind: 'NONE' } }]);
    const director = await follow('process-director');
    expect(new Set(director.actions.map(({ alias }) => alias))).toEqual(new Set(['Casus Esdoorn']));
    expect((await follow('police')).actions).toEqual([]);

    const week = async (who: string) =>
      apiContract.myWeek.answer.parse(value(await readMyWeek({}, small.caller(who), small.world)));
    expect((await week('vt-worker')).actions).toHaveLength(4);
    const ggz = await week('mental-health');
    expect(ggz.actions).toEqual([]);
    expect((await week('police')).recentRecords).toEqual([]);
    const own = await week('chair');
    expect(own.nextMeetings).toMatchObject([{ id: next.id, date: '2026-12-01' }]);
    expect(own.recentRecords).toMatchObject([{ meeting }]);
  });

  it('MC86, MC87 of a record everybody sees their parts, and how many they do not see', async () => {
    const { small, record } = await closed();
    const body = { record, item: ids.linde, reason: 'Dag', words: 'Zondag.' };
    await correct(body, small.caller('secretary'), small.world);
    const read = async (who: string) =>
      apiContract.record.answer.parse(
        value(await readRecord({ record }, small.caller(who), small.world)),
      );
    const chair = await read('chair');
    expect(chair.items.map(({ alias }) => alias)).toEqual(['Casus Esdoorn', 'Casus Linde']);
    expect(chair).toMatchObject({ hidden: 0, number: 3, mayDo: ['correct', 'recordFile'] });
    expect(chair.corrections).toHaveLength(1);
    const director = await read('process-director');
    expect(director.items.map(({ alias }) => alias)).toEqual(['Casus Esdoorn']);
    expect(director).toMatchObject({ hidden: 1, corrections: [], mayDo: [] });
    expect(JSON.stringify(director)).not.toContain('Linde');
    expect(await readRecord({ record }, small.caller('police'), small.world)).toEqual(notThere);
    const list = value(await readRecords({ table }, small.caller('process-director'), small.world));
    expect(apiContract.records.answer.parse(list).records).toMatchObject([
      { id: record, items: 1, corrections: 1 },
    ]);
    const none = value(await readRecords({ table }, small.caller('police'), small.world));
    expect(none.records).toEqual([]);
  });

  it('AU70 who may take out a record gets it with the words of the cases that they may read whole', async () => {
    const { small, record } = await closed();
    const take = async (who: string) => readRecordFile({ record }, small.caller(who), small.world);
    const file = apiContract.recordFile.answer.parse(value(await take('chair')));
    expect(checkRecordFile(file)).toEqual({ kind: 'SOUND', parts: 2, shown: 2 });
    expect(file.bodies.map((body) => body?.includes('Casus Esdoorn'))).toEqual([true, false]);
    const changed = { ...file, bodies: [file.bodies[1] ?? null, null] };
    expect(checkRecordFile(changed)).toEqual({ kind: 'PART_CHANGED', place: 1 });
    for (const who of ['process-director', 'police']) expect(await take(who)).toEqual(notThere);
    const lines = small.ledger.lines.filter(({ event }) => event === 'export-record');
    expect(lines.filter(({ result }) => result === 'ALLOWED')).toHaveLength(3);
    expect(lines.filter(({ result }) => result === 'REFUSED')).toHaveLength(2);
  });

  it('MC88 a search shows what may be read, marks the words, and is logged without them', async () => {
    const { small, record } = await closed();
    const find = async (who: string, words: string) =>
      apiContract.search.answer.parse(
        value(await search({ table, words }, small.caller(who), small.world)),
      ).hits;
    const hits = await find('chair', 'veilig houdt');
    expect(hits).toHaveLength(2);
    expect(hits[0]).toMatchObject({ record, date: '2026-11-24' });
    expect(hits[0]?.excerpt).toContain('\u0002Veilig\u0003 Thuis \u0002houdt\u0003 de casus');
    expect((await find('process-director', 'veilig')).map(({ alias }) => alias)).toEqual([
      'Casus Esdoorn',
    ]);
    expect(await find('police', 'veilig')).toEqual([]);
    expect(await find('chair', 'zandkasteel')).toEqual([]);
    const lines = small.ledger.lines.filter(({ event }) => event === 'search');
    expect(lines.length).toBeGreaterThan(4);
    expect(JSON.stringify(lines)).not.toContain('houdt');
  });

  it('MC89 a case over the years holds the times that one had to do with it', async () => {
    const { small } = await closed();
    const read = async (who: string) =>
      apiContract.case.answer.parse(
        value(await readCase({ case: ids.caseEsdoorn }, small.caller(who), small.world)),
      );
    const chair = await read('chair');
    expect(chair.meetings).toMatchObject([
      // Nobody received it, so it stands on the next agenda.
      { date: '2026-12-01', state: 'WAITING' },
      { item: ids.esdoorn, meeting, date: '2026-11-24', decision: 'HANDOVER', level: 'ACUTE' },
    ]);
    expect(chair.actions).toHaveLength(2);
    expect(chair.timeline.map(({ kind }) => kind).sort()).toEqual(['MEETING', 'MEETING', 'REPORT']);
    expect(chair.mayDo).toContain('putOnAgenda');
    expect((await read('process-director')).meetings).toHaveLength(2);
    for (const who of ['police', 'privacy-officer', 'nobody'])
      expect(await readCase({ case: ids.caseEsdoorn }, small.caller(who), small.world)).toEqual(
        notThere,
      );
    const director = small.caller('process-director');
    expect(await readCase({ case: ids.caseLinde }, director, small.world)).toEqual(notThere);
  });

  it('MC90 without its line in the access log there is no answer', async () => {
    const { small, record } = await closed();
    const chair = small.caller('chair');
    const asked = [
      () => readTables({}, chair, small.world),
      () => readTable({ table }, chair, small.world),
      () => readTablePeople({ table }, chair, small.world),
      () => readMeetings({ table }, chair, small.world),
      () => readMeeting({ meeting }, chair, small.world),
      () => readFollowUp({ meeting }, chair, small.world),
      () => readMyWeek({}, chair, small.world),
      () => readWaitingCases({ table }, chair, small.world),
      () => readRecords({ table }, chair, small.world),
      () => readRecord({ record }, chair, small.world),
      () => readCase({ case: ids.caseLinde }, chair, small.world),
      () => search({ table, words: 'veilig' }, chair, small.world),
    ];
    for (const ask of asked) {
      const { length } = small.ledger.lines;
      expect((await ask()).kind).toBe('DONE');
      expect(small.ledger.lines.length).toBeGreaterThan(length);
    }
    small.ledger.failing = new Error('log is full');
    for (const ask of asked) await expect(ask()).rejects.toThrow('log is full');
  });
});
