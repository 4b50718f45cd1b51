import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBrowser } from './support/open-browser.ts';
import { signIn } from './support/practice-note.ts';
import { type RunningServer, startServer } from './support/start-server.ts';

const patience = { timeout: 60_000 };

let server: RunningServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), openBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

it('SH45 a page whose scripts did not come loads again by itself and works', async () => {
  const { page, context } = await signIn(browser, server.address, 'chair');
  let refused = 0;
  await page.route('**/_app/immutable/entry/**', async (route) => {
    if (refused >= 2) return route.continue();
    refused += 1;
    return route.abort();
  });
  await page.goto(server.address);
  const loadedAgain = page.waitForEvent('domcontentloaded', patience);
  await loadedAgain;
  expect(refused).toBe(2);
  await page.getByRole('button', { name: /^Zoek of geef een opdracht/ }).click(patience);
  await page.getByRole('dialog').first().waitFor(patience);
  await context.close();
});
