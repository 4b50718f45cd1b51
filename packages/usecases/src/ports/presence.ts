import type { Instant, MeetingId, PersonId } from '@overlegtafel/domain';

/** A place at a table of which no server process said anything for a while. */
export interface UnseenPlace {
  readonly meeting: MeetingId;
  readonly person: PersonId;
  /** When a process last said that this person is connected. */
  readonly seenAt: Instant;
}

/**
 * Who is connected, as long as a server process keeps saying so: a process that dies cannot say that its people left.
 * Only meetings that are not closed count.
 */
export interface Presence {
  /** Says that these people are connected; gives those of them who have a place at the table. */
  seen(
    meeting: MeetingId,
    people: readonly PersonId[],
    at: Instant,
  ): Promise<ReadonlySet<PersonId>>;
  /**
   * The places of which something was said, and nothing within so many milliseconds of now. What was said later than
   * that counts as unsaid: the clock was set back. Places of which nothing was ever said are kept until they are left.
   */
  unseen(now: Instant, withinMs: number): Promise<readonly UnseenPlace[]>;
}
