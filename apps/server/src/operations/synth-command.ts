/**
 * `npm run synth -- --years 10 --target <empty data folder>`: a fictional region with its history, for measuring and
 * trying out. A server in practice mode starts on it and adds the practice week.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { openDatabase, readOrMakeCheckpointKey } from '@overlegtafel/db';
import { instant } from '@overlegtafel/domain';
import { synthesise } from '../synth/synthesise.ts';

const { values } = parseArgs({
  options: {
    years: { type: 'string', default: '10' },
    region: { type: 'string', default: 'zuid-limburg-size' },
    seed: { type: 'string', default: '20261122' },
    looks: { type: 'string', default: '6' },
    target: { type: 'string' },
  },
});

const isEmpty = (folder: string) => !existsSync(folder) || readdirSync(folder).length === 0;
const every = 100;

if (values.target === undefined || !isEmpty(values.target)) {
  process.stderr.write('Zeg in welke lege map: npm run synth -- --years 10 --target <map>\n');
  process.exitCode = 1;
} else if (values.region !== 'zuid-limburg-size') {
  process.stderr.write('Er is één soort regio: zuid-limburg-size\n');
  process.exitCode = 1;
} else {
  const from = performance.now();
  const database = await openDatabase({
    mode: 'practice',
    dataDir: resolve(values.target),
    onFatal: (error) => {
      throw error;
    },
  });
  const made = await synthesise(database.ledger, {
    years: Number(values.years),
    seed: Number(values.seed),
    looks: Number(values.looks),
    until: instant(Date.now()),
    onMeeting: (done, all) => {
      if (done % every === 0) process.stderr.write(`${done} van ${all} bijeenkomsten\n`);
    },
  });
  // As of every database with lines, its heads are promised: a start would miss them.
  const checkpoints = await database.chains.keepCheckpoints(
    {
      folder: join(resolve(values.target), 'checkpoints'),
      key: readOrMakeCheckpointKey(join(resolve(values.target), 'checkpoint.key')),
      now: () => Date.now(),
      onTrouble: (error) => {
        throw error;
      },
    },
    'NOT_RESTORED',
  );
  await checkpoints.close();
  await database.close();
  const seconds = ((performance.now() - from) / 1000).toFixed(0);
  process.stdout.write(
    `${made.meetings} bijeenkomsten, ${made.reports} meldingen, ${made.lines} logregels, in ${seconds} s.\n`,
  );
}
