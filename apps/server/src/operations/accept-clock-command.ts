/** `npm run accept-clock`: somebody with a mandate says that the clock is right, so that what waits for it goes on. */
import { readConfiguration } from '../configuration/configuration.ts';
import { createLog } from '../log.ts';
import { acceptClockAs } from './accept-clock.ts';
import { inWords } from './in-words.ts';

await inWords(async () => {
  const configuration = readConfiguration(process.env, process.cwd());
  const said = await acceptClockAs(process.argv.slice(2), configuration, {
    log: createLog(),
    now: () => Date.now(),
  });
  process.stdout.write(`${said}\n`);
});
