import type { RoomName } from '@overlegtafel/protocol';

/**
 * The port that opens and shuts rooms for writing. The state stands on the row that every append
 * updates, so it is exact however many processes there are.
 */
export interface RoomGate {
  /** Makes empty, open rooms. A room that exists is left as it is. */
  create(rooms: readonly NewRoom[]): Promise<void>;

  /**
   * Lets appends wait until `untilMs` and tells how far each room has come. All rooms or none.
   *
   * Trap: a hold that was never released ends by itself, so `close` checks the heads again.
   */
  hold(rooms: readonly RoomName[], hold: Hold): Promise<HoldOutcome>;

  /** Lets appends go on. Only what this holder holds; anything else is left alone. */
  release(rooms: readonly RoomName[], holder: string): Promise<void>;

  /**
   * Shuts the rooms for good, if this holder still holds all of them and no head has moved. False
   * means that nothing was changed. No row is ever added to a closed room.
   */
  close(heads: ReadonlyMap<RoomName, number>, holder: string): Promise<boolean>;

  /**
   * Says that the document of a room has the shape of version `to`, and raises its epoch: what was
   * written for the old shape is not merged into the new one. False when it was not `from` any more.
   */
  raiseVersion(room: RoomName, from: number, to: number): Promise<boolean>;

  /** Removes the rooms with their rows, claims and snapshots. */
  destroy(rooms: readonly RoomName[]): Promise<void>;
}

/** A room that is about to exist. */
export interface NewRoom {
  readonly room: RoomName;
  readonly schemaVersion: number;
}

/** Who holds, and from when until when (milliseconds since 1970). */
export interface Hold {
  /** A random text for each attempt: it stands for the right to release and to close. */
  readonly holder: string;
  readonly nowMs: number;
  readonly untilMs: number;
}

/** The heads at the moment of the hold, or the first room that stood in the way. */
export type HoldOutcome =
  | { readonly kind: 'held'; readonly heads: ReadonlyMap<RoomName, number> }
  | { readonly kind: 'refused'; readonly room: RoomName; readonly why: 'held' | 'closed' | 'gone' };
