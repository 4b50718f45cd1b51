import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from './support/open-browser.ts';
import { type Screen, screensOf } from './support/screens.ts';
import { type RunningServer, startServer } from './support/start-server.ts';

const widths = { telephone: { width: 412, height: 823 }, computer: { width: 1350, height: 940 } };
/** What Lighthouse and browsers call good. */
const largestShift = 0.1;
const live = ['agenda', 'terugblik', 'tafel', 'triage', 'afronden'];

const watchShifts = `
  window.shifts = [];
  new PerformanceObserver((seen) => {
    for (const { value, sources } of seen.getEntries())
      window.shifts.push({ value, moved: sources.map(({ node }) => String(node?.className)) });
  }).observe({ type: 'layout-shift', buffered: true });`;

let browser: Browser;
let server: RunningServer;

beforeAll(async () => {
  [browser, server] = await Promise.all([openBrowser(), startServer()]);
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

/** The shifts of a page until it is quiet, without the letters that a slow line brings late. */
async function shiftsOf(
  { as, path, whole = 'main' }: Screen,
  options: BrowserContextOptions,
): Promise<readonly { readonly value: number }[]> {
  const context = await browser.newContext({ locale: 'nl-NL', ...options });
  await context.request.post(`${server.address}/api/v1/practice/sign-in`, {
    data: { person: as },
    headers: { origin: server.address },
  });
  await context.route('**/*.woff2', (route) => route.abort());
  const page = await context.newPage();
  await page.addInitScript(watchShifts);
  await page.goto(server.address + path, { waitUntil: 'networkidle' });
  await page.locator(whole).first().waitFor();
  await page.locator('[data-saving=SAVED]').first().waitFor();
  const shifts = await page.evaluate<readonly { readonly value: number }[]>('shifts');
  await context.close();
  return shifts;
}

describe('a page that comes', () => {
  it('SH22 stays where it is while the rest arrives', async () => {
    const found: { name: string; width: string; shift: number; shifts: unknown }[] = [];
    let looks = 0;
    for await (const screen of screensOf(server.address)) {
      if (!live.includes(screen.name)) continue;
      for (const [width, viewport] of Object.entries(widths)) {
        const shifts = await shiftsOf(screen, { viewport });
        const shift = shifts.reduce((sum, { value }) => sum + value, 0);
        looks += 1;
        if (shift >= largestShift) found.push({ name: screen.name, width, shift, shifts });
      }
    }
    expect(looks).toBe(live.length * 2);
    expect(found).toEqual([]);
  });
});
