/** `npm run accept-restore`, after a backup was put back and before the server starts on it. */
import { readConfiguration } from '../configuration/configuration.ts';
import { createLog } from '../log.ts';
import { acceptRestore } from './accept-restore.ts';
import { inWords } from './in-words.ts';

await inWords(async () => {
  const said = await acceptRestore(readConfiguration(process.env, process.cwd()), createLog());
  process.stdout.write(`${said}\n`);
});
