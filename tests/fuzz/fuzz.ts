/**
 * Random concurrent histories of meetings against the closing gate.
 *
 *   npm run fuzz -- --histories 1000000 --seed 7
 *   npm run fuzz -- --replay 123456789        one history, by the seed that a breach was printed with
 *
 * The seed is printed first, so that a run can be repeated. Exit code 1 when a promise was broken, when fewer than
 * one in five histories closed, or when a kind of blocker never occurred in a run of 10,000 or more.
 */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { blockerKinds } from '@overlegtafel/domain';
import { anySeed } from '../seeded-random.ts';
import { playHistory, realRules } from './history.ts';
import { addTally, emptyTally, type Tally } from './run.ts';

const { values } = parseArgs({
  options: {
    histories: { type: 'string', default: '100000' },
    seed: { type: 'string' },
    workers: { type: 'string', default: String(availableParallelism()) },
    replay: { type: 'string' },
  },
});

function wholeNumber(name: string, text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= 0) return value;
  console.error(`--${name} is a whole number from 0 up, not ${text}.`);
  process.exit(1);
}

const progressEvery = 100_000;

function share(
  seed: number,
  { from, to }: { from: number; to: number },
  onProgress: (played: number) => void,
): Promise<Tally> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./fuzz-worker.ts', import.meta.url), {
      workerData: { seed, from, to },
    });
    worker.on('message', ({ played, tally }: { played: number; tally?: Tally }) => {
      onProgress(played);
      if (tally) resolve(tally);
    });
    worker.on('error', reject);
  });
}

async function run(histories: number, seed: number, workers: number): Promise<boolean> {
  console.log(`seed ${seed}, ${histories} histories, ${workers} workers`);
  const startedAt = performance.now();
  const total = emptyTally();
  const size = Math.ceil(histories / workers);
  let done = 0;
  const onProgress = (played: number) => {
    done += played;
    if (played > 0 && done % progressEvery === 0) console.log(`  ${done} histories`);
  };
  const shares = Array.from({ length: workers }, (_, n) =>
    share(seed, { from: n * size, to: Math.min((n + 1) * size, histories) }, onProgress),
  );
  for (const part of await Promise.all(shares)) addTally(total, part);
  return report(total, (performance.now() - startedAt) / 1000);
}

function report(total: Tally, seconds: number): boolean {
  const never = blockerKinds.filter((kind) => !total.kinds[kind]);
  const closed = total.closed / total.histories;
  for (const { seed, breach } of total.breaches.slice(0, 20)) console.log(`  ${seed}: ${breach}`);
  for (const kind of blockerKinds) console.log(`  ${kind}: ${total.kinds[kind] ?? 0}`);
  console.log(
    `${total.histories} histories in ${seconds.toFixed(0)} s, ` +
      `${total.closed} closed (${(closed * 100).toFixed(1)}%), ` +
      `${total.asked} questions to the gate, ` +
      `${blockerKinds.length - never.length} of ${blockerKinds.length} kinds of blocker, ` +
      `${total.breaches.length} broken promises`,
  );
  const isThin = total.histories >= 10_000 && never.length > 0;
  return total.breaches.length === 0 && closed > 0.2 && !isThin;
}

if (values.replay === undefined) {
  const seed = values.seed === undefined ? anySeed() : wholeNumber('seed', values.seed);
  const histories = wholeNumber('histories', values.histories);
  const fine = await run(histories, seed, Math.max(1, wholeNumber('workers', values.workers)));
  process.exitCode = fine ? 0 : 1;
} else {
  const outcome = playHistory(wholeNumber('replay', values.replay), realRules);
  console.log(outcome);
  process.exitCode = outcome.breaches.length === 0 ? 0 : 1;
}
