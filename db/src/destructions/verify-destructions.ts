import type { KeyObject } from 'node:crypto';
import { ChainBroken, type ChainVerdict, type Damage, verdictOf } from '../audit/chain-verdict.ts';
import { promisedBy, readCheckpointFiles } from '../audit/checkpoint-files.ts';
import { identityOf } from '../audit/heads.ts';
import type { Storage } from '../kit/orm.ts';
import { aliveAmong } from './alive-among.ts';
import { type DestructionFile, namedIn, readDestructionFiles } from './destruction-files.ts';
import { isSignedDestruction } from './destruction-line.ts';

interface Place {
  readonly folder: string;
  /** Absent: only the chain is checked, not who made it. */
  readonly key?: KeyObject | undefined;
}

/**
 * Checks the files in which destructions are named: their chain, their signatures, that none is missing which a
 * checkpoint knew, and that nothing that was destroyed is there.
 */
export async function verifyDestructions(
  storage: Pick<Storage, 'orm' | 'tables'>,
  { folder, key }: Place,
): Promise<ChainVerdict[]> {
  const files = readDestructionFiles(folder);
  const database = await identityOf(storage);
  const alive = await aliveAmong(storage, namedIn(files, database)?.done ?? new Set());
  const earlier = new Set<string>();
  const verdicts: ChainVerdict[] = [];
  for (const file of files) {
    const check = () => checkFile(file, { key, earlier, alive, database });
    verdicts.push(await verdictOf({ of: 'DESTRUCTION', name: file.name }, check));
    for (const { hash } of file.lines) earlier.add(hash);
  }
  if (!lacksDestructions(folder)) return verdicts;
  const missing = { kind: 'BROKEN', of: 'DESTRUCTION', line: 1, damage: 'MISSING' } as const;
  return [...verdicts, { ...missing, name: folder }];
}

/** True when a folder lacks lines that its checkpoints knew; those of other folders count too. */
export function lacksDestructions(folder: string, ...besides: readonly string[]): boolean {
  const files = [folder, ...besides].flatMap(readDestructionFiles);
  const there = new Set(files.flatMap(({ lines }) => lines.map(({ hash }) => hash)));
  return promisedDestructions(folder).some((hash) => !there.has(hash));
}

/** True when this folder names destructions in this database. */
export function namesDestructions(folder: string, database: string): boolean {
  return namedIn(readDestructionFiles(folder), database) !== undefined;
}

/** True when the end of a file of this folder is half a line. */
export function endsInHalfLine(folder: string): boolean {
  return readDestructionFiles(folder).some(({ isCutOff }) => isCutOff);
}

function promisedDestructions(folder: string): readonly string[] {
  const signed = promisedBy(readCheckpointFiles(folder))?.signed ?? [];
  const heads = signed.flatMap(({ checkpoint }) => checkpoint.destructions ?? []);
  return [...new Set(heads)];
}

interface Expected {
  readonly key: KeyObject | undefined;
  readonly earlier: ReadonlySet<string>;
  readonly alive: ReadonlySet<string>;
  readonly database: string;
}

function checkFile({ lines }: DestructionFile, expected: Expected): number {
  let before: string | undefined;
  for (const [i, line] of lines.entries()) {
    const damage = damageOf(line, { number: i + 1, before }, expected);
    if (damage) throw new ChainBroken(i + 1, damage);
    before = line.hash;
  }
  return lines.length;
}

function follows(
  previous: string | null,
  before: string | undefined,
  earlier: Expected['earlier'],
): boolean {
  if (before) return previous === before;
  return previous === null ? earlier.size === 0 : earlier.has(previous);
}

function damageOf(
  { read }: DestructionFile['lines'][number],
  place: { readonly number: number; readonly before: string | undefined },
  { key, earlier, alive, database }: Expected,
): Damage | undefined {
  if (!read) return 'CHANGED';
  const { number, previous, act, database: about } = read.line;
  if (number !== place.number || !follows(previous, place.before, earlier)) return 'MISSING';
  if (key && !isSignedDestruction(read, key)) return 'NOT_SIGNED';
  const isBack = act.kind === 'DONE' && about === database && alive.has(act.thing);
  return isBack ? 'BACK_AGAIN' : undefined;
}
