import {
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  writeSync,
} from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import {
  type Checkpoint,
  hashOfLine,
  promised,
  readCheckpoint,
  type SignedCheckpoint,
} from './checkpoint.ts';
import { type Heads, type HeadsByName, noHeads } from './heads.ts';

const ending = '.jsonl';

/** True of a file in which destructions are named: those stand in the same folder. */
export function isDestructionFile(name: string): boolean {
  return name.startsWith('destructions-') && name.endsWith(ending);
}

const begunAt = /^[a-z]+-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z-/;

/**
 * The name of a new file of this folder. Files sort by when they were begun, and after those that are there: also when
 * the clock was ahead then and was put right since.
 */
export function nameOfNewFile(
  of: 'checkpoints' | 'destructions',
  folder: string,
  atMs: number,
): string {
  const there = existsSync(folder) ? readdirSync(folder) : [];
  const begun = there.filter((name) => name.startsWith(`${of}-`)).flatMap(begunMs);
  const ms = begun.reduce((latest, one) => Math.max(latest, one + 1), atMs);
  const stamp = new Date(ms).toISOString().replaceAll(/[-:.]/g, '');
  return `${of}-${stamp}-${randomBytes(4).toString('hex')}`;
}

function begunMs(name: string): readonly number[] {
  const [year, month, ...rest] = (begunAt.exec(name) ?? []).slice(1).map(Number);
  if (year === undefined || month === undefined) return [];
  return [Date.UTC(year, month - 1, ...rest)];
}

/** A line of a file, and what it says; nothing for a line that cannot be read. */
export interface CheckpointLine {
  readonly text: string;
  readonly read: SignedCheckpoint | undefined;
}

export interface CheckpointFile {
  readonly name: string;
  readonly lines: readonly CheckpointLine[];
}

/** What was promised last, over all files of a folder. */
export interface Promised {
  readonly heads: Heads;
  readonly database: string;
  readonly at: string;
  /** The hash of the newest line. */
  readonly last: string;
  /** Everything that it rests on. */
  readonly signed: readonly SignedCheckpoint[];
}

/** The folder of checkpoints is none, is closed to us, or takes nothing. */
export class CheckpointFolderError extends Error {
  override readonly name = 'CheckpointFolderError';
}

/** All files of a folder, oldest first. What follows the last line end is half a line of a process that was killed. */
export function readCheckpointFiles(folder: string): CheckpointFile[] {
  if (!existsSync(folder)) return [];
  try {
    return readFilesIn(folder);
  } catch (error) {
    throw new CheckpointFolderError(`${folder} cannot be read`, { cause: error });
  }
}

function readFilesIn(folder: string): CheckpointFile[] {
  const names = readdirSync(folder).filter(
    (name) => name.endsWith(ending) && !isDestructionFile(name),
  );
  return names.toSorted().map((name) => {
    const texts = readFileSync(join(folder, name), 'utf8').split('\n').slice(0, -1);
    return { name, lines: texts.map((text) => ({ text, read: readCheckpoint(text) })) };
  });
}

/**
 * What the files promise together. Every file begins with all heads, so only those count that have something newer
 * than the beginning of the newest one: processes that ran beside each other.
 */
export function promisedBy(files: readonly CheckpointFile[]): Promised | undefined {
  const chains = files.map(checkpointsOf).filter((chain) => chain.length > 0);
  const own = chains.at(-1) ?? [];
  const start = own[0]?.checkpoint;
  if (!start) return undefined;
  const besides = chains
    .slice(0, -1)
    .filter((chain) => !start.isRestore && lastAt(chain) >= start.at);
  const asked = [...besides, own];
  return {
    heads: besides.map(headsOf).reduce(farthest, headsOf(own)),
    database: start.database,
    at: asked.map(lastAt).toSorted().at(-1) ?? start.at,
    last: hashOfLine(files.at(-1)?.lines.at(-1)?.text ?? ''),
    signed: asked.flat(),
  };
}

/** When the last checkpoint was, and the hash of its line: what can be printed, mailed and compared. */
export function lastCheckpoint(
  folder: string,
): { readonly at: string; readonly hash: string } | undefined {
  const last = promisedBy(readCheckpointFiles(folder));
  return last && { at: last.at, hash: last.last };
}

/** A file to which one process adds its checkpoints. */
export class CheckpointWriter {
  readonly #path: string;
  #isMade = false;

  constructor(folder: string, name: string) {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
    } catch (error) {
      throw new CheckpointFolderError(`${folder} cannot be made`, { cause: error });
    }
    this.#path = join(folder, `${name}${ending}`);
  }

  /** False when what this process promised was taken away, or its folder was. */
  get isThere(): boolean {
    return !this.#isMade || existsSync(this.#path);
  }

  /** On disk when it returns. */
  append(line: string): void {
    // A file that is gone is not made again under its name: it would begin in the middle.
    const goOn = constants.O_WRONLY | constants.O_APPEND;
    const file = openSync(this.#path, this.#isMade ? goOn : 'ax', 0o600);
    try {
      writeSync(file, `${line}\n`);
      fsyncSync(file);
      this.#isMade = true;
    } finally {
      closeSync(file);
    }
  }
}

function checkpointsOf({ lines }: CheckpointFile): SignedCheckpoint[] {
  return lines.flatMap(({ read }) => (read ? [read] : []));
}

function headsOf(chain: readonly SignedCheckpoint[]): Heads {
  return chain.reduce((heads, { checkpoint }) => promised(heads, checkpoint), noHeads);
}

function lastAt(chain: readonly SignedCheckpoint[]): Checkpoint['at'] {
  return chain.at(-1)?.checkpoint.at ?? '';
}

/** Of each chain the higher number. A room that one of them knows to be shut is asked for by neither. */
function farthest(one: Heads, other: Heads): Heads {
  const isOpenInBoth = (room: string) => one.rooms[room] && other.rooms[room];
  const rooms = Object.entries(higher(one.rooms, other.rooms));
  return {
    streams: higher(one.streams, other.streams),
    rooms: Object.fromEntries(rooms.filter(([room]) => isOpenInBoth(room))),
    records: higher(one.records, other.records),
    accounts: higher(one.accounts ?? {}, other.accounts ?? {}),
  };
}

function higher(one: HeadsByName, other: HeadsByName): HeadsByName {
  const ahead = Object.entries(other).filter(([name, [seq]]) => seq > (one[name]?.[0] ?? -1));
  return { ...one, ...Object.fromEntries(ahead) };
}
