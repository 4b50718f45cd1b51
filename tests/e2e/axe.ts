/**
 * Every screen of the product, and every state of it, in light, dark and forced colours, in Dutch and English, on
 * 320, 768 and 1440 px: 18 looks at each. `npm test` looks at each in three of them.
 *
 *   npm run axe                 everything
 *   npm run axe -- tafel        screens whose name holds this
 *
 * Tells each flaw once with the views that show it, and ends with 1 when there is any.
 */
import { allScreensOf } from './accessibility/all-screens.ts';
import { everyView } from './accessibility/views.ts';
import { Walk } from './accessibility/walk.ts';
import { openBrowser } from './support/open-browser.ts';
import { startServer } from './support/start-server.ts';

const atOnce = 3;
const [, , asked = ''] = process.argv;

function* groupsOf<T>(all: readonly T[], size: number): Generator<readonly T[]> {
  for (let from = 0; from < all.length; from += size) yield all.slice(from, from + size);
}

const [browser, server] = await Promise.all([openBrowser(), startServer()]);
const walk = new Walk(browser, server.address);
for await (const screen of allScreensOf(server.address)) {
  if (!screen.name.includes(asked)) continue;
  for (const views of groupsOf(everyView, atOnce)) await walk.look(screen, views);
  process.stdout.write(`${screen.name}: ${walk.flaws.length} flaws so far\n`);
}
await browser.close();
await server.stop();

const places = Map.groupBy(walk.flaws, ({ kind, words }) => `${kind}: ${words}`);
for (const [flaw, found] of places)
  process.stdout.write(`${flaw}\n${found.map(({ at }) => `    ${at}\n`).join('')}`);
process.stdout.write(`${walk.looks.length} looks, ${walk.flaws.length} flaws\n`);
process.exitCode = walk.flaws.length === 0 ? 0 : 1;
