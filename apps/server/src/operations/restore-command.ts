/** `npm run restore -- <backup> <empty data folder>`, before a server starts on it. */
import { readConfiguration } from '../configuration/configuration.ts';
import { createLog } from '../log.ts';
import { restore } from './restore.ts';
import { inWords } from './in-words.ts';

await inWords(async () => {
  const configuration = readConfiguration(process.env, process.cwd());
  const said = await restore(process.argv.slice(2), configuration, createLog());
  process.stdout.write(`${said.join('\n')}\n`);
});
