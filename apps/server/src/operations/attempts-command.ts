/** `npm run attempts -- [--week 2026-W47]`: who was refused how often, for the privacy officer. */
import { parseArgs } from 'node:util';
import { readConfiguration } from '../configuration/configuration.ts';
import { createLog } from '../log.ts';
import { attempts } from './attempts.ts';
import { inWords } from './in-words.ts';

await inWords(async () => {
  const { values } = parseArgs({ options: { week: { type: 'string' } } });
  const configuration = readConfiguration(process.env, process.cwd());
  const lines = await attempts(values.week, configuration, createLog(), Date.now());
  process.stdout.write(`${lines.join('\n')}\n`);
});
