import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBrowser } from './support/open-browser.ts';
import { type RunningServer, startServer } from './support/start-server.ts';

const pathOf = (file: string) => fileURLToPath(new URL(file, import.meta.url));
const shiftedClock = pathOf('../faults/shifted-clock.mjs');
const program = pathOf('../../apps/server/src/main.ts');
const patience = { timeout: 60_000 };
const minuteMs = 60_000;
/** A session of the practice table lasts ten hours, used or not. */
const almostOverMs = (10 * 60 - 1) * minuteMs;

let server: RunningServer;
let browser: Browser;
let folder: string;
let shiftFile: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'overlegtafel-clock-'));
  shiftFile = join(folder, 'shift');
  [server, browser] = await Promise.all([
    startServer({
      command: [process.execPath, '--import', shiftedClock, program],
      settings: { CLOCK_SHIFT_FILE: shiftFile },
    }),
    openBrowser(),
  ]);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function serverIsLaterBy(ms: number): Promise<void> {
  await writeFile(shiftFile, String(ms));
  process.kill(server.pid, 'SIGUSR2');
}

/** Comes back to the page until it says this: the server hears of its new time a moment after it was told. */
async function untilSaid(page: Page, words: string | RegExp): Promise<void> {
  const isSaid = async () => {
    await page.evaluate('dispatchEvent(new Event("focus"))');
    return page.getByText(words).first().isVisible();
  };
  await expect.poll(isSaid, patience).toBe(true);
}

async function signIn(page: Page): Promise<void> {
  await page.goto(server.address);
  await page.getByRole('button', { name: 'Privacyfunctionaris GR' }).click(patience);
  await page.getByRole('heading', { level: 1, name: 'Mijn week' }).waitFor(patience);
}

it('SH40, SH42 the page says when the session ends; after it ended what was typed stays, and one goes on after signing in beside it', async () => {
  const context = await browser.newContext({ locale: 'nl-NL' });
  const page = await context.newPage();
  await signIn(page);
  await page.goto(`${server.address}/casussen`);
  const search = page.getByRole('searchbox').or(page.getByLabel('Zoek in besluiten')).first();
  await search.fill('iets langs');

  await serverIsLaterBy(almostOverMs);
  await untilSaid(page, /^Om \d\d:\d\d word je uitgelogd: langer kun je niet/);

  await serverIsLaterBy(almostOverMs + 2 * minuteMs);
  await untilSaid(page, 'Je bent uitgelogd');
  expect(await search.inputValue()).toBe('iets langs');

  const [beside] = await Promise.all([
    context.waitForEvent('page'),
    page.getByRole('link', { name: 'Log in, in een nieuw tabblad' }).click(patience),
  ]);
  await beside.getByRole('button', { name: 'Privacyfunctionaris GR' }).click(patience);
  await beside.getByRole('heading', { level: 1, name: 'Casussen' }).waitFor(patience);
  await page.evaluate('dispatchEvent(new Event("focus"))');
  await page
    .getByText('Je bent uitgelogd')
    .first()
    .waitFor({ ...patience, state: 'hidden' });
  expect(await search.inputValue()).toBe('iets langs');
  await context.close();
});
