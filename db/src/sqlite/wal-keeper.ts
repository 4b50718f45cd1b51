import { Tinypool } from 'tinypool';
import { type Connection, type SqliteFile, walPages } from './connection.ts';
import type { StandingFiles } from './standing-files.ts';

/** Pages that are in the WAL and not yet in the file: from here on they are worth the thread. */
const worthPages = 1_000;
/** A thread costs some megabytes; between meetings nothing is written. */
const idleThreadMs = 30_000;

let threads: Tinypool | undefined;

/** One thread, made when there is something to do. It keeps no process alive. */
function thread(): Tinypool {
  threads ??= new Tinypool({
    filename: new URL('checkpoint-wal.ts', import.meta.url).href,
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: idleThreadMs,
    isolateWorkers: false,
  });
  return threads;
}

interface WalOf {
  /** A connection of this thread that reads. */
  readonly reader: Connection;
  readonly file: SqliteFile;
  readonly files: Pick<StandingFiles, 'areThere'>;
  readonly lookEveryMs: number;
}

/**
 * ST420: puts what was committed into the file of the database in a thread of its own. SQLite itself does it in the
 * commit in which the WAL becomes long: then everybody waits for some thousand pages and two syncs.
 */
export class WalKeeper {
  readonly #of: WalOf;
  readonly #timer: NodeJS.Timeout;
  #running: Promise<void> | undefined;

  constructor(of: WalOf) {
    this.#of = of;
    this.#timer = setInterval(() => {
      this.look();
    }, of.lookEveryMs).unref();
  }

  /** Begins when it is worth it. */
  look(): void {
    if (this.#running !== undefined || !this.#isWorthIt()) return;
    const { file } = this.#of;
    // What fails costs nothing: the rows are in the WAL, and the writer does it itself when that is long.
    this.#running = thread()
      .run(file)
      .catch(() => undefined)
      .then(() => {
        this.#running = undefined;
      });
  }

  /** Resolves when nothing is being put into the file. */
  async settled(): Promise<void> {
    await this.#running;
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.settled();
  }

  #isWorthIt(): boolean {
    const { reader, files } = this.#of;
    // Of another file in its place nothing is touched.
    if (!files.areThere) return false;
    try {
      const { log, checkpointed } = walPages(reader);
      return log - checkpointed >= worthPages;
    } catch {
      // What is wrong with the file is said by whoever reads or writes.
      return false;
    }
  }
}
