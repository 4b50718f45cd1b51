/** `npm run restore -- <backup> <empty data folder>`, before a server starts on it. */
import { readConfiguration } from '../configuration/configuration.ts';
import { createLog } from '../log.ts';
import { StartupProblem } from '../startup-problem.ts';
import { restore } from './restore.ts';

try {
  const configuration = readConfiguration(process.env, process.cwd());
  const said = await restore(process.argv.slice(2), configuration, createLog());
  process.stdout.write(`${said.join('\n')}\n`);
} catch (error) {
  if (!(error instanceof StartupProblem)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
