/** `npm run attempts -- [--week 2026-W47]`: who was refused how often, for the privacy officer. */
import { parseArgs } from 'node:util';
import { readConfiguration } from '../configuration/configuration.ts';
import { createLog } from '../log.ts';
import { StartupProblem } from '../startup-problem.ts';
import { attempts } from './attempts.ts';

try {
  const { values } = parseArgs({ options: { week: { type: 'string' } } });
  const configuration = readConfiguration(process.env, process.cwd());
  const lines = await attempts(values.week, configuration, createLog(), Date.now());
  process.stdout.write(`${lines.join('\n')}\n`);
} catch (error) {
  if (!(error instanceof StartupProblem)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
