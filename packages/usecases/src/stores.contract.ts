import type {
  CaseId,
  ItemId,
  LocalDate,
  MeetingId,
  OrganisationId,
  PersonId,
  TableId,
} from '@overlegtafel/domain';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { describeAccessDeeds } from './testing/access-deeds.contract.ts';
import { UnknownCursor } from './ports/unknown-cursor.ts';
import { describeCommits } from './testing/commits.contract.ts';
import { describeIntakes } from './testing/intakes.contract.ts';
import { describeKeptAnswers } from './testing/kept-answers.contract.ts';
import { describeManyAtOnce } from './testing/many-at-once.contract.ts';
import { describeRecords } from './testing/records.contract.ts';
import * as sample from './testing/sample-rows.ts';
import { allPages, store, type StoresUnderTest } from './testing/stores-under-test.ts';

/**
 * What every storage of the use cases promises, as tests. An implementation calls this once, and adds only what is its
 * own.
 */
export function describeStores(name: string, make: () => Promise<StoresUnderTest>): void {
  describe(`stores: ${name}`, () => {
    let made: StoresUnderTest;
    const current = () => made;

    beforeEach(async () => {
      made = await make();
    });
    afterEach(() => made.dispose());

    describePeople(current);
    describeMeetings(current);
    describeAccessDeeds(current);
    describeManyAtOnce(current);
    describeCases(current);
    describeOpenThings(current);
    describeCommits(current);
    describeIntakes(current);
    describeKeptAnswers(current);
    describeRecords(current);
  });
}

function describePeople(made: () => StoresUnderTest): void {
  it('SR1 people and tables are read back as they were put, and replaced by their key', async () => {
    const { stores } = made();
    const organisation = {
      id: sample.veiligThuis,
      name: 'Veilig Thuis',
      kind: 'VEILIG_THUIS',
    } as const;
    const team = {
      id: 'wijkteam' as OrganisationId,
      name: 'Wijkteam',
      kind: 'LOCAL_TEAM',
      municipality: sample.municipality,
    } as const;
    const person = { name: 'A.B.', initials: 'AB', organisation: sample.veiligThuis };
    const chair = { ...person, id: sample.chair };
    const police = { ...person, id: sample.police };
    const role = { role: 'chair', organisation: sample.veiligThuis, from: sample.startMs } as const;
    const member = { ...role, id: 'one', person: sample.chair, table: sample.table };
    const until = sample.minute(60);
    const rest = { until, substituteFor: sample.chair, discipline: 'POLICE' } as const;
    const elsewhere = { ...role, ...rest, id: 'two', person: sample.police };
    await store(made(), [
      { put: 'organisation', row: { ...organisation, name: 'Oude naam' } },
      { put: 'organisation', row: { ...organisation, municipality: sample.municipality } },
      { put: 'organisation', row: organisation },
      { put: 'organisation', row: team },
      { put: 'person', row: chair },
      { put: 'person', row: police },
      { put: 'membership', row: { ...member, ...rest } },
      { put: 'membership', row: member },
      { put: 'membership', row: elsewhere },
      { put: 'table', row: { ...sample.tableRow(), name: 'Oude naam' } },
      { put: 'table', row: sample.tableRow() },
    ]);
    expect(await stores.organisations()).toEqual([organisation, team]);
    expect(await stores.people([sample.police, 'nobody' as PersonId])).toEqual([police]);
    expect(await stores.people([])).toEqual([]);
    expect(await stores.peopleOfTable(sample.table)).toEqual([chair]);
    expect(await stores.membershipsOf(sample.police)).toEqual([elsewhere]);
    expect(await stores.membershipsAt(sample.table)).toEqual([member]);
    expect(await stores.membershipTurns(sample.startMs, sample.minute(59))).toEqual([]);
    expect(await stores.membershipTurns(sample.minute(59), sample.minute(60))).toEqual([
      sample.police,
    ]);
    const turned = await stores.membershipTurns(sample.minute(-1), sample.startMs);
    expect(turned.toSorted()).toEqual([sample.chair, sample.police].toSorted());
    expect(await stores.tables([sample.table, sample.otherTable])).toEqual([sample.tableRow()]);
  });
}

