/** `npm run verify -- <data folder or postgres url>`: checks every chain, with no server running. */
import { verify } from './verify.ts';
import { inWords } from './in-words.ts';

await inWords(async () => {
  const { isSound, lines } = await verify(process.argv[2], process.env);
  process.stdout.write(`${lines.join('\n')}\n`);
  process.exitCode = isSound ? 0 : 1;
});
