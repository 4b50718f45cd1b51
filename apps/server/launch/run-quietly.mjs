import { spawn } from 'node:child_process';

/** How much of a tool's output is kept to be shown when it fails, in lines. */
const keptLines = 20;

/** @type {readonly NodeJS.Signals[]} */
const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs a program without showing what it prints. When this process is asked to stop meanwhile, the
 * program is stopped too.
 *
 * @param {string} command the program
 * @param {readonly string[]} args its arguments
 * @param {{ cwd: string, env: NodeJS.ProcessEnv }} place the folder and the environment it runs in
 * @returns {Promise<{ ok: boolean, lastLines: string }>} whether it ended with exit code 0, and the
 *   end of its output. A program that cannot be started counts as a failure, it never throws.
 */
export function runQuietly(command, args, place) {
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(command, args, { ...place, stdio: ['ignore', 'pipe', 'pipe'] });
    const keep = (/** @type {Buffer} */ chunk) => {
      output = (output + chunk.toString()).split('\n').slice(-keptLines).join('\n');
    };
    const stop = (/** @type {NodeJS.Signals} */ signal) => {
      child.kill(signal);
      process.exit(1);
    };
    const end = (/** @type {{ ok: boolean, lastLines: string }} */ result) => {
      for (const signal of stopSignals) process.off(signal, stop);
      resolve(result);
    };
    for (const signal of stopSignals) process.on(signal, stop);
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => end({ ok: false, lastLines: error.message }));
    child.on('close', (code) => end({ ok: code === 0, lastLines: output.trim() }));
  });
}
