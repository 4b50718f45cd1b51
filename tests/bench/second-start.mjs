/**
 * How long `npm start` takes when nothing changed since the last time: from the command to the first
 * good answer of GET /api/v1/health. The bar is 5 seconds.
 *
 *   node tests/bench/second-start.mjs [times]
 *
 * The first start, which may install and build, is not counted; all starts share one data folder.
 * Prints one line of JSON: every time, the median, and the load of the machine, since a busy machine
 * multiplies the figures.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const usualTimes = 7;

/** @param {string} address */
async function isHealthy(address) {
  const answer = await fetch(`${address}/api/v1/health`);
  return answer.status === 200;
}

/**
 * @param {string} dataFolder
 * @returns {Promise<number>} milliseconds from the command to a healthy server
 */
async function startOnce(dataFolder) {
  const from = performance.now();
  const npm = spawn('npm', ['start', '--silent'], {
    cwd: root,
    env: { ...process.env, PORT: '0', DATA_DIR: dataFolder },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  for await (const chunk of npm.stdout) {
    output += chunk;
    const address = /(http:\/\/\S+)\n/.exec(output)?.[1];
    if (address === undefined) continue;
    if (!(await isHealthy(address))) throw new Error(`${address} is not healthy`);
    break;
  }
  const took = performance.now() - from;
  npm.kill('SIGTERM');
  await once(npm, 'close');
  return Math.round(took);
}

const times = Number(process.argv[2] ?? usualTimes);
const dataFolder = mkdtempSync(join(tmpdir(), 'overlegtafel-bench-'));
const figures = [];
for (let time = 0; time <= times; time += 1) figures.push(await startOnce(dataFolder));
figures.shift();
rmSync(dataFolder, { recursive: true, force: true });
const sorted = figures.toSorted((a, b) => a - b);
const median = sorted[Math.floor(sorted.length / 2)];
const machine = { cores: availableParallelism(), loadOfLastMinute: loadavg()[0] };
process.stdout.write(`${JSON.stringify({ unit: 'ms', figures, median, ...machine })}\n`);
