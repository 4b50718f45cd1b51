import type {
  CaseId,
  Instant,
  ItemId,
  MeetingId,
  PersonId,
  ReportId,
  TableId,
} from '@overlegtafel/domain';
import type { CaseDeed, ItemDeed, MeetingDeed } from '../deeds/deed.ts';
import type * as rows from './rows.ts';

/**
 * A page of a long list; `next` asks for the following one. Asking with anything that no page of this list told throws
 * `UnknownCursor`: an empty page would read as the end of the list.
 */
export interface PageOf<T> {
  readonly rows: readonly T[];
  readonly next?: string;
}

/** Everything that use cases read. Each answer is one consistent reading; nothing of it is cached here. */
export interface Stores {
  organisations(): Promise<readonly rows.OrganisationRow[]>;
  people(ids: readonly PersonId[]): Promise<readonly rows.PersonRow[]>;
  peopleOfTable(table: TableId): Promise<readonly rows.PersonRow[]>;
  membershipsOf(person: PersonId): Promise<readonly rows.MembershipRow[]>;
  /** The same of many at once. */
  membershipsOfAll(people: readonly PersonId[]): Promise<readonly rows.MembershipRow[]>;
  membershipsAt(table: TableId): Promise<readonly rows.MembershipRow[]>;
  /**
   * How often accounts changed until now: memberships, people, who signs in as whom. Read before what is decided about;
   * ACCOUNTS_AT holds the commit against it. BROKEN: they were changed past the server, and nothing is written any more.
   */
  accountsCount(): Promise<number | 'BROKEN'>;
  /** True when a membership of this person was changed past the server: then it counts for nothing. */
  isAltered(person: PersonId): Promise<boolean>;
  /** Whose memberships began or ended after a moment, up to and including another. */
  membershipTurns(after: Instant, upTo: Instant): Promise<readonly PersonId[]>;
  tables(ids: readonly TableId[]): Promise<readonly rows.TableRow[]>;

  meeting(id: MeetingId): Promise<rows.MeetingRow | undefined>;
  /** Those of them that are there, in no order. */
  meetings(ids: readonly MeetingId[]): Promise<readonly rows.MeetingRow[]>;
  /** Newest first. */
  meetingsOf(table: TableId, next?: string): Promise<PageOf<rows.MeetingRow>>;
  /** PREPARED, OPEN or ADJOURNED, oldest first. */
  unclosedMeetings(table: TableId): Promise<readonly rows.MeetingRow[]>;
  attendance(meeting: MeetingId): Promise<readonly rows.AttendanceRow[]>;

  item(id: ItemId): Promise<rows.ItemRow | undefined>;
  /** Those of them that are there, in no order. */
  items(ids: readonly ItemId[]): Promise<readonly rows.ItemRow[]>;
  itemsOf(meeting: MeetingId): Promise<readonly rows.ItemRow[]>;
  itemsOfCase(caseId: CaseId): Promise<readonly rows.ItemRow[]>;
  /** Of each item in the order in which they were done. */
  deedsOf(items: readonly ItemId[]): Promise<readonly ItemDeed[]>;
  deedsOfMeeting(meeting: MeetingId): Promise<readonly MeetingDeed[]>;
  /**
   * What changes the access of somebody to single items: invitations and emergency access of the last year, and every
   * recusal and coming back. The deeds of one item in the order in which they were done.
   */
  accessDeedsOf(person: PersonId): Promise<readonly CaseDeed[]>;
  /** The same of many at once; nothing for whom there is none. */
  accessDeedsOfAll(
    people: readonly PersonId[],
  ): Promise<ReadonlyMap<PersonId, readonly CaseDeed[]>>;
  /** Everybody's stepping out of these cases and coming back; of each item in the order in which they were done. */
  recusalDeeds(cases: readonly CaseId[]): Promise<readonly CaseDeed[]>;

  cases(ids: readonly CaseId[]): Promise<readonly rows.CaseRow[]>;
  /** Cases of a table whose last report stands on no agenda yet. */
  waitingCases(table: TableId): Promise<readonly CaseId[]>;
  reportsOf(cases: readonly CaseId[]): Promise<readonly rows.ReportRow[]>;
  /** Which of these references (`chainReference`) a report of this table has; capitals and blanks make no difference. */
  knownReferences(table: TableId, references: readonly string[]): Promise<ReadonlySet<string>>;
  assessmentsOf(cases: readonly CaseId[]): Promise<readonly rows.AssessmentRow[]>;
  /** Kept apart; asked for only after `may` allowed exactly this. */
  reporterOf(report: ReportId): Promise<rows.ReporterIdentity | undefined>;
  addressesOf(caseId: CaseId): Promise<readonly rows.AddressRow[]>;

  /** Not ended, in the order of their keys. */
  openThings(table: TableId): Promise<readonly rows.OpenThingRow[]>;
  /** Ended ones too, in the order of their keys. */
  openThingsOfCase(caseId: CaseId): Promise<readonly rows.OpenThingRow[]>;
  /** Not ended, owned or held by this person or one of these organisations. */
  openThingsFor(
    person: PersonId,
    organisations: readonly string[],
  ): Promise<readonly rows.OpenThingRow[]>;
  /** Ended, owned or held until then by this person or one of these organisations, in the order of their keys. */
  endedThingsFor(
    person: PersonId,
    organisations: readonly string[],
  ): Promise<readonly rows.OpenThingRow[]>;
  openThing(key: string): Promise<rows.OpenThingRow | undefined>;
  monitoringOf(cases: readonly CaseId[]): Promise<readonly rows.MonitoringRow[]>;
  /** Oldest first. */
  rightsRequests(table: TableId): Promise<readonly rows.RightsRequestRow[]>;
  /** Those that nobody answered yet, oldest first. */
  openRightsRequests(table: TableId): Promise<readonly rows.RightsRequestRow[]>;
  /** Past ones too, in the order of their ids. */
  legalHolds(caseId: CaseId): Promise<readonly rows.LegalHoldRow[]>;

  record(id: string): Promise<rows.RecordRow | undefined>;
  /** The sealed lists of meetings (kind MEETING), newest first. */
  recordsOf(table: TableId, next?: string): Promise<PageOf<rows.RecordRow>>;
  /** Of every kind, newest first; each with all its parts. */
  recordsOfCase(caseId: CaseId): Promise<readonly rows.RecordRow[]>;
  recordOfMeeting(meeting: MeetingId): Promise<rows.RecordRow | undefined>;
  /** Oldest first. */
  correctionsOf(record: string): Promise<readonly rows.RecordRow[]>;
  /**
   * Parts of records of a table in which all words (or beginnings of words, from three letters on) occur, newest
   * first. Capitals and accents make no difference. Without a word nothing is found.
   */
  search(table: TableId, words: readonly string[], next?: string): Promise<PageOf<rows.SearchHit>>;
}
