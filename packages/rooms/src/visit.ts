/** At which point somebody is turned away: at the door, or with what they wrote. */
export type TurnedAwayFrom = 'ENTERS' | 'WRITES';

/**
 * What is put on the record about one connection, by whoever let it knock. Resolved: it stands, and lasts. A rejection
 * means that it does not: then nobody comes in or writes, and they are told to come back later.
 */
export interface Visit {
  /** Asked before the first byte of the document is sent. */
  entered(): Promise<void>;
  /** Asked before the first change of this connection is stored. */
  wrote(): Promise<void>;
  /** Asked before somebody is told that there is no such room for them; and when something of theirs is refused. */
  turnedAway(from: TurnedAwayFrom): Promise<void>;
  /** The connection has ended. */
  left(): void;
}

/** Something could not be put on the record, so it does not happen. */
export class UnnotedError extends Error {}

/** @throws {UnnotedError} when it does not stand on the record */
export async function noted(line: Promise<void>): Promise<void> {
  try {
    await line;
  } catch (error) {
    throw new UnnotedError('no line on the record', { cause: error });
  }
}
