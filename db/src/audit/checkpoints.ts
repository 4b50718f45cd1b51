import type { KeyObject } from 'node:crypto';
import type { Storage } from '../kit/orm.ts';
import {
  type Checkpoint,
  hashOfLine,
  isStill,
  movedSince,
  nameOfKey,
  promised,
  signCheckpoint,
} from './checkpoint.ts';
import {
  CheckpointFolderError,
  CheckpointWriter,
  nameOfNewFile,
  promisedBy,
  readCheckpointFiles,
} from './checkpoint-files.ts';
import { type BrokenPromise, brokenPromiseOf } from './broken-promise.ts';
import { type Heads, identityOf, noHeads, readHeads } from './heads.ts';

/** The database is not as far as was promised, or it is another one. Nothing was written. */
export class BehindCheckpointError extends Error {
  override readonly name = 'BehindCheckpointError';
  /** When the promise was made, UTC; empty when none is left. */
  readonly at: string;
  readonly behind: BrokenPromise;

  constructor(at: string, behind: BrokenPromise) {
    super(`the database does not keep the promise of ${at}: ${JSON.stringify(behind)}`);
    this.at = at;
    this.behind = behind;
  }
}

export interface CheckpointSettings {
  /** The folder whose files leave the machine. */
  readonly folder: string;
  readonly key: KeyObject;
  readonly now: () => number;
  /** Whether a database that was in use must have checkpoints here; false when absent. */
  readonly mustBePromised?: boolean;
  /** The hash of the last line that names a destruction: it is promised with the rest. */
  readonly destructions?: () => string | null;
  /** Told when a checkpoint could not be kept; the next one tries again. */
  readonly onTrouble: (error: unknown) => void;
}

const longestMs = 60_000;
const mostLines = 1_000;
const lookMs = 1_000;
/** A new file begins with all heads, so no start has to read more than this. */
const longestFile = 10_000;

/**
 * Keeps promising how far every chain has come: every minute in which something was written, after a thousand lines,
 * when a meeting closes, and at the end.
 */
export class Checkpoints {
  readonly #storage: Storage;
  readonly #settings: CheckpointSettings;
  readonly #database: string;
  #writer: CheckpointWriter | undefined;
  #number = 0;
  #previous: string | null;
  #heads: Heads = noHeads;
  #linesThen = 0;
  #takenAtMs: number;
  #taking: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;

  private constructor(
    storage: Storage,
    settings: CheckpointSettings,
    start: { readonly database: string; readonly previous: string | null },
  ) {
    this.#storage = storage;
    this.#settings = settings;
    this.#database = start.database;
    this.#previous = start.previous;
    this.#takenAtMs = settings.now();
  }

  /**
   * Holds the database against what was promised last, then promises where it stands. `restored` says that a backup
   * was put back on purpose: then nothing is held against it.
   *
   * @throws {BehindCheckpointError} when rows are missing that were promised
   */
  static async start(
    storage: Storage,
    settings: CheckpointSettings,
    restored: 'RESTORED' | 'NOT_RESTORED' = 'NOT_RESTORED',
  ): Promise<Checkpoints> {
    const database = await identityOf(storage);
    const last = promisedBy(readCheckpointFiles(settings.folder));
    if (restored === 'NOT_RESTORED') {
      const { key, mustBePromised = false } = settings;
      const broken = await brokenPromiseOf(storage, last, { key, mustBePromised });
      if (broken) throw new BehindCheckpointError(last?.at ?? '', broken);
    }
    const checkpoints = new Checkpoints(storage, settings, {
      database,
      previous: last?.last ?? null,
    });
    await checkpoints.#write(restored === 'RESTORED');
    checkpoints.#timer = setInterval(() => checkpoints.#look(), lookMs);
    checkpoints.#timer.unref();
    return checkpoints;
  }

  /** Promises where the chains stand now. Trouble is told and not thrown: what was asked is on disk all the same. */
  take(): Promise<void> {
    this.#taking = this.#taking.then(() => this.#write(false)).catch(this.#settings.onTrouble);
    return this.#taking;
  }

  /** The last promise of this process. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.take();
  }

  #look(): void {
    if (this.#writer?.isThere === false) {
      // Promised anew in a new file at once: what is promised has to stand somewhere.
      this.#writer = undefined;
      this.#settings.onTrouble(new CheckpointFolderError('a file of checkpoints is gone'));
      void this.take();
    }
    // Also when the clock was set back: waiting for it to be where it was would be waiting for days.
    const isLong = Math.abs(this.#settings.now() - this.#takenAtMs) >= longestMs;
    const isMuch = this.#storage.form.made - this.#linesThen >= mostLines;
    if (isLong || isMuch) void this.take();
  }

  async #write(isRestore: boolean): Promise<void> {
    this.#takenAtMs = this.#settings.now();
    this.#linesThen = this.#storage.form.made;
    const now = await readHeads(this.#storage);
    const isFull = this.#writer === undefined || this.#number >= longestFile;
    const moved = isFull ? { ...now, shut: [] } : movedSince(this.#heads, now);
    if (!isFull && isStill(moved)) return;
    const writer = isFull ? this.#newFile() : this.#writer;
    const checkpoint: Checkpoint = {
      form: 1,
      number: isFull ? 1 : this.#number + 1,
      at: new Date(this.#takenAtMs).toISOString(),
      database: this.#database,
      isFull,
      isRestore,
      ...(this.#settings.destructions ? { destructions: this.#settings.destructions() } : {}),
      previous: this.#previous,
      key: nameOfKey(this.#settings.key),
      ...moved,
    };
    const line = signCheckpoint(checkpoint, this.#settings.key);
    // A line that was cut off by a full disk stays half: whatever follows goes into a new file.
    this.#writer = undefined;
    writer?.append(line);
    this.#writer = writer;
    this.#number = checkpoint.number;
    this.#previous = hashOfLine(line);
    this.#heads = promised(this.#heads, checkpoint);
  }

  #newFile(): CheckpointWriter {
    const { folder } = this.#settings;
    return new CheckpointWriter(folder, nameOfNewFile('checkpoints', folder, this.#takenAtMs));
  }
}
