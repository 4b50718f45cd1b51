/** `npm run accept-restore`, after a backup was put back and before the server starts on it. */
import { readConfiguration } from '../configuration/configuration.ts';
import { createLog } from '../log.ts';
import { StartupProblem } from '../startup-problem.ts';
import { acceptRestore } from './accept-restore.ts';

try {
  const said = await acceptRestore(readConfiguration(process.env, process.cwd()), createLog());
  process.stdout.write(`${said}\n`);
} catch (error) {
  if (!(error instanceof StartupProblem)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