function describeMeetings(made: () => StoresUnderTest): void {
  it('SR1 a meeting with its agenda is read back as it was put', async () => {
    const { stores } = made();
    const adjourned = {
      kind: 'ADJOURNED',
      openedAt: sample.startMs,
      adjournedAt: sample.minute(30),
      reason: sample.canary,
    } as const;
    const capacityChoice = { kind: 'DO_ALL', reason: sample.canary } as const;
    const row = sample.meetingRow({ state: adjourned, current: sample.item, capacityChoice });
    const second = sample.itemRow({ id: 'second' as ItemId, place: 2, follows: sample.item });
    const present = { meeting: sample.meeting, person: sample.chair, since: sample.startMs };
    await store(made(), [
      ...sample.smallWeek,
      { put: 'meeting', row },
      { put: 'item', row: second },
      { put: 'item', row: sample.itemRow({ state: 'AT_TABLE' }) },
      { put: 'attendance', row: { ...present, isPresent: true } },
      { put: 'attendance', row: { ...present, isPresent: false } },
    ]);
    const first = sample.itemRow({ state: 'AT_TABLE' });
    expect(await stores.meeting(sample.meeting)).toEqual(row);
    expect(await stores.meeting('none' as MeetingId)).toBeUndefined();
    expect(await stores.item(sample.item)).toEqual(first);
    expect(await stores.item('none' as ItemId)).toBeUndefined();
    expect(await stores.itemsOf(sample.meeting)).toEqual([first, second]);
    expect(await stores.itemsOfCase(sample.caseId)).toEqual([first, second]);
    expect(await stores.attendance(sample.meeting)).toEqual([{ ...present, isPresent: false }]);
  });

  it('SR2 meetings come newest first in pages without a gap, and unclosed ones oldest first', async () => {
    const { stores } = made();
    const all = Array.from({ length: 120 }, (_, i) => {
      const id = `meeting-${String(i).padStart(3, '0')}` as MeetingId;
      const startsAt = sample.minute(Math.floor(i / 2));
      return i < 100 ? sample.closedMeeting({ id, startsAt }) : sample.meetingRow({ id, startsAt });
    });
    const elsewhere = sample.meetingRow({ id: 'x' as MeetingId, tableId: sample.otherTable });
    await store(
      made(),
      [...all, elsewhere].map((row) => ({ put: 'meeting', row })),
    );
    const pages = await allPages((next) => stores.meetingsOf(sample.table, next));
    const seen = pages.map(({ id }) => id);
    expect(seen).toEqual(all.map(({ id }) => id).toReversed());
    const unclosed = await stores.unclosedMeetings(sample.table);
    expect(unclosed).toEqual(all.slice(100));
  });

  it.each(['nonsense', '', 'WzFd!', 'bnVsbA', '-1', '1e3'])(
    'SR160 no list goes on at "%s", which none of its pages told',
    async (next) => {
      const { stores } = made();
      const lists = [
        () => stores.meetingsOf(sample.table, next),
        () => stores.recordsOf(sample.table, next),
        () => stores.search(sample.table, ['wijkagent'], next),
      ];
      const read = async (list: () => Promise<unknown>) => list();
      for (const list of lists) await expect(read(list)).rejects.toThrow(UnknownCursor);
    },
  );

  it('SR3 deeds are read in the order in which they were done, of many items at once', async () => {
    const { stores } = made();
    const other = 'other-item' as ItemId;
    await store(made(), [...sample.smallWeek, { put: 'item', row: sample.itemRow({ id: other }) }]);
    const deeds = Array.from({ length: 6 }, (_, i) =>
      sample.itemDeed(i, { item: i % 2 === 0 ? sample.item : other, at: sample.minute(9 - i) }),
    );
    await store(
      made(),
      deeds.map((row) => ({ add: 'itemDeed', row })),
    );
    const steps = [sample.meetingDeed(2), sample.meetingDeed(1)];
    await store(
      made(),
      steps.map((row) => ({ add: 'meetingDeed', row })),
    );
    const read = await stores.deedsOf([sample.item, other]);
    expect(read.filter(({ item }) => item === sample.item)).toEqual([deeds[0], deeds[2], deeds[4]]);
    expect(read.filter(({ item }) => item === other)).toEqual([deeds[1], deeds[3], deeds[5]]);
    expect(await stores.deedsOf([])).toEqual([]);
    expect(await stores.deedsOfMeeting(sample.meeting)).toEqual(steps);
  });
}

