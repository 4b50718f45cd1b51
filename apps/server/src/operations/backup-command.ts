/** `npm run backup -- <target folder>`, while the server runs; `-- --list <target folder>` says what is there. */
import { readConfiguration } from '../configuration/configuration.ts';
import { backup, listBackups } from './backup.ts';
import { keysOf } from './keys-of.ts';
import { inWords } from './in-words.ts';

await inWords(async () => {
  const configuration = readConfiguration(process.env, process.cwd());
  const [first, second = '.'] = process.argv.slice(2);
  const lines =
    first === '--list'
      ? listBackups(second, keysOf(configuration)).map(
          ({ folder, manifest }) => `${manifest.at}  ${folder}`,
        )
      : await backup(first, configuration, () => Date.now());
  process.stdout.write(`${lines.join('\n') || 'Er staan hier geen back-ups.'}\n`);
});
