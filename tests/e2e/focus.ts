/**
 * Somebody types and walks through a case while somebody else changes everything around them, for as long as asked.
 *
 *   npm run focus -- --minutes 10
 *
 * Tells how often the keyboard, the view or the selection was moved under their hands, and in which turn; ends with 1
 * when it was.
 */
import { parseArgs } from 'node:util';
import { TwoAtACase } from './focus/two-at-a-case.ts';
import { openBrowser } from './support/open-browser.ts';
import { startServer } from './support/start-server.ts';

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '10' } } });
const until = Date.now() + Number(values.minutes) * 60_000;

const [browser, server] = await Promise.all([openBrowser(), startServer()]);
const two = await TwoAtACase.sitDown(browser, server.address);
let moved = 0;
for (let n = 0; Date.now() < until; n += 1) {
  await two.turn(n);
  const { frames, ...counts } = await two.hands.counts();
  const sum = Object.values(counts).reduce((total, count) => total + count, 0);
  if (sum > moved) process.stdout.write(`turn ${n}, frame ${frames}: ${JSON.stringify(counts)}\n`);
  moved = sum;
}
const { focus, scroll, selection, frames } = await two.hands.counts();
two.leave();
await browser.close();
await server.stop();

process.stdout.write(
  `${two.edits} edits, ${frames} frames: ${focus} focus thefts, ${scroll} scroll jumps, ${selection} selection changes\n`,
);
process.exitCode = focus + scroll + selection === 0 ? 0 : 1;