function describeCases(made: () => StoresUnderTest): void {
  it('SR1 a case with what was reported and assessed is read back as it was put', async () => {
    const { stores } = made();
    const assessment = sample.assessmentRow();
    const reporter = { reportId: sample.reportRow().id, name: 'Buurvrouw', contact: '0600000000' };
    const address = sample.addressRow();
    const request = {
      id: 'a-request',
      table: sample.table,
      caseId: sample.caseId,
      kind: 'ACCESS',
      takenInBy: sample.chair,
    } as const;
    const advice = { id: sample.reportRow().id, table: sample.table, adviser: sample.chair };
    await store(made(), [
      { put: 'case', row: sample.caseRow({ alias: 'Oude naam' }) },
      { put: 'case', row: sample.caseRow() },
      { put: 'report', row: sample.reportRow() },
      { put: 'assessment', row: { ...assessment, words: 'oud' } },
      { put: 'assessment', row: assessment },
      { put: 'reporter', row: { ...reporter, name: 'Oude naam' } },
      { put: 'reporter', row: reporter },
      { put: 'address', row: address },
      { put: 'advice', row: { ...advice, receivedAt: sample.startMs } },
      { put: 'rightsRequest', row: { ...request, receivedAt: sample.startMs } },
    ]);
    expect(await stores.cases([sample.caseId, sample.otherCase])).toEqual([sample.caseRow()]);
    expect(await stores.reportsOf([sample.caseId])).toEqual([sample.reportRow()]);
    expect(await stores.assessmentsOf([sample.caseId])).toEqual([assessment]);
    expect(await stores.reporterOf(reporter.reportId)).toEqual(reporter);
    expect(await stores.addressesOf(sample.caseId)).toEqual([address]);
    expect(await stores.addressesOf(sample.otherCase)).toEqual([]);
    const requests = await stores.rightsRequests(sample.table);
    expect(requests).toEqual([{ ...request, receivedAt: sample.startMs }]);
    expect(await stores.openRightsRequests(sample.table)).toEqual(requests);
    expect(await stores.openRightsRequests(sample.otherTable)).toEqual([]);
    const on = '2026-11-25' as LocalDate;
    const answer = { kind: 'GRANTED', by: sample.chair, on } as const;
    const { id, table, caseId } = request;
    await store(made(), [{ put: 'erasureAnswer', row: { id, table, caseId, answer } }]);
    expect(await stores.openRightsRequests(sample.table)).toEqual([]);
    expect(await stores.rightsRequests(sample.table)).toEqual(requests);
    const none: readonly CaseId[] = [];
    expect(await stores.cases(none)).toEqual([]);
    expect(await stores.reportsOf(none)).toEqual([]);
  });

  it('IN193 a report is known by its reference, at its own table', async () => {
    const { stores } = made();
    const known = (table: TableId, ...references: string[]) =>
      stores.knownReferences(table, references).then((found) => [...found]);
    await store(made(), sample.smallWeek);
    expect(await known(sample.table, 'VT-1')).toEqual([]);
    const row = sample.reportRow({ id: sample.reportId('referred'), chainReference: 'VT-1' });
    await store(made(), [{ put: 'report', row }]);
    expect(await known(sample.table, 'vt-1 ', 'VT-2')).toEqual(['vt-1 ']);
    expect(await known(sample.otherTable, 'VT-1')).toEqual([]);
    expect(await known(sample.table)).toEqual([]);
  });

  it('SR5 a case waits while its last report stands on no agenda', async () => {
    const { stores } = made();
    const report = (n: number) =>
      sample.reportRow({ id: sample.reportId(`report-${n}`), receivedAt: sample.minute(n) });
    const waiting = () => stores.waitingCases(sample.table);
    const onAgenda = (n: number) =>
      sample.itemRow({ id: `item-${n}` as ItemId, report: report(n).id });
    await store(made(), sample.smallWeek);
    expect(await waiting()).toEqual([]);
    await store(made(), [{ put: 'report', row: report(1) }]);
    expect(await waiting()).toEqual([sample.caseId]);
    await store(made(), [{ put: 'item', row: onAgenda(1) }]);
    expect(await waiting()).toEqual([]);
    await store(made(), [{ put: 'report', row: { ...report(1), summary: 'aangevuld' } }]);
    expect(await waiting()).toEqual([]);
    await store(made(), [
      { put: 'report', row: report(2) },
      { put: 'report', row: report(3) },
    ]);
    expect(await waiting()).toEqual([sample.caseId]);
    await store(made(), [{ put: 'item', row: onAgenda(3) }]);
    expect(await waiting()).toEqual([]);
    expect(await stores.waitingCases(sample.otherTable)).toEqual([]);
  });
}

