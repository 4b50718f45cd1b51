/** Reads moments as they were written, in whatever time zone this process stands: texts in, what was read of them out. */
import { text } from 'node:stream/consumers';
import { readWrittenMoment } from '@overlegtafel/domain';

const written = JSON.parse(await text(process.stdin)) as readonly string[];
const read = written.map((words) => {
  const found = readWrittenMoment(words, 'at');
  return found.ok ? found.value : (found.mistakes[0]?.kind ?? '');
});
const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
process.stdout.write(JSON.stringify({ timeZone, read }));
