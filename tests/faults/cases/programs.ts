import { spawnSync } from 'node:child_process';
import type { FaultCase, Need } from '../fault-case.ts';
import { checkHistory } from '../history-checker.ts';
import { workspaceFolder } from '../server-under-test.ts';

interface Program {
  readonly number: number;
  readonly title: string;
  readonly needs: readonly Need[];
  readonly args: (seed: number) => readonly string[];
}

const linesShown = 12;

/** Cases that are programs of their own, with their own judge: they hold when they end with 0. */
function program({ number, title, needs, args }: Program): FaultCase {
  return {
    number,
    title,
    needs,
    proves: [],
    rounds: 1,
    run: ({ seed }) => {
      const { status, stdout, stderr } = spawnSync(process.execPath, args(seed), {
        cwd: workspaceFolder,
        encoding: 'utf8',
      });
      const lines = `${stdout}${stderr}`.trim().split('\n').slice(-linesShown);
      for (const line of lines) console.log(`    ${line}`);
      if (status !== 0) return Promise.reject(new Error(lines.at(-1) ?? `ended with ${status}`));
      return Promise.resolve(checkHistory([]));
    },
  };
}

export const programs: readonly FaultCase[] = [
  program({
    number: 3,
    title: 'the power is cut while rows are written',
    needs: ['strace'],
    args: (seed) => ['tests/faults/power-cut/main.ts', '--seed', String(seed)],
  }),
  program({
    number: 28,
    title: 'the whole sync core in virtual time, all faults mixed',
    needs: [],
    args: (seed) => ['tests/rooms/simulation/main.ts', '--seeds', '500', '--from', String(seed)],
  }),
];
