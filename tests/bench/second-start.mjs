/**
 * How long `npm start` takes when nothing changed since the last time: from the command to the first
 * good answer of GET /api/v1/health. The bar is 5 seconds.
 *
 *   npm start          (once, so that everything is installed and built)
 *   node tests/bench/second-start.mjs [times]
 *
 * Prints one line of JSON: every time, and the median, in milliseconds.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const usualTimes = 7;

/** @param {string} address */
async function isHealthy(address) {
  const answer = await fetch(`${address}/api/v1/health`);
  return answer.status === 200;
}

/** @returns {Promise<number>} milliseconds from the command to a healthy server */
async function startOnce() {
  const dataFolder = mkdtempSync(join(tmpdir(), 'overlegtafel-bench-'));
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
  rmSync(dataFolder, { recursive: true, force: true });
  return Math.round(took);
}

const times = Number(process.argv[2] ?? usualTimes);
const figures = [];
for (let time = 0; time < times; time += 1) figures.push(await startOnce());
const sorted = figures.toSorted((a, b) => a - b);
const median = sorted[Math.floor(sorted.length / 2)];
process.stdout.write(`${JSON.stringify({ unit: 'ms', figures, median })}\n`);
