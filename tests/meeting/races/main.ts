/**
 * Thirty browsers command while five try to close, again and again.
 *
 *   npm run races -- --rounds 1000 --database postgresql
 *   npm run races -- --rounds 20 --seed 7
 *
 * The seed is printed first. Exit code 1 when a round did not hold.
 */
import { parseArgs } from 'node:util';
import { anySeed } from '../../seeded-random.ts';
import { databases } from '../stand.ts';
import { runRaces } from './run-races.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '100' },
    database: { type: 'string', default: 'sqlite' },
    seed: { type: 'string', default: String(anySeed()) },
  },
});
const database = databases.find((one) => one === values.database);
if (database === undefined) {
  console.error(`--database is one of ${databases.join(', ')}.`);
  process.exit(1);
}
const seed = Number(values.seed);
console.log(`seed ${seed}`);
/** Long runs say how far they are. */
const tellEvery = 50;
const tally = await runRaces({
  rounds: Number(values.rounds),
  database,
  seed,
  onRound: (n, { findings }) => {
    for (const finding of findings) console.error(`round ${n}: ${finding}`);
    if (n % tellEvery === 0) console.log(`${n} rounds`);
  },
});
const { rounds, closedInRace, done, refused, findings } = tally;
console.log(
  `${rounds} rounds on ${database}: ${rounds} closed once, ${closedInRace} of them in the race; ${done} commands done, ${refused} refused; ${findings.length} violations`,
);
for (const finding of findings) console.error(finding);
process.exit(findings.length === 0 ? 0 : 1);
