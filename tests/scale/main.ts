/**
 * `npm run scale`: how long a meeting, a case and a search take on ten years of a region, beside an empty database, in
 * one run. Ends with 1 when a median is more than 1.5 times the one on the empty database.
 *
 *   npm run scale                        makes the region first, which takes minutes
 *   npm run scale -- --data <folder>     uses one that `npm run synth` made
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ServerUnderTest, workspaceFolder } from '../faults/server-under-test.ts';
import { type Call, callsOf, timeOf } from './calls.ts';

const mostTimes = 1.5;
const warmUp = 10;

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    years: { type: 'string', default: '10' },
    rounds: { type: 'string', default: '60' },
  },
});

const folder = mkdtempSync(join(tmpdir(), 'overlegtafel-scale-'));

async function synthesised(): Promise<string> {
  const target = join(folder, 'region');
  const args = ['apps/server/src/operations/synth-command.ts', '--years', values.years];
  const making = spawn(process.execPath, [...args, '--target', target], {
    cwd: workspaceFolder,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  await once(making, 'exit');
  return target;
}

/** One after the other and in turns, so that whatever else the machine does hits both. */
async function measure(calls: readonly (readonly [Call, Call])[]): Promise<number[][][]> {
  const taken = calls.map((): number[][] => [[], []]);
  const asked = calls.flatMap((pair, place) => pair.map((call, side) => ({ call, place, side })));
  for (let round = -warmUp; round < Number(values.rounds); round += 1)
    for (const { call, place, side } of asked) {
      const ms = await timeOf(call);
      if (round >= 0) taken[place]?.[side]?.push(ms);
    }
  return taken;
}

function median(times: readonly number[] = []): number {
  return times.toSorted((a, b) => a - b)[times.length >> 1] ?? NaN;
}

async function run(): Promise<boolean> {
  const region = values.data ?? (await synthesised());
  const empty = await ServerUnderTest.start({ dataFolder: join(folder, 'empty') });
  const full = await ServerUnderTest.start({ dataFolder: region });
  try {
    const [small, large] = [await callsOf(empty.url), await callsOf(full.url)];
    const pairs = small.map((call, n): readonly [Call, Call] => [call, large[n] ?? call]);
    const ratios = (await measure(pairs)).map(([few = [], many = []], n) => {
      const ratio = median(many) / median(few);
      const times = `${median(few).toFixed(1)} ms leeg, ${median(many).toFixed(1)} ms vol`;
      process.stdout.write(`${small[n]?.name}: ${times}, ${ratio.toFixed(2)} keer\n`);
      return ratio;
    });
    return ratios.every((ratio) => ratio <= mostTimes);
  } finally {
    await Promise.all([empty.stop(), full.stop()]);
  }
}

try {
  process.exitCode = (await run()) ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
