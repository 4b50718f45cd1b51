/**
 * Load on any collaboration server: one process, one JSON line on standard output, progress on
 * standard error. main.ts starts it; by hand:
 *
 *   taskset -c 1 node tests/bench/load.ts --url 'ws://127.0.0.1:1234/{room}' --scenario warm --pid 4711
 */
import type { Results } from './load/metrics.ts';
import { readOptions, type LoadOptions } from './load/options.ts';
import { big } from './load/scenarios/big.ts';
import { bytes } from './load/scenarios/bytes.ts';
import { commands } from './load/scenarios/commands.ts';
import { idle } from './load/scenarios/idle.ts';
import { join } from './load/scenarios/join.ts';
import { ramp } from './load/scenarios/ramp.ts';
import { open, seed } from './load/scenarios/seed.ts';
import { storm } from './load/scenarios/storm.ts';
import { warm } from './load/scenarios/warm.ts';

type Scenario = (options: LoadOptions) => Promise<Results>;

const scenarios = new Map<string, Scenario>(
  Object.entries({ warm, ramp, idle, join, storm, seed, open, big, bytes, commands }),
);
const longestMs = 540_000;

const options = readOptions(process.argv.slice(2));
const { label, scenario } = options;

function print(measured: Results): void {
  console.log(JSON.stringify({ label, scenario, ...measured, node: process.version }));
}

setTimeout(() => {
  print({ error: 'took too long' });
  process.exit(3);
}, longestMs).unref();

try {
  const run = scenarios.get(scenario);
  if (run === undefined)
    throw new Error(`--scenario is one of ${[...scenarios.keys()].join(', ')}`);
  print(await run(options));
  process.exit(0);
} catch (error) {
  console.error(error);
  print({ error: error instanceof Error ? error.message : String(error) });
  process.exit(1);
}
