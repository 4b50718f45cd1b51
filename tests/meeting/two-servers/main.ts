/**
 * Two servers before one PostgreSQL; one of them is killed while people write and command at both.
 *
 *   npm run failover -- --trials 200
 *   npm run failover -- --trials 5 --seed 7
 *
 * The seed is printed first. Exit code 1 when something was lost.
 */
import { parseArgs } from 'node:util';
import { anySeed } from '../../seeded-random.ts';
import { runFailovers } from './failover.ts';

const { values } = parseArgs({
  options: {
    trials: { type: 'string', default: '20' },
    seed: { type: 'string', default: String(anySeed()) },
  },
});
const seed = Number(values.seed);
console.log(`seed ${seed}`);
const { trials, acknowledged, seen, commands, findings } = await runFailovers({
  trials: Number(values.trials),
  seed,
  onTrial: (n, { length }) => {
    if (length > 0) console.error(`trial ${n} did not hold`);
  },
});
for (const finding of findings) console.error(finding);
console.log(
  `${trials} kills: ${acknowledged} edits acknowledged, ${seen} seen by others, ${commands} commands done; ${findings.length} lost or wrong`,
);
process.exit(findings.length === 0 ? 0 : 1);
