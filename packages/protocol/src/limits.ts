const kibibyte = 1024;
const mebibyte = 1024 * kibibyte;
const secondMs = 1000;

/**
 * Every limit of a document connection, in one place: what the server refuses, and what a client
 * can count on. What is exceeded and with which close code stands beside each.
 */
export const documentLimits = {
  /** The largest message in either direction, 4413. Sockets refuse it before it is in memory. */
  frameBytes: mebibyte,

  /** Updates that one connection may send in a second when it goes on sending; the rest waits. */
  updatesPerSecond: 50,
  /** Updates that one connection may send at once before it has to wait. */
  updateBurst: 400,
  /** The same for all connections of one person together: this many times as much. */
  personFactor: 20,
  /**
   * Work of one person, over all rooms and connections and whatever the transport. A unit is one write or one
   * deletion that is news, more where somebody wrote very much, or 512 bytes, or 50 deletions that are none; a
   * message costs a fifth. Coming back
   * does not give it anew.
   */
  workPerSecond: 2_000,
  /** Work of one person at once; the rest waits. */
  workAtOnce: 20_000,
  /** Writes and news of deletions in one update that cost what they are; in a larger one they cost so many times as much. */
  piecesInOneGo: 5_000,
  largeFactor: 6,
  /** Writes and news of deletions in one update, 4413. */
  pieces: 10_000,
  /** The same in a room that was restored from a backup: what browsers kept comes back in one piece. */
  piecesAfterRestore: 60_000,
  /** What a room takes up in one turn; others have their turn before the rest of it. */
  workInOneTurn: 5_000,
  /** The state vector with which a client says what it has, 4413. */
  stateVectorBytes: 64 * kibibyte,
  /** Bytes of one person that may wait to be handled, over all rooms and connections; all are closed, 4413. */
  waitingBytesPerPerson: 12 * mebibyte,
  /** Whoever was closed for that is not let in for so long. */
  shutOutMs: 30 * secondMs,
  /** Times that one person may enter a room at once, and in a second when they go on; the rest waits. */
  entriesAtOnce: 600,
  entriesPerSecond: 50,
  /** Messages of one connection that may wait to be handled, 4413. */
  waitingMessages: 2_000,
  /** Bytes of one connection that may wait to be handled, 4413. */
  waitingBytes: 4 * mebibyte,

  /** The encoded state of one document, 4413. */
  documentBytes: 20 * mebibyte,
  /** Insertions in one document, deleted ones included, 4413: they cost memory when nothing is seen. */
  documentStructs: 500_000,
  /** Rooms that one person has open at once on one server, 4413. */
  roomsPerPerson: 100,
  /** Client ids that one update may bring along for the first time, 4413. */
  newClientIds: 16,
  /** Connections of one person to one room, 4413. */
  connectionsPerPersonAndRoom: 20,
  /** Document connections of one person in all, 4413. */
  connectionsPerPerson: 300,

  /** The presence of one connection; more is dropped. */
  presenceBytes: 4 * kibibyte,
  /**
   * Presence of a room goes out together, this often, and only the newest of each connection: more
   * than 20 a second are dropped. Edits never wait for it.
   */
  presenceIntervalMs: 50,

  /** Updates that build on something the server has not seen, without progress, 4422. */
  orphanStrikes: 20,

  /** Above this a socket gets no more changes, and one difference when it has drained. */
  staleAboveBytes: mebibyte,
  /** Above this, beyond what one state needs, a socket is closed, 4513. */
  closeAboveBytes: 8 * mebibyte,
  /** A socket that has not drained for so long is closed, 4513. */
  staleForMs: 30 * secondMs,
} as const;

/** How rooms behave over time. */
export const roomTimes = {
  /** A room in which nobody is leaves the memory. */
  idleUnloadMs: 30 * secondMs,
  /** How long appends wait while a meeting is being closed; then the hold ends by itself. */
  holdMs: 10 * secondMs,
  /** This often everybody is looked at: may they still be there, have they drained. */
  lookMs: secondMs,
  /** In so many parts, one after the other: nobody waits until all rooms were looked at. */
  lookSlices: 10,
  /** This often a room reads its log, in case a notice of another process was lost. */
  readOnMs: 2 * secondMs,
  /** What was read from the log so short ago counts as its head for whoever joins. */
  freshMs: 50,
  /** A document in which nobody writes for so long is kept as bytes only. */
  documentRestMs: 5 * 60 * secondMs,
  /** A commit that takes longer is trouble. */
  slowCommitMs: 3 * secondMs,
  /** After a failed append: the first wait, doubled each time until the longest. */
  retryFirstMs: 100,
  retryLongestMs: 5 * secondMs,
  /** After so many failed appends the people in the room are told that saving is in trouble. */
  triesUntilTrouble: 3,
} as const;

/** When the log of a room is worth a new snapshot. */
export const compactionLimits = {
  /** Rows since the last snapshot, while people are writing. */
  rows: 2_000,
  /** Rows since the last snapshot, when the last person has left. */
  rowsWhenIdle: 50,
  /** Rows that are read before others have their turn. */
  rowsAtOnce: 200,
} as const;

/** What the outbox of our own client does. */
export const outboxLimits = {
  /** Updates made without a connection are sent together up to this size. */
  mergedBytes: 48 * kibibyte,
  /** Updates that are on their way and not acknowledged: below what the server lets wait of one connection. */
  sentUpdates: 400,
  /** The same in bytes; one update that is larger goes alone. */
  sentBytes: 2 * mebibyte,
  /** Not stored for so long: the screen says so in amber, then in red. */
  amberAfterMs: 3 * secondMs,
  redAfterMs: 10 * secondMs,
} as const;
