import type { CaseId, Instant, KeptRecord, LocalDate, TableId } from '@overlegtafel/domain';
import type { AccessLine } from '../audit/access-line.ts';

/** Something that is kept, with where it stands. Nothing of it is read: its term follows from what stands beside it. */
export interface KeptThing extends Omit<KeptRecord, 'organisation'> {
  readonly table: TableId;
  /** Absent for what belongs to no household: the room of a meeting, a request for advice. */
  readonly caseId?: CaseId;
}

/** What has to be destroyed one day, and destroying it. */
export interface Retention {
  /** Everything that is still there. */
  kept(): Promise<readonly KeptThing[]>;
  /**
   * Destroys one thing together with its lines of the log, or nothing: false when it is gone already, or held since it
   * was listed. `today` is the day in the Netherlands.
   */
  destroy(thing: KeptThing, today: LocalDate, lines: readonly AccessLine[]): Promise<boolean>;
  /** True for the one process that does this task of a day. Who did not finish within an hour is taken over. */
  claim(task: string, day: LocalDate, by: string, now: Instant): Promise<boolean>;
  finished(task: string, day: LocalDate, now: Instant): Promise<void>;
}
