import type { CaseId, Instant, PersonId, TableId } from '@overlegtafel/domain';
import type { AccessLine } from '../audit/access-line.ts';
import type { PageOf } from './stores.ts';

/** From a moment up to, and not at, another. */
export interface Period {
  readonly from: Instant;
  readonly until: Instant;
}

/** A line of the processing log: what was done with data about whom, and never by whom. */
export interface ProcessingLine {
  /** What was done, as in the register of processing activities: the name of the command or query. */
  readonly activity: string;
  readonly at: Instant;
  readonly result: AccessLine['result'];
  /** A pseudonym of the case; who has the case id cannot make it. */
  readonly subject: string;
  readonly traceId: string;
}

/** Reads the two logs. It asks no rights and writes no line: that is the task of the query that calls it. */
export interface AuditReader {
  /** Who did something with this case, newest first. */
  ofCase(caseId: CaseId, next?: string): Promise<PageOf<AccessLine>>;
  /** What this person did at these tables, newest first. */
  ofPerson(
    person: PersonId,
    tables: readonly TableId[],
    next?: string,
  ): Promise<PageOf<AccessLine>>;
  /** Everything at these tables, oldest first, in pages: a year does not fit into memory. */
  ofTables(tables: readonly TableId[], period: Period): AsyncIterable<readonly AccessLine[]>;
  /** Emergency access that was taken at this table from a moment on, newest first. */
  breakGlassAt(table: TableId, since: Instant, next?: string): Promise<PageOf<AccessLine>>;
  /** Everything that was refused, also where nothing was, oldest first, in pages. */
  refusedIn(period: Period): AsyncIterable<readonly AccessLine[]>;
  /** What was processed about this case, oldest first. */
  processingOf(caseId: CaseId): AsyncIterable<readonly ProcessingLine[]>;
}
