/**
 * Measures our server beside others on this machine, in the same run: at tables in the middle of a meeting, with
 * different people at each of them (docs/decisions/0400-the-bench-sits-at-real-tables.md).
 *
 *   npm run bench                                    everything, five repetitions (hours)
 *   npm run bench -- --only warm10,joinfresh --reps 3
 *   npm run bench -- --peers relay,overlegtafel      without the others
 *   npm run bench -- --only warm10 --reps 1 --load='--secs 1 --tables 2'   does it run at all?
 *
 * Every repetition starts every server anew, in the order A/B/C and the next time C/B/A. Medians and
 * ratios within a repetition are printed; every run is a line in reports/bench. Repetitions in which
 * the neighbours took more than --max-foreign cores are done again, and left out of the report.
 */
import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { workspaceFolder } from '../faults/server-under-test.ts';
import { writtenHistory } from './history/write.ts';
import { matrix, type Case } from './run/matrix.ts';
import { measure, waitForQuiet, type Row } from './run/measure.ts';
import { peers, type Peer } from './run/peers.ts';
import { has } from './run/processes.ts';
import { failed, foreignOf, reportOf, type Repetition } from './run/report.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    peers: { type: 'string' },
    reps: { type: 'string', default: '5' },
    'max-foreign': { type: 'string', default: '0.5' },
    'wait-for-quiet': { type: 'string', default: '10' },
    load: { type: 'string', default: '' },
  },
});

const reports = join(workspaceFolder, 'reports', 'bench');
const lines = join(reports, `${new Date().toISOString().replaceAll(':', '-')}.jsonl`);
const repetitionsWanted = Number(values.reps);
const foreignAtMost = Number(values['max-foreign']);

function chosen<T extends { readonly name: string }>(all: readonly T[], names?: string): T[] {
  if (names === undefined) return [...all];
  const wanted = names.split(',');
  const unknown = wanted.filter((name) => !all.some((one) => one.name === name));
  if (unknown.length > 0) {
    throw new Error(
      `unknown: ${unknown.join(', ')}; known: ${all.map((one) => one.name).join(', ')}`,
    );
  }
  return all.filter((one) => wanted.includes(one.name));
}

function withFlags(kase: Case): Case {
  return { ...kase, flags: [...kase.flags, ...values.load.split(' ').filter(Boolean)] };
}

async function repetition(kase: Case, number: number, history: string): Promise<Repetition> {
  const taking: Peer[] = chosen(peers, values.peers).filter(({ name }) =>
    kase.peers.includes(name),
  );
  if (number % 2 === 0) taking.reverse();
  const rows = new Map<string, Row>();
  for (const peer of taking) {
    await waitForQuiet(Number(values['wait-for-quiet']), foreignAtMost);
    const row = await measure(kase, peer, history);
    rows.set(peer.name, row);
    const line = { case: kase.name, repetition: number, at: new Date().toISOString(), ...row };
    appendFileSync(lines, `${JSON.stringify(line)}\n`);
    const said = failed(row) ? String(row['error']) : `foreignCpu ${foreignOf(row)}`;
    console.error(`${kase.name} ${number} ${peer.name}: ${said}`);
  }
  return rows;
}

async function run(kase: Case, history: string): Promise<boolean> {
  const good: Repetition[] = [];
  let noisy = 0;
  let broken = 0;
  for (let number = 1; good.length < repetitionsWanted; number += 1) {
    const rows = await repetition(kase, number, history);
    if ([...rows.values()].some(failed)) broken += 1;
    if ([...rows.values()].some((row) => foreignOf(row) > foreignAtMost)) noisy += 1;
    else good.push(rows);
    // As many attempts again, and then what is left has to do.
    if (number >= 2 * repetitionsWanted) break;
  }
  console.log(reportOf(kase, good, noisy));
  return broken === 0;
}

mkdirSync(reports, { recursive: true });
const history = writtenHistory(reports);
let isWhole = true;
for (const kase of chosen(matrix, values.only).map(withFlags)) {
  if (kase.slowFsyncMicros !== undefined && !has('strace')) {
    console.log(`\n### ${kase.name}: not run, strace is not on this machine`);
    continue;
  }
  isWhole = (await run(kase, history)) && isWhole;
}
console.log(`\nEvery run: ${lines}`);
process.exitCode = isWhole ? 0 : 1;
