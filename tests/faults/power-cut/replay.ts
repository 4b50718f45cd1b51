/**
 * Cuts the power in a recording: everything that was synced stands on the disk, of the rest each
 * write is there whole, in part, or not at all. Then the database is opened as at a start, and the
 * rows that were acknowledged before the cut are looked up.
 */
import { openSqlite } from '@overlegtafel/db';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Random } from '../../seeded-random.ts';
import { lostRows, storageKeys, type Ack } from '../stored-entry.ts';
import type { FileEvent } from './recording.ts';

/** The smallest piece that a disk writes whole. */
const sectorLength = 512;

type Change = Extract<FileEvent, { kind: 'write' | 'truncate' }>;

/** The bytes of a file, which grow without being copied each time. */
class FileBytes {
  #bytes: Buffer;
  #length: number;

  constructor(content: Buffer = Buffer.alloc(0)) {
    this.#bytes = content;
    this.#length = content.length;
  }

  write(at: number, piece: Buffer): void {
    this.resize(Math.max(this.#length, at + piece.length));
    piece.copy(this.#bytes, at);
  }

  resize(length: number): void {
    if (length > this.#bytes.length) {
      const larger = Buffer.alloc(2 * length);
      this.#bytes.copy(larger, 0, 0, this.#length);
      this.#bytes = larger;
    }
    // What was cut off must not come back when the file grows again.
    if (length < this.#length) this.#bytes.fill(0, length, this.#length);
    this.#length = length;
  }

  content(): Buffer {
    return Buffer.from(this.#bytes.subarray(0, this.#length));
  }
}

/** A file as the disk has it, and what it was only told. */
class DiskFile {
  readonly #synced = new FileBytes();
  #told: Change[] = [];

  tell(change: Change): void {
    this.#told.push(change);
  }

  sync(): void {
    for (const change of this.#told) apply(this.#synced, change);
    this.#told = [];
  }

  /** What is left after the power comes back. `kept` is the chance of each sector that was told. */
  afterCut(random: Random, kept: number): Buffer {
    const left = new FileBytes(this.#synced.content());
    for (const change of this.#told) applyInPart(left, change, () => random.chance(kept));
    return left.content();
  }
}

/** A disk that can lose what was not synced. */
export class Disk {
  readonly #files = new Map<string, DiskFile>();

  /** A removed file is gone at once: directories of a journalling file system keep their order. */
  take(event: FileEvent): void {
    if (event.kind === 'ack') return;
    if (event.kind === 'remove') return void this.#files.delete(event.file);
    const file = this.#files.get(event.file) ?? new DiskFile();
    this.#files.set(event.file, file);
    if (event.kind === 'sync') file.sync();
    else file.tell(event);
  }

  afterCut(random: Random): Map<string, Buffer> {
    const kept = random.pick([0, 0.1, 0.5, 0.9, 1]);
    const after = [...this.#files].map(
      ([name, file]) => [name, file.afterCut(random, kept)] as const,
    );
    return new Map(after);
  }
}

function apply(bytes: FileBytes, change: Change): void {
  if (change.kind === 'truncate') bytes.resize(change.length);
  else bytes.write(change.at, change.bytes);
}

function applyInPart(bytes: FileBytes, change: Change, isKept: () => boolean): void {
  if (change.kind === 'truncate') {
    if (isKept()) bytes.resize(change.length);
    return;
  }
  for (let from = 0; from < change.bytes.length; from += sectorLength) {
    const piece = change.bytes.subarray(from, from + sectorLength);
    if (isKept()) bytes.write(change.at + from, piece);
  }
}

/** What the cuts of a recording did. */
export interface CutReport {
  readonly cuts: number;
  readonly acknowledged: number;
  readonly cutsWithLoss: number;
  readonly rowsLost: number;
  readonly mostLost: number;
  readonly unreadable: readonly string[];
}

/** Cuts the power at random moments, also in the middle of the first start. */
export async function cutPower(
  events: readonly FileEvent[],
  cuts: number,
  random: Random,
): Promise<CutReport> {
  const moments = Array.from({ length: cuts }, () => random.below(events.length + 1));
  moments.sort((a, b) => a - b);
  const disk = new Disk();
  const acks: Ack[] = [];
  const lost: number[] = [];
  const unreadable: string[] = [];
  let done = 0;
  for (const moment of moments) {
    for (const event of events.slice(done, moment)) {
      disk.take(event);
      if (event.kind === 'ack') acks.push(...event.acks);
    }
    done = moment;
    const found = await startAfter(disk.afterCut(random), acks);
    if (typeof found === 'number') lost.push(found);
    else unreadable.push(found);
  }
  return {
    cuts,
    acknowledged: events.flatMap((event) => (event.kind === 'ack' ? event.acks : [])).length,
    cutsWithLoss: lost.filter((count) => count > 0).length,
    rowsLost: lost.reduce((sum, count) => sum + count, 0),
    mostLost: Math.max(0, ...lost),
    unreadable,
  };
}

/** Starts on what is left. Gives how many acknowledged rows are gone, or why it does not start. */
async function startAfter(
  files: ReadonlyMap<string, Buffer>,
  acks: readonly Ack[],
): Promise<number | string> {
  // A folder of its own for each cut: a leftover index would look like damage.
  const folder = mkdtempSync(join(memoryFolder(), 'power-cut-'));
  const dataDir = join(folder, 'data');
  mkdirSync(dataDir);
  try {
    for (const [name, bytes] of files) writeFileSync(join(dataDir, name), bytes);
    const onFatal = () => undefined;
    const database = await openSqlite({ dataDir, keys: storageKeys, writer: 'main', onFatal });
    const lost = await lostRows(database, acks);
    await database.close();
    return lost.length;
  } catch (error) {
    return String(error);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The disk of this machine plays no part in the replay, so it need not wait for it. */
function memoryFolder(): string {
  return existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
}
