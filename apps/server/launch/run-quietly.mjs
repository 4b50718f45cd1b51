import { spawn } from 'node:child_process';

/** How much of a tool's output is kept to be shown when it fails, in lines. */
const keptLines = 20;

/**
 * Runs a program without showing what it prints.
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
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => resolve({ ok: false, lastLines: error.message }));
    child.on('close', (code) => resolve({ ok: code === 0, lastLines: output.trim() }));
  });
}
