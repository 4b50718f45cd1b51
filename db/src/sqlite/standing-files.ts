import { statSync } from 'node:fs';

/**
 * The files of an open database, by which one can see that they are still in their place. SQLite goes on writing to a
 * file that somebody moved or removed, and says nothing: what was acknowledged then is found by no later start.
 */
export class StandingFiles {
  readonly #path: string;
  readonly #file: string | undefined;
  #wal: string | undefined;

  /** @param path of the database, which is open */
  constructor(path: string) {
    this.#path = path;
    this.#file = markOf(path);
    this.#wal = markOf(`${path}-wal`);
  }

  /** False when the database, or its WAL, is gone or another file stands there. Two calls of the system. */
  get areThere(): boolean {
    if (this.#file === undefined || markOf(this.#path) !== this.#file) return false;
    const wal = markOf(`${this.#path}-wal`);
    // SQLite makes the WAL with the first transaction, and keeps it as long as anybody has the database open.
    this.#wal ??= wal;
    return wal === this.#wal;
  }
}

/** Which file stands there; nothing when none does. */
function markOf(path: string): string | undefined {
  const found = statSync(path, { throwIfNoEntry: false });
  return found && `${found.dev}:${found.ino}`;
}
