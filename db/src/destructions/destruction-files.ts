import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { hashOfLine } from '../audit/checkpoint.ts';
import { CheckpointFolderError, isDestructionFile } from '../audit/checkpoint-files.ts';
import { type DestructionLine, readDestruction } from './destruction-line.ts';

export interface DestructionFile {
  readonly name: string;
  /** True when a process was killed, or the disk was full, in the middle of its last line. */
  readonly isCutOff: boolean;
  readonly lines: readonly {
    readonly text: string;
    readonly hash: string;
    readonly read: ReturnType<typeof readDestruction>;
  }[];
}

/** All files of a folder in which destructions are named, oldest first. */
export function readDestructionFiles(folder: string): DestructionFile[] {
  try {
    return readFilesIn(folder);
  } catch (error) {
    throw new CheckpointFolderError(`${folder} cannot be read`, { cause: error });
  }
}

function readFilesIn(folder: string): DestructionFile[] {
  return namesIn(folder).map((name) => {
    const texts = readFileSync(join(folder, name), 'utf8').split('\n');
    const isCutOff = texts.pop() !== '';
    const lines = texts.map((text) => ({
      text,
      hash: hashOfLine(text),
      read: readDestruction(text),
    }));
    return { name, isCutOff, lines };
  });
}

/** What was destroyed, and what was named without saying what became of it, by the hash of the line that names it. */
export interface NamedDestructions {
  readonly done: ReadonlySet<string>;
  readonly open: ReadonlyMap<string, string>;
}

/** What the lines about one database say together. */
export function namedIn(
  files: readonly DestructionFile[],
  database: string,
): NamedDestructions | undefined {
  const lines = files.flatMap((file) => linesAbout(file, database));
  if (lines.length === 0) return undefined;
  const done = new Set<string>();
  const open = new Map<string, string>();
  for (const { act, hash } of lines) if (act.kind === 'NAMED') open.set(hash, act.thing);
  for (const { act } of lines) {
    if (act.kind === 'DONE') done.add(act.thing);
    if (act.kind === 'DONE' || act.kind === 'NOT_DONE') open.delete(act.named);
  }
  return { done, open };
}

/** Brings over what another folder has and this one has not, or has less far: files are only added to. */
export function takeOverDestructions(from: string, to: string): void {
  mkdirSync(to, { recursive: true, mode: 0o700 });
  for (const name of namesIn(from)) {
    const [there, here] = [join(from, name), join(to, name)];
    const isLonger = !existsSync(here) || statSync(there).size > statSync(here).size;
    if (isLonger) copyFileSync(there, here);
  }
}

function namesIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).filter(isDestructionFile).toSorted();
}

function linesAbout({ lines }: DestructionFile, database: string) {
  return lines.flatMap(({ read, hash }): (DestructionLine & { readonly hash: string })[] =>
    read?.line.database === database ? [{ ...read.line, hash }] : [],
  );
}
