/** `npm run accept-restore`, after a backup was put back and before the server starts on it. */
import { readConfiguration } from '../configuration/configuration.ts';
import { createLog } from '../log.ts';
import { acceptRestore } from './accept-restore.ts';
import { inWords } from './in-words.ts';
import { readLoss } from './loss.ts';

await inWords(async () => {
  const { loss } = readLoss(process.argv.slice(2));
  const configuration = readConfiguration(process.env, process.cwd());
  const said = await acceptRestore(configuration, createLog(), loss);
  process.stdout.write(`${said}\n`);
});
