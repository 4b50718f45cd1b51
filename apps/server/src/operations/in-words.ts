import { createLog } from '../log.ts';
import { StartupProblem, startupWords } from '../startup-problem.ts';

/** Runs a command. Whatever goes wrong, whoever runs it reads a sentence, and the process ends with 1. */
export async function inWords(command: () => Promise<void>): Promise<void> {
  try {
    await command();
  } catch (error) {
    if (!(error instanceof StartupProblem)) createLog().failure('command', error);
    process.stderr.write(`${startupWords(error)}\n`);
    process.exitCode = 1;
  }
}
