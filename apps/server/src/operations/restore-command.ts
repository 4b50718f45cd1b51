/** `npm run restore -- <backup> <empty data folder>`, before a server starts on it. */
import { readConfiguration } from '../configuration/configuration.ts';
import { createLog } from '../log.ts';
import { readLoss } from './loss.ts';
import { restore } from './restore.ts';
import { inWords } from './in-words.ts';

await inWords(async () => {
  const configuration = readConfiguration(process.env, process.cwd());
  const { rest, loss } = readLoss(process.argv.slice(2));
  const said = await restore(rest, { configuration, loss }, createLog());
  process.stdout.write(`${said.join('\n')}\n`);
});
