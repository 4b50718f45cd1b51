/**
 * Plays storms in virtual time until they are done or one fails:
 *
 *   npm run simulate -- --seeds 20000 --from 1
 *
 * A seed that fails is printed with what it violates; add it to pinned-seeds.ts with the correction.
 */
import { parseArgs } from 'node:util';
import { World } from './world.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '20000' },
    from: { type: 'string', default: '1' },
  },
});
const from = Number(values.from);
const until = from + Number(values.seeds);
const evidence = new Map<string, number>();
let failed = 0;

for (let seed = from; seed < until; seed++) {
  const outcome = await new World(seed).run();
  for (const [invariant, facts] of outcome.evidence)
    evidence.set(invariant, (evidence.get(invariant) ?? 0) + facts);
  if (outcome.violations.length > 0) {
    failed += 1;
    console.error(`seed ${seed}`, outcome.violations.slice(0, 5));
  }
  if ((seed - from + 1) % 1000 === 0) console.log(`${seed - from + 1} seeds, ${failed} failed`);
}
console.log(`${until - from} seeds from ${from}, ${failed} failed`, Object.fromEntries(evidence));
process.exitCode = failed > 0 ? 1 : 0;
