/**
 * Pictures of every page as people see it, to be looked at before they are shown to anybody.
 *
 *   npm run screenshots
 *
 * Writes screenshots/<page>-<width>-<look>.png; the folder is not part of the repository.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BrowserContextOptions } from 'playwright-core';
import { openBrowser } from './support/open-browser.ts';
import { startServer } from './support/start-server.ts';

const folder = fileURLToPath(new URL('../../screenshots/', import.meta.url));

const pages = [
  { name: 'start', path: '/' },
  { name: 'inloggen', path: '/inloggen' },
  { name: 'kladblok', path: '/tafel/oefentafel/kladblok/esdoorn' },
  { name: 'onderdelen', path: '/onderdelen' },
  { name: 'niet-gevonden', path: '/bestaat-niet' },
];

const widthsPx = [1440, 360];
const heightPx = 900;

const looks: { name: string; options: BrowserContextOptions }[] = [
  { name: 'licht', options: { colorScheme: 'light' } },
  { name: 'donker', options: { colorScheme: 'dark' } },
  { name: 'contrast', options: { forcedColors: 'active' } },
];

await mkdir(folder, { recursive: true });
const [browser, server] = await Promise.all([openBrowser(), startServer()]);
for (const { name: look, options } of looks) {
  for (const width of widthsPx) {
    const viewport = { width, height: heightPx };
    const context = await browser.newContext({ ...options, locale: 'nl-NL', viewport });
    await context.request.post(`${server.address}/api/v1/practice/sign-in`, {
      data: { person: 'chair' },
      headers: { origin: server.address },
    });
    const page = await context.newPage();
    for (const { name, path } of pages) {
      await page.goto(server.address + path, { waitUntil: 'networkidle' });
      const file = join(folder, `${name}-${width}-${look}.png`);
      await page.screenshot({ path: file, fullPage: true });
      process.stdout.write(`${file}\n`);
    }
    await context.close();
  }
}
await browser.close();
await server.stop();
