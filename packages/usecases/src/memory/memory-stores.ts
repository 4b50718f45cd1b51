import {
  type CaseId,
  handoverIn,
  type Instant,
  type ItemId,
  type MeetingId,
  type OpenThing,
  type PersonId,
  plainReference,
  type ReportId,
  type TableId,
} from '@overlegtafel/domain';
import {
  accessOf,
  type CaseDeed,
  isRecusal,
  type ItemDeed,
  type MeetingDeed,
} from '../deeds/deed.ts';
import type * as rows from '../ports/rows.ts';
import type { PageOf, Stores } from '../ports/stores.ts';
import { UnknownCursor } from '../ports/unknown-cursor.ts';
import { inOrder, MemoryRows } from './memory-rows.ts';

const pageSize = 50;

/** Stores in memory: what the databases answer too, for tests of use cases. */
export class MemoryStores implements Stores {
  readonly rows: MemoryRows;

  constructor(rows: MemoryRows = new MemoryRows()) {
    this.rows = rows;
  }

  organisations(): Promise<readonly rows.OrganisationRow[]> {
    return Promise.resolve([...this.rows.organisation.values()]);
  }

  people(ids: readonly PersonId[]): Promise<readonly rows.PersonRow[]> {
    return Promise.resolve(this.rows.person.where(({ id }) => ids.includes(id)));
  }

  peopleOfTable(table: TableId): Promise<readonly rows.PersonRow[]> {
    const members = this.rows.membership.where((one) => one.table === table);
    return Promise.resolve(
      this.rows.person.where(({ id }) => members.some(({ person }) => person === id)),
    );
  }

  membershipsOf(person: PersonId): Promise<readonly rows.MembershipRow[]> {
    return Promise.resolve(this.rows.membership.where((one) => one.person === person));
  }

  membershipsOfAll(people: readonly PersonId[]): Promise<readonly rows.MembershipRow[]> {
    return Promise.resolve(this.rows.membership.where(({ person }) => people.includes(person)));
  }

  membershipsAt(table: TableId): Promise<readonly rows.MembershipRow[]> {
    return Promise.resolve(this.rows.membership.where((one) => one.table === table));
  }

  isAltered(): Promise<boolean> {
    return Promise.resolve(false);
  }

  accountsCount(): Promise<number | 'BROKEN'> {
    return Promise.resolve(this.rows.accountsCount);
  }

  tables(ids: readonly TableId[]): Promise<readonly rows.TableRow[]> {
    return Promise.resolve(this.rows.table.where(({ id }) => ids.includes(id)));
  }

  membershipTurns(after: Instant, upTo: Instant): Promise<readonly PersonId[]> {
    const isTurn = (at?: Instant) => at !== undefined && after < at && at <= upTo;
    const turned = this.rows.membership.where(({ from, until }) => isTurn(from) || isTurn(until));
    return Promise.resolve(turned.map(({ person }) => person));
  }

  meeting(id: MeetingId): Promise<rows.MeetingRow | undefined> {
    return Promise.resolve(this.rows.meeting.get(id));
  }

  meetings(ids: readonly MeetingId[]): Promise<readonly rows.MeetingRow[]> {
    return Promise.resolve(this.rows.meeting.where(({ id }) => ids.includes(id)));
  }

  meetingsOf(table: TableId, next?: string): Promise<PageOf<rows.MeetingRow>> {
    const meetings = this.rows.meeting.where(({ tableId }) => tableId === table);
    return Promise.resolve(page(meetings.sort(byStart).reverse(), next));
  }

  unclosedMeetings(table: TableId): Promise<readonly rows.MeetingRow[]> {
    const meetings = this.rows.meeting.where(
      ({ tableId, state }) => tableId === table && state.kind !== 'CLOSED',
    );
    return Promise.resolve(meetings.sort(byStart));
  }

  attendance(meeting: MeetingId): Promise<readonly rows.AttendanceRow[]> {
    return Promise.resolve(this.rows.attendance.where((row) => row.meeting === meeting));
  }

  item(id: ItemId): Promise<rows.ItemRow | undefined> {
    return Promise.resolve(this.rows.item.get(id));
  }

  items(ids: readonly ItemId[]): Promise<readonly rows.ItemRow[]> {
    return Promise.resolve(this.rows.item.where(({ id }) => ids.includes(id)));
  }

  itemsOf(meeting: MeetingId): Promise<readonly rows.ItemRow[]> {
    const items = this.rows.item.where((row) => row.meeting === meeting);
    return Promise.resolve(items.sort((a, b) => a.place - b.place));
  }

