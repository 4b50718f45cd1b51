/**
 * Does to the running server what the plan of faults says, and judges each time what happened.
 *
 *   npm run faults                              every case that this machine can run
 *   npm run faults -- --case 1,6,15 --rounds 20 --seed 7
 *   npm run faults -- --list
 *
 * Ends with 0 when everything that was run held. A case that needs what is not here says 'not run'.
 */
import { parseArgs } from 'node:util';
import { anySeed } from '../seeded-random.ts';
import { faultCases } from './cases.ts';
import { hindrance, type FaultCase } from './fault-case.ts';
import type { Verdict } from './history-checker.ts';

const { values } = parseArgs({
  options: {
    case: { type: 'string' },
    rounds: { type: 'string' },
    seed: { type: 'string', default: String(anySeed()) },
    list: { type: 'boolean', default: false },
  },
});

interface Result {
  readonly kase: FaultCase;
  readonly result: 'held' | 'broken' | 'not run';
  readonly rounds: number;
  readonly remark: string;
}

const findingsShown = 5;

function chosen(): readonly FaultCase[] {
  if (values.case === undefined) return faultCases;
  const numbers = values.case.split(',').map(Number);
  const unknown = numbers.filter((number) => !faultCases.some((one) => one.number === number));
  if (unknown.length > 0) throw new Error(`no such case: ${unknown.join(', ')}`);
  return faultCases.filter(({ number }) => numbers.includes(number));
}

/** What is wrong with a round; empty when it held. */
function complaints(kase: FaultCase, { findings, evidence }: Verdict): string[] {
  const unproven = kase.proves.filter((invariant) => evidence[invariant] === 0);
  return [
    ...findings.map(({ invariant, message }) => `${invariant} ${message}`),
    ...unproven.map((invariant) => `${invariant} was not put to the test`),
  ];
}

interface RoundResult {
  readonly found: readonly string[];
  readonly remark: string;
}

async function runRound(kase: FaultCase, number: number, seed: number): Promise<RoundResult> {
  try {
    const outcome = await kase.run({ seed, number });
    return { found: complaints(kase, outcome), remark: outcome.remark ?? '' };
  } catch (error) {
    return { found: [error instanceof Error ? error.message : String(error)], remark: '' };
  }
}

async function run(kase: FaultCase, seed: number): Promise<Result> {
  console.log(`${kase.number}. ${kase.title}`);
  const why = hindrance(kase);
  if (why !== undefined) return { kase, result: 'not run', rounds: 0, remark: why };
  const rounds = values.rounds === undefined ? kase.rounds : Number(values.rounds);
  let remark = '';
  for (let number = 0; number < rounds; number += 1) {
    const { found, ...round } = await runRound(kase, number, seed + number);
    remark = round.remark;
    if (found.length === 0) continue;
    for (const line of found.slice(0, findingsShown)) console.log(`    ${line}`);
    const [first = ''] = (found[0] ?? '').split('\n');
    remark = `round ${number}, seed ${seed + number}: ${first}`.slice(0, 160);
    return { kase, result: 'broken', rounds: number + 1, remark };
  }
  return { kase, result: 'held', rounds, remark };
}

function printTable(results: readonly Result[]): void {
  console.log('\n| case | | rounds | result | |\n| ---: | --- | ---: | --- | --- |');
  for (const { kase, result, rounds, remark } of results) {
    console.log(`| ${kase.number} | ${kase.title} | ${rounds} | ${result} | ${remark} |`);
  }
}

if (values.list) {
  for (const { number, title, needs } of faultCases) {
    console.log(`${number}. ${title}${needs.length > 0 ? ` (needs ${needs.join(', ')})` : ''}`);
  }
  process.exit(0);
}

const seed = Number(values.seed);
console.log(`faults, seed ${seed}\n`);
const results: Result[] = [];
for (const kase of chosen()) results.push(await run(kase, seed));
printTable(results);
const broken = results.filter(({ result }) => result === 'broken').length;
const held = results.filter(({ result }) => result === 'held').length;
console.log(`\n${held} held, ${broken} broken, ${results.length - held - broken} not run`);
process.exit(broken === 0 ? 0 : 1);
