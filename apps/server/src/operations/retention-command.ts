/** `npm run retention -- --dry-run`: what the server will destroy at its next look, and what is held. */
import { readConfiguration } from '../configuration/configuration.ts';
import { createLog } from '../log.ts';
import { StartupProblem } from '../startup-problem.ts';
import { retentionDryRun } from './retention.ts';
import { inWords } from './in-words.ts';

await inWords(async () => {
  if (!process.argv.includes('--dry-run'))
    throw new StartupProblem(
      'De server vernietigt zelf, elke dag. Met npm run retention -- --dry-run zie je wat er aan de beurt is.',
    );
  const configuration = readConfiguration(process.env, process.cwd());
  const lines = await retentionDryRun(configuration, createLog(), Date.now());
  process.stdout.write(`${lines.join('\n')}\n`);
});
