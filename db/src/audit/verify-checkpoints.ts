import type { KeyObject } from 'node:crypto';
import type { Storage } from '../kit/orm.ts';
import { ChainBroken, type ChainVerdict, type Damage, verdictOf } from './chain-verdict.ts';
import { type Checkpoint, hashOfLine, isSigned, promised } from './checkpoint.ts';
import {
  type CheckpointFile,
  type CheckpointLine,
  readCheckpointFiles,
} from './checkpoint-files.ts';
import { firstBehind, type Heads, identityOf, noHeads } from './heads.ts';

/** What the checkpoints of a folder are held against. */
interface CheckpointCheck {
  readonly folder: string;
  /** Absent: only the chain is checked, not who made it. */
  readonly key?: KeyObject | undefined;
}

/**
 * Checks every file of checkpoints: its own chain, its signatures, and that the database still has what was promised.
 * What was promised before a backup was put back is not asked for: it went with the database of then.
 */
export async function verifyCheckpoints(
  storage: Storage,
  { folder, key }: CheckpointCheck,
): Promise<ChainVerdict[]> {
  const files = readCheckpointFiles(folder);
  const database = await identityOf(storage);
  const since = files.findLastIndex(({ lines }) => lines[0]?.read?.checkpoint.isRestore);
  const earlier = new Set<string>();
  const verdicts: ChainVerdict[] = [];
  for (const [i, file] of files.entries()) {
    const isAsked = i >= since;
    const isNewest = i === files.length - 1;
    const expected = { key, database, earlier, isAsked, isNewest };
    const check = () => verifyFile(storage, file, expected);
    verdicts.push(await verdictOf({ of: 'CHECKPOINT', name: file.name }, check));
    for (const { text } of file.lines) earlier.add(hashOfLine(text));
  }
  return verdicts;
}

interface Expected {
  readonly key: KeyObject | undefined;
  readonly database: string;
  /** Hashes of the lines of older files. */
  readonly earlier: ReadonlySet<string>;
  readonly isAsked: boolean;
  readonly isNewest: boolean;
}

async function verifyFile(
  storage: Storage,
  { lines }: CheckpointFile,
  expected: Expected,
): Promise<number> {
  let heads: Heads = noHeads;
  let before: CheckpointLine | undefined;
  for (const [i, line] of lines.entries()) {
    const damage = damageOf(line, { number: i + 1, before }, expected);
    if (damage) throw new ChainBroken(i + 1, damage);
    if (line.read) heads = promised(heads, line.read.checkpoint);
    before = line;
  }
  // The heads of a file only grow, so its last line asks for all that the others did. Rooms of old files may be
  // destroyed by now: what is open today is asked for by the newest.
  const asked = expected.isNewest ? heads : { ...heads, rooms: {} };
  if (expected.isAsked && (await firstBehind(storage, asked)))
    throw new ChainBroken(lines.length, 'NOT_AS_PROMISED');
  return lines.length;
}

function damageOf(
  { read }: CheckpointLine,
  place: { readonly number: number; readonly before: CheckpointLine | undefined },
  expected: Expected,
): Damage | undefined {
  if (!read) return 'CHANGED';
  const { number, isFull, database } = read.checkpoint;
  const isNext = number === place.number && isFull === (number === 1);
  if (!isNext || !followsOn(read.checkpoint, place.before, expected)) return 'MISSING';
  if (expected.key && !isSigned(read, expected.key)) return 'NOT_SIGNED';
  return expected.isAsked && database !== expected.database ? 'NOT_AS_PROMISED' : undefined;
}

function followsOn(
  { previous }: Checkpoint,
  before: CheckpointLine | undefined,
  { earlier }: Expected,
): boolean {
  if (before) return previous === hashOfLine(before.text);
  return previous === null ? earlier.size === 0 : earlier.has(previous);
}
