import { spawn } from 'node:child_process';

/** How a program ended. */
export interface Ending {
  /** The exit code, null when a signal ended it. */
  readonly code: number | null;
  readonly standardOutput: string;
  readonly standardError: string;
}

const patienceMs = 60_000;

/**
 * Runs a program until it ends.
 *
 * @param command the program and its arguments
 * @param env its whole environment
 * @throws {Error} when it has not ended after a minute; it is ended then
 */
export function runToEnd(
  command: readonly [string, ...string[]],
  env: NodeJS.ProcessEnv,
): Promise<Ending> {
  const [program, ...args] = command;
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let standardOutput = '';
    let standardError = '';
    child.stdout.on('data', (chunk: Buffer) => (standardOutput += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (standardError += chunk.toString()));
    const patience = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`${program} did not end. It wrote:\n${standardOutput}${standardError}`));
    }, patienceMs);
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(patience);
      resolve({ code, standardOutput, standardError });
    });
  });
}