  itemsOfCase(caseId: CaseId): Promise<readonly rows.ItemRow[]> {
    const startOf = ({ meeting }: rows.ItemRow) => this.rows.meeting.get(meeting)?.startsAt ?? 0;
    const items = this.rows.item.where((row) => row.caseId === caseId);
    return Promise.resolve(items.sort((a, b) => startOf(a) - startOf(b)));
  }

  deedsOf(items: readonly ItemId[]): Promise<readonly ItemDeed[]> {
    return Promise.resolve(this.rows.itemDeeds.filter(({ item }) => items.includes(item)));
  }

  deedsOfMeeting(meeting: MeetingId): Promise<readonly MeetingDeed[]> {
    return Promise.resolve(this.rows.meetingDeeds.filter((deed) => deed.meeting === meeting));
  }

  accessDeedsOf(person: PersonId): Promise<readonly CaseDeed[]> {
    return Promise.resolve(withCase(this.rows, (deed) => accessOf(deed) === person));
  }

  accessDeedsOfAll(
    people: readonly PersonId[],
  ): Promise<ReadonlyMap<PersonId, readonly CaseDeed[]>> {
    const asked = new Set(people);
    const deeds = withCase(this.rows, (deed) => accessOf(deed) !== undefined);
    const byPerson = Map.groupBy(deeds, accessOf);
    const found = [...byPerson].flatMap(([person, own]): [PersonId, readonly CaseDeed[]][] =>
      person !== undefined && asked.has(person) ? [[person, own]] : [],
    );
    return Promise.resolve(new Map(found));
  }

  recusalDeeds(cases: readonly CaseId[]): Promise<readonly CaseDeed[]> {
    const deeds = withCase(this.rows, ({ content }) => isRecusal(content));
    return Promise.resolve(deeds.filter(({ caseId }) => cases.includes(caseId)));
  }

  cases(ids: readonly CaseId[]): Promise<readonly rows.CaseRow[]> {
    return Promise.resolve(this.rows.case.where(({ id }) => ids.includes(id)));
  }

  waitingCases(table: TableId): Promise<readonly CaseId[]> {
    const cases = this.rows.case.where((one) => one.table === table);
    const waiting = cases.filter(({ id }) => {
      const reports = this.rows.report.where(({ caseId }) => caseId === id);
      const last = reports.sort((a, b) => a.receivedAt - b.receivedAt).at(-1);
      return last !== undefined && !this.rows.isOnAgenda(last);
    });
    return Promise.resolve(waiting.map(({ id }) => id));
  }

  reportsOf(cases: readonly CaseId[]): Promise<readonly rows.ReportRow[]> {
    return Promise.resolve(this.rows.report.where(({ caseId }) => cases.includes(caseId)));
  }

  knownReferences(table: TableId, references: readonly string[]): Promise<ReadonlySet<string>> {
    const known = this.rows.report.where((one) => one.table === table);
    const plain = new Set(known.map(({ chainReference }) => plainReference(chainReference ?? '')));
    return Promise.resolve(new Set(references.filter((one) => plain.has(plainReference(one)))));
  }

  assessmentsOf(cases: readonly CaseId[]): Promise<readonly rows.AssessmentRow[]> {
    return Promise.resolve(this.rows.assessment.where(({ caseId }) => cases.includes(caseId)));
  }

  reporterOf(report: ReportId): Promise<rows.ReporterIdentity | undefined> {
    return Promise.resolve(this.rows.reporter.get(report));
  }

  addressesOf(caseId: CaseId): Promise<readonly rows.AddressRow[]> {
    return Promise.resolve(this.rows.address.where((row) => row.caseId === caseId));
  }

  openThings(table: TableId): Promise<readonly rows.OpenThingRow[]> {
    return Promise.resolve(
      inOrder(this.rows.openThing.where((row) => row.table === table && !row.isEnded)),
    );
  }

  openThingsOfCase(caseId: CaseId): Promise<readonly rows.OpenThingRow[]> {
    return Promise.resolve(this.rows.openThingsOf(caseId));
  }

