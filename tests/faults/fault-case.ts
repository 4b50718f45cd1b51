import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Invariant, Verdict } from './history-checker.ts';
import { Stage, type StageOptions } from './stage.ts';

/** What a case needs of the machine. */
export type Need = 'strace' | 'root' | 'prlimit';

/** One case of the plan: what is done to the server, and what must hold whatever happens. */
export interface FaultCase {
  readonly number: number;
  readonly title: string;
  readonly needs: readonly Need[];
  /** What this case has to be able to disprove: without evidence it proves nothing. */
  readonly proves: readonly Invariant[];
  /** How often it is done, unless asked otherwise. */
  readonly rounds: number;
  run(round: Round): Promise<Outcome>;
}

/** The verdict, and what a reader of the table should know although it held. */
export type Outcome = Verdict & { readonly remark?: string };

export interface Round {
  readonly seed: number;
  /** From 0. */
  readonly number: number;
}

/** Opens a stage, plays on it, and clears it away. A verdict with findings leaves its history. */
export async function onStage(
  options: StageOptions,
  play: (stage: Stage) => Promise<Outcome>,
): Promise<Outcome> {
  const stage = await Stage.open(options);
  try {
    const verdict = await play(stage);
    if (verdict.findings.length > 0) console.log(`The history: ${stage.keepHistory('case')}`);
    return verdict;
  } catch (error) {
    console.log(`The history: ${stage.keepHistory('case')}`);
    throw error;
  } finally {
    await stage.close();
  }
}

/** Something that a case itself must see, beside the invariants. */
export function mustBe(isSo: boolean, what: string): asserts isSo {
  if (!isSo) throw new Error(what);
}

const works = (command: string, ...args: string[]) =>
  spawnSync(command, args, { stdio: 'ignore' }).status === 0;

function canMount(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'overlegtafel-mount-'));
  const isMounted = works('mount', '-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder);
  if (isMounted) works('umount', folder);
  rmdirSync(folder);
  return isMounted;
}

const has: Record<Need, () => boolean> = {
  strace: () =>
    works('strace', '-f', '--seccomp-bpf', '-e', 'trace=fsync', '-o', '/dev/null', 'true'),
  root: canMount,
  prlimit: () => works('prlimit', '--nofile=256', 'true'),
};

const missing: Record<Need, string> = {
  strace: 'strace is not here, or may not trace',
  root: 'only root may mount a small disk',
  prlimit: 'prlimit is not here',
};

/** Why a case cannot be run on this machine; undefined when it can. */
export function hindrance({ needs }: FaultCase): string | undefined {
  const lacking = needs.find((need) => !has[need]());
  return lacking === undefined ? undefined : missing[lacking];
}

/** Runs node under strace; the process id stays that of node. */
export function injecting(...injections: string[]): string[] {
  const calls = [...new Set(injections.map((one) => one.slice(0, one.indexOf(':'))))].join(',');
  return [
    ...['strace', '-D', '-f', '--seccomp-bpf', '-qq', '-o', '/dev/null', '-e', `trace=${calls}`],
    ...injections.flatMap((one) => ['-e', `inject=${one}`]),
  ];
}
