/**
 * The disk or the quota is full. Nothing of the turn was stored, everything before it still is, and
 * the same call may succeed later: the room tells its people that saving is in trouble and tries on.
 */
export class StorageFullError extends Error {
  override readonly name = 'StorageFullError';
  readonly retry = true;
}

/** The database is busy, stopping or out of reach. Nothing is known to be stored; try again. */
export class StorageUnavailableError extends Error {
  override readonly name = 'StorageUnavailableError';
  readonly retry = true;
}

/**
 * The file or the disk cannot be trusted any more. The writer takes nothing after this: the server
 * ends with `exitCode`, its supervisor starts it again, and the checks at start decide.
 */
export class FatalStorageError extends Error {
  override readonly name = 'FatalStorageError';
  readonly retry = false;
  readonly exitCode = 75;
}

/** The key does not open this database. Nothing was read or written. */
export class WrongKeyError extends Error {
  override readonly name = 'WrongKeyError';
  readonly retry = false;
}

/** The database was written by a newer version of this program. */
export class UnsupportedVersionError extends Error {
  override readonly name = 'UnsupportedVersionError';
  readonly retry = false;
}

/** The database is set, or built, so that an answer would not mean that the row lasts. Nothing was read or written. */
export class UnsafeSettingsError extends Error {
  override readonly name = 'UnsafeSettingsError';
  readonly retry = false;
}

/** A row of the log, or its place in the chain, is not what was written. Names the first bad row. */
export class BrokenChainError extends Error {
  override readonly name = 'BrokenChainError';
  readonly retry = false;
  readonly room: string;
  readonly seq: number;

  constructor(room: string, seq: number, what: string) {
    super(`room ${room}, row ${seq}: ${what}`);
    this.room = room;
    this.seq = seq;
  }
}

/** The key of the case was destroyed. The chain can still be checked, the words are gone for good. */
export class KeyDestroyedError extends Error {
  override readonly name = 'KeyDestroyedError';
  readonly retry = false;
}

/** The database refused the statement: a rule of its tables or triggers. The caller made a mistake. */
export class StorageRefusedError extends Error {
  override readonly name = 'StorageRefusedError';
  readonly retry = false;
}

/**
 * The access log takes no lines, so nothing of what they belong to was stored, and nothing may be shown. Try again
 * later, and look at the log.
 */
export class UnloggedError extends Error {
  override readonly name = 'UnloggedError';
  readonly retry = true;
}

/** Who has which place was changed past the server: nothing is written after that, so that it can still be found out. */
export class AccountsBrokenError extends Error {
  override readonly name = 'AccountsBrokenError';
  readonly retry = false;
}

/** A sealed row is not what was written, or stands in another place: it does not open with its key. */
export class BrokenSealError extends Error {
  override readonly name = 'BrokenSealError';
  readonly retry = false;

  constructor(table: string, id: string) {
    super(`${table} ${id}: the row does not open`);
  }
}