  openThingsFor(
    person: PersonId,
    organisations: readonly string[],
  ): Promise<readonly rows.OpenThingRow[]> {
    return Promise.resolve(this.#thingsFor(false, person, organisations));
  }

  endedThingsFor(
    person: PersonId,
    organisations: readonly string[],
  ): Promise<readonly rows.OpenThingRow[]> {
    return Promise.resolve(this.#thingsFor(true, person, organisations));
  }

  #thingsFor(
    isEnded: boolean,
    person: PersonId,
    organisations: readonly string[],
  ): readonly rows.OpenThingRow[] {
    const isAsked = (row: rows.OpenThingRow) =>
      row.isEnded === isEnded && isFor(row, person, organisations);
    return inOrder(this.rows.openThing.where(isAsked));
  }

  openThing(key: string): Promise<rows.OpenThingRow | undefined> {
    return Promise.resolve(this.rows.openThing.get(key));
  }

  monitoringOf(cases: readonly CaseId[]): Promise<readonly rows.MonitoringRow[]> {
    return Promise.resolve(this.rows.monitoring.where(({ caseId }) => cases.includes(caseId)));
  }

  legalHolds(caseId: CaseId): Promise<readonly rows.LegalHoldRow[]> {
    return Promise.resolve(this.rows.legalHold.where((row) => row.caseId === caseId));
  }

  rightsRequests(table: TableId): Promise<readonly rows.RightsRequestRow[]> {
    return Promise.resolve(this.rows.rightsRequest.where((row) => row.table === table));
  }

  openRightsRequests(table: TableId): Promise<readonly rows.RightsRequestRow[]> {
    const { rightsRequest, erasureAnswer } = this.rows;
    const open = rightsRequest.where((row) => row.table === table && !erasureAnswer.get(row.id));
    return Promise.resolve(open.toSorted((one, other) => one.receivedAt - other.receivedAt));
  }

  record(id: string): Promise<rows.RecordRow | undefined> {
    return Promise.resolve(this.rows.records.find((record) => record.id === id));
  }

  recordsOf(table: TableId, next?: string): Promise<PageOf<rows.RecordRow>> {
    const records = this.rows.records.filter(
      (record) => record.table === table && record.kind === 'MEETING',
    );
    return Promise.resolve(page(records.reverse(), next));
  }

  recordsOfCase(caseId: CaseId): Promise<readonly rows.RecordRow[]> {
    return Promise.resolve(
      this.rows.records
        .filter(({ parts }) => parts.some((part) => part.caseId === caseId))
        .reverse(),
    );
  }

  recordOfMeeting(meeting: MeetingId): Promise<rows.RecordRow | undefined> {
    return Promise.resolve(
      this.rows.records.find((record) => record.meeting === meeting && record.kind === 'MEETING'),
    );
  }

  correctionsOf(id: string): Promise<readonly rows.RecordRow[]> {
    return Promise.resolve(this.rows.records.filter(({ corrects }) => corrects === id));
  }

  search(table: TableId, words: readonly string[], next?: string): Promise<PageOf<rows.SearchHit>> {
    const records = this.rows.records.filter((record) => record.table === table).reverse();
    const hits = records.flatMap(({ id, meeting, parts }) =>
      parts
        .filter(({ item }) => this.rows.hasWords(id, item, words))
        .map(({ item, caseId }): rows.SearchHit => ({ record: id, meeting, item, caseId })),
    );
    return Promise.resolve(page(hits, next));
  }
}

function byStart(one: rows.MeetingRow, other: rows.MeetingRow): number {
  return one.startsAt - other.startsAt;
}

function page<T>(all: readonly T[], next = '0'): PageOf<T> {
  if (!/^\d+$/.test(next)) throw new UnknownCursor();
  const start = Number(next);
  const end = start + pageSize;
  return { rows: all.slice(start, end), ...(end < all.length ? { next: String(end) } : {}) };
}

function isFor(
  { owner, thing }: rows.OpenThingRow,
  person: PersonId,
  organisations: readonly string[],
): boolean {
  if (holderOf(thing) === person) return true;
  if (owner?.kind === 'PERSON') return owner.person === person;
  return owner?.kind === 'ORGANISATION' && organisations.includes(owner.organisation);
}

function holderOf(thing: OpenThing): PersonId | undefined {
  return thing.kind === 'ACTION' ? thing.hold?.holder : handoverIn(thing)?.holder;
}

function withCase(
  { itemDeeds, item }: MemoryRows,
  isAsked: (deed: ItemDeed) => boolean,
): readonly CaseDeed[] {
  return itemDeeds.filter(isAsked).flatMap((deed) => {
    const caseId = item.get(deed.item)?.caseId;
    return caseId === undefined ? [] : [{ ...deed, caseId }];
  });
}
