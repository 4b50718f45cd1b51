import type { Instant, KnownMoments, Role, TableId } from '@overlegtafel/domain';
import type { AccessLine } from '../audit/access-line.ts';

/** Until when the clock was followed, and what else there is to hold it against. */
export interface ClockMarks {
  known(): Promise<KnownMoments>;
  /** The clock was in step at this moment. It never goes back: processes differ by a little. */
  follow(at: Instant): Promise<void>;
  /** Somebody confirmed that it is this moment, with the lines that say who; also when it is earlier than was known. */
  accept(at: Instant, lines: readonly AccessLine[]): Promise<void>;
  /** The names of everybody who holds one of these roles then or later, anywhere. */
  namesIn(roles: readonly Role[], fromMs: number): Promise<readonly string[]>;
  /** Every table, so that each has the line; one that is nothing when there is none. */
  tables(): Promise<readonly (TableId | undefined)[]>;
}
