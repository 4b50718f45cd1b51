import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MeetingTable } from '../meeting/meeting-table.ts';
import { openBrowser } from './support/open-browser.ts';
import { startServer, type RunningServer } from './support/start-server.ts';

const settling = { timeout: 30_000 };

let browser: Browser;
let server: RunningServer;
let at: MeetingTable;
let contexts: BrowserContext[] = [];

beforeAll(async () => {
  [browser, server] = await Promise.all([openBrowser(), startServer()]);
  at = await MeetingTable.sitDown(server.address);
  await at.open();
});

afterAll(async () => {
  await Promise.all(contexts.map((context) => context.close()));
  contexts = [];
  at.leave();
  await browser.close();
  await server.stop();
});

async function come(person: string): Promise<Page> {
  const context = await browser.newContext({ locale: 'nl-NL' });
  contexts.push(context);
  await context.request.post(`${server.address}/api/v1/practice/sign-in`, { data: { person } });
  const page = await context.newPage();
  await page.goto(`${server.address}/tafel/${at.meeting}/triage`);
  // The clock runs once the page is alive.
  await page.locator('.aside b').waitFor(settling);
  return page;
}

const lane = (page: Page, words: string) =>
  page.locator('section', { has: page.getByRole('heading', { name: new RegExp(`^${words}`) }) });
const card = (page: Page, alias: string) => page.locator('[data-case]', { hasText: alias });

describe('the triage board', () => {
  it('DE20, DE21 moves by key, menu and mouse alike, for everybody, with the focus on the card', async () => {
    const [chair, worker] = await Promise.all([come('chair'), come('vt-worker')]);
    const said = chair.getByRole('status').filter({ hasText: 'staat nu in' });

    await chair.getByRole('link', { name: 'Casus Linde' }).focus();
    await chair.keyboard.press('t');
    await chair.keyboard.press('1');
    await lane(worker, 'Nu handelen').getByText('Casus Linde').waitFor(settling);
    await said
      .filter({ hasText: 'Casus Linde staat nu in ‘Nu handelen’, 1 van 1.' })
      .waitFor(settling);
    const focused = `document.activeElement?.closest('[data-case]')?.querySelector('a')?.textContent`;
    expect(await chair.evaluate<unknown>(focused)).toBe('Casus Linde');

    await chair.getByRole('button', { name: 'Verplaats naar: Casus Den' }).click();
    await chair.getByRole('menuitem', { name: 'Kan wachten' }).click();
    await lane(worker, 'Kan wachten').getByText('Casus Den').waitFor(settling);

    await card(chair, 'Casus Vlier').dragTo(lane(chair, 'Binnen de termijn'));
    await lane(worker, 'Binnen de termijn').getByText('Casus Vlier').waitFor(settling);

    await chair.getByRole('button', { name: 'Maak ongedaan' }).click();
    await lane(worker, 'Nog niet gekozen').getByText('Casus Vlier').waitFor(settling);
  });
});