function describeOpenThings(made: () => StoresUnderTest): void {
  it('SR6 what is owed is found by table, case and whoever owns or holds it, until it ended', async () => {
    const { stores } = made();
    const ours = sample.veiligThuis;
    const thing = (key: string, change: Parameters<typeof sample.dissentThing>[0] = {}) =>
      sample.dissentThing({ key, ...change });
    const mine = thing('a', { owner: { kind: 'PERSON', person: sample.police } });
    const team = thing('b', { owner: { kind: 'ORGANISATION', organisation: ours } });
    const held = thing('c', { thing: sample.heldAction(sample.police) });
    const ended = thing('d', { owner: { kind: 'PERSON', person: sample.police }, isEnded: true });
    const endedOfTeam = { ...team, key: 'f', isEnded: true };
    const elsewhere = thing('e', { table: sample.otherTable, caseId: sample.otherCase });
    await store(
      made(),
      [elsewhere, endedOfTeam, ended, held, team, { ...mine, isEnded: true }, mine].map((row) => ({
        put: 'openThing',
        row,
      })),
    );
    expect(await stores.openThings(sample.table)).toEqual([mine, team, held]);
    expect(await stores.openThingsFor(sample.police, [ours])).toEqual([mine, team, held]);
    expect(await stores.openThingsFor(sample.police, [])).toEqual([mine, held]);
    const others: readonly OrganisationId[] = [];
    expect(await stores.openThingsFor(sample.chair, others)).toEqual([]);
    expect(await stores.endedThingsFor(sample.police, [ours])).toEqual([ended, endedOfTeam]);
    expect(await stores.endedThingsFor(sample.police, [])).toEqual([ended]);
    expect(await stores.openThing('d')).toEqual(ended);
    expect(await stores.openThing('z')).toBeUndefined();
    const ofCase = await stores.openThingsOfCase(sample.caseId);
    expect(ofCase.map(({ key }) => key)).toEqual(['a', 'b', 'c', 'd', 'f']);
  });

  it('SR1 planned checks are read back as they were put', async () => {
    const { stores } = made();
    const outcome = { violenceStopped: 'YES', words: sample.canary, by: sample.chair } as const;
    const done = sample.monitoringRow({ outcome: { ...outcome, at: sample.startMs } });
    await store(made(), [
      { put: 'monitoring', row: sample.monitoringRow() },
      { put: 'monitoring', row: done },
    ]);
    expect(await stores.monitoringOf([sample.caseId])).toEqual([done]);
    expect(await stores.monitoringOf([sample.otherCase])).toEqual([]);
  });
}
