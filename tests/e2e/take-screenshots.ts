/**
 * Pictures of every screen as people see it, to be looked at before they are shown to anybody.
 *
 *   npm run screenshots                    every screen, light, 1440 and 360 px; the main ones dark besides
 *   npm run screenshots -- donker contrast  every screen in these looks instead
 *
 * Writes screenshots/<screen>-<width>-<look>.png; the folder is not part of the repository.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { allScreensOf } from './accessibility/all-screens.ts';
import { openBrowser } from './support/open-browser.ts';
import type { Screen } from './support/screens.ts';
import { startServer } from './support/start-server.ts';

const folder = fileURLToPath(new URL('../../screenshots/', import.meta.url));
const widthsPx = [1440, 360];
const heightPx = 900;

/** Those that the table looks at for longest. */
const main = ['mijn-week', 'agenda', 'besluitenlijst', 'tafel', 'weging', 'triage', 'afronden'];

const looks: Record<string, BrowserContextOptions> = {
  licht: { colorScheme: 'light' },
  donker: { colorScheme: 'dark' },
  contrast: { forcedColors: 'active' },
};

/** Takes one screen as one of the practice table sees it. */
async function take(
  browser: Browser,
  address: string,
  { name, as, path, whole = 'main' }: Screen,
  { look, width }: { look: string; width: number },
): Promise<void> {
  const viewport = { width, height: heightPx };
  const context = await browser.newContext({ ...looks[look], locale: 'nl-NL', viewport });
  if (as !== undefined)
    await context.request.post(`${address}/api/v1/practice/sign-in`, {
      data: { person: as },
      headers: { origin: address },
    });
  const page = await context.newPage();
  await page.goto(address + path, { waitUntil: 'networkidle' });
  await page.locator(whole).first().waitFor();
  const file = join(folder, `${name}-${width}-${look}.png`);
  await page.screenshot({ path: file, fullPage: true });
  process.stdout.write(`${file}\n`);
  await context.close();
}

const asked = process.argv.slice(2).filter((look) => look in looks);
await mkdir(folder, { recursive: true });
const [browser, server] = await Promise.all([openBrowser(), startServer()]);
for await (const screen of allScreensOf(server.address)) {
  const usual = main.includes(screen.name) ? ['licht', 'donker'] : ['licht'];
  for (const look of asked.length > 0 ? asked : usual)
    for (const width of widthsPx) await take(browser, server.address, screen, { look, width });
}
await browser.close();
await server.stop();
