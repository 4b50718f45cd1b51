import { caseOf, compareText, type ItemId } from '@overlegtafel/domain';
import type { ItemDeed, MeetingDeed } from '../deeds/deed.ts';
import type { Change } from '../ports/changes.ts';
import type * as rows from '../ports/rows.ts';
import { sealInMemory } from './memory-records.ts';

/** Rows by their key; putting one replaces the row of the same key. */
class Rows<T> extends Map<string, T> {
  readonly #keyOf: (row: T) => string;
  constructor(keyOf: (row: T) => string) {
    super();
    this.#keyOf = keyOf;
  }
  put(row: T): void {
    this.set(this.#keyOf(row), row);
  }
  where(test: (row: T) => boolean): T[] {
    return [...this.values()].filter(test);
  }
}

/** A file that is being taken in is no row: the ledger has it. */
type Put = Exclude<Extract<Change, { readonly put: string }>, { readonly put: 'intake' }>;
type RowOf = { readonly [P in Put as P['put']]: P['row'] };
interface PutOf<K extends keyof RowOf> {
  readonly put: K;
  readonly row: RowOf[K];
}

/** Every table of the storage, in memory. */
export class MemoryRows {
  readonly organisation = new Rows<rows.OrganisationRow>(({ id }) => id);
  readonly person = new Rows<rows.PersonRow>(({ id }) => id);
  readonly membership = new Rows<rows.MembershipRow>(({ id }) => id);
  readonly table = new Rows<rows.TableRow>(({ id }) => id);
  readonly meeting = new Rows<rows.MeetingRow>(({ id }) => id);
  readonly case = new Rows<rows.CaseRow>(({ id }) => id);
  readonly report = new Rows<rows.ReportRow>(({ id }) => id);
  readonly advice = new Rows<rows.AdviceRow>(({ id }) => id);
  readonly reporter = new Rows<rows.ReporterIdentity>(({ reportId }) => reportId);
  readonly address = new Rows<rows.AddressRow>(({ involvedId }) => involvedId);
  readonly assessment = new Rows<rows.AssessmentRow>(
    ({ caseId, assessedOn }) => `${caseId} ${assessedOn}`,
  );
  readonly item = new Rows<rows.ItemRow>(({ id }) => id);
  readonly openThing = new Rows<rows.OpenThingRow>(({ key }) => key);
  readonly monitoring = new Rows<rows.MonitoringRow>(({ id }) => id);
  readonly attendance = new Rows<rows.AttendanceRow>(
    ({ meeting, person }) => `${meeting} ${person}`,
  );
  readonly rightsRequest = new Rows<rows.RightsRequestRow>(({ id }) => id);
  readonly erasureAnswer = new Rows<rows.ErasureAnswerRow>(({ id }) => id);
  readonly legalHold = new Rows<rows.LegalHoldRow>(({ id }) => id);
  readonly itemDeeds: ItemDeed[] = [];
  readonly meetingDeeds: MeetingDeed[] = [];
  readonly records: rows.RecordRow[] = [];
  /** How often accounts changed: memberships, people, who signs in as whom. */
  accountsCount = 0;
  /** Words that can be searched, by record and item. */
  readonly searchable = new Map<string, ReadonlyMap<ItemId, string>>();

  /** Stores a change. Of a meeting that exists only a guard raises the revision. */
  apply(change: Change): void {
    if ('add' in change) return this.#add(change);
    if (change.put === 'intake') return undefined;
    if (change.put === 'membership' || change.put === 'person') this.accountsCount += 1;
    if (change.put !== 'meeting') return put(this, change);
    const revision = this.meeting.get(change.row.id)?.revision ?? change.row.revision;
    return this.meeting.put({ ...change.row, revision });
  }

  #add(change: Extract<Change, { readonly add: string }>): void {
    switch (change.add) {
      case 'itemDeed':
        return void this.itemDeeds.push(change.row);
      case 'meetingDeed':
        return void this.meetingDeeds.push(change.row);
      case 'record': {
        const { id, searchable } = change.row;
        this.searchable.set(id, new Map(searchable.map(({ item, words }) => [item, words])));
        return void this.records.push(sealInMemory(change.row, this.records));
      }
    }
  }

  /** True when an item on some agenda was brought by this report. */
  isOnAgenda(report: rows.ReportRow): boolean {
    return this.item.where((item) => item.report === report.id).length > 0;
  }

  /** True when each word is the beginning of a word that can be searched. */
  hasWords(record: string, item: ItemId, words: readonly string[]): boolean {
    const known = (this.searchable.get(record)?.get(item) ?? '').split(/\s+/).map(plain);
    return words.length > 0 && words.every((word) => known.some((one) => isFor(one, plain(word))));
  }

  openThingsOf(caseId: rows.CaseRow['id']): rows.OpenThingRow[] {
    return inOrder(this.openThing.where(({ thing }) => caseOf(thing) === caseId));
  }
}

function put<K extends keyof RowOf>(
  tables: { readonly [T in keyof RowOf]: Rows<RowOf[T]> },
  change: PutOf<K>,
): void {
  tables[change.put].put(change.row);
}

/** By their keys. */
export function inOrder(things: readonly rows.OpenThingRow[]): rows.OpenThingRow[] {
  return things.toSorted((one, other) => compareText(one.key, other.key));
}

function plain(word: string): string {
  return word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** A beginning of a word counts from three letters on. */
function isFor(known: string, word: string): boolean {
  return word.length < 3 ? known === word : known.startsWith(word);
}
