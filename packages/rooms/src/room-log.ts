import type { PersonId } from '@overlegtafel/domain';
import type { RoomName } from '@overlegtafel/protocol';

/**
 * The port to what lasts. One append-only log for each room; everything that anyone has seen is in
 * it. How rows are chained, encrypted and stored is the business of the implementation. Every
 * implementation proves itself with `describeRoomLog` of room-log.contract.ts.
 */
export interface RoomLog {
  /**
   * What the room holds after row `after`; undefined when there is no such room.
   *
   * With `after` 0 the answer may start with a snapshot, and `rows` then begin after
   * `snapshot.upTo`. With any other `after` there is never a snapshot and there are no claims: the
   * answer is cheap, because every room asks on a timer.
   *
   * With `atMost` there are no more rows than that: they may end before `head`, and whoever wants all reads on from the
   * last. What was read is checked as far as it goes.
   *
   * Trap: a damaged snapshot is left out and all rows are given instead. A damaged row throws: a
   * document without it would look whole.
   */
  read(room: RoomName, after: number, atMost?: number): Promise<RoomRecord | undefined>;

  /**
   * Adds rows to any number of rooms in one transaction: one commit, or several rooms' updates
   * would wait for several disks. Gives one outcome for each entry, in the order of the entries.
   * Rows of one room get consecutive numbers in the order of the entries. An entry whose room is
   * held, closed or gone does not hinder the others.
   *
   * Resolves only when the rows are on disk: whoever waits shows them to others next.
   *
   * Trap: it rejects only when it does not know of any row that it was stored. After a rejection
   * either everything or nothing is there (a commit whose answer was lost); the same entries
   * appended again give `duplicate` for what was.
   */
  append(entries: readonly LogEntry[]): Promise<readonly AppendOutcome[]>;

  /**
   * Who owns each client id: the first claim wins and never changes. Gives the owner for each
   * claim, in order, which may be another person than the one who asked.
   *
   * Trap: on disk before it resolves, in one transaction for all claims. A claim that a crash can
   * take back lets the next person write in the name of the first. Rejects when a room is gone.
   */
  claim(claims: readonly ClientClaim[]): Promise<readonly PersonId[]>;

  /**
   * Keeps an encoded state, so that opening the room need not replay every row.
   *
   * Trap: the rows stay, they carry who wrote what. A snapshot older than the stored one, or ahead
   * of the log, or of a room that is gone, is ignored without an error.
   */
  saveSnapshot(room: RoomName, snapshot: RoomSnapshot): Promise<void>;

  /**
   * Calls the listener with rooms that changed without this process knowing: rows of another
   * process, a hold that ended, a room that was closed or destroyed. Returns how to stop.
   *
   * Trap: a call may be late, doubled, lost, or about something already known. It means "read on",
   * never more; rooms also read on by themselves on a timer.
   */
  watch(listener: (room: RoomName) => void): () => void;
}

/** What lasts of one room. */
export interface RoomRecord {
  readonly state: RoomState;
  /** Raised when a backup was put back: numbers that were acknowledged before mean nothing. */
  readonly epoch: number;
  /** The version of the document's shape. */
  readonly schemaVersion: number;
  /** The number of the last row; 0 for a room in which nobody has written. */
  readonly head: number;
  readonly snapshot?: RoomSnapshot;
  /** In the order of `seq`, without holes, up to `head`, or as many as were asked for. */
  readonly rows: readonly LogRow[];
  /** Which client id belongs to whom. */
  readonly claims: ReadonlyMap<number, PersonId>;
}

/** Whether a room takes rows. A hold ends by itself at `untilMs`. */
export type RoomState =
  | { readonly kind: 'open' }
  | { readonly kind: 'holding'; readonly untilMs: number }
  | { readonly kind: 'closed' };

/** The encoded state of a document after row `upTo`. */
export interface RoomSnapshot {
  readonly upTo: number;
  /** A Yjs update (v1) that holds the whole document. */
  readonly state: Uint8Array;
  /** The Yjs state vector that belongs to it: what a joining client is asked with. */
  readonly stateVector: Uint8Array;
}

/** An update that was admitted and now has to last. */
export interface LogEntry {
  readonly room: RoomName;
  /**
   * The series in which `n` counts. Names the person, so that nobody can use up the numbers of
   * another. At most 100 characters.
   */
  readonly writer: string;
  /** Counts the updates of one writer. (room, writer, n) occurs once, for ever. */
  readonly n: number;
  readonly person: PersonId;
  /** The client ids that wrote something in this update; none when it only deletes. */
  readonly clientIds: readonly number[];
  /** Milliseconds since 1970, at the moment of this attempt; also what a hold is compared with. */
  readonly atMs: number;
  /** A Yjs update (v1). Nobody changes these bytes any more. */
  readonly update: Uint8Array;
}

/** An entry with its place in the log. */
export interface LogRow {
  readonly seq: number;
  readonly writer: string;
  readonly n: number;
  readonly person: PersonId;
  readonly clientIds: readonly number[];
  readonly atMs: number;
  readonly update: Uint8Array;
}

/** What became of an entry. Only `appended` and `duplicate` mean that it lasts. */
export type AppendOutcome =
  | { readonly kind: 'appended'; readonly seq: number }
  | { readonly kind: 'duplicate'; readonly seq: number }
  | { readonly kind: 'held'; readonly untilMs: number }
  | { readonly kind: 'closed' }
  | { readonly kind: 'gone' };

/** Somebody says that a client id is theirs. */
export interface ClientClaim {
  readonly room: RoomName;
  readonly clientId: number;
  readonly person: PersonId;
}
