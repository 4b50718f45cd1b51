import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MeetingTable } from '../meeting/meeting-table.ts';
import { axeFlawsOf } from './support/axe-flaws.ts';
import { openBrowser } from './support/open-browser.ts';
import { startServer, type RunningServer } from './support/start-server.ts';

const settling = { timeout: 30_000 };

let browser: Browser;
let server: RunningServer;
let at: MeetingTable;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  [browser, server] = await Promise.all([openBrowser(), startServer()]);
  at = await MeetingTable.sitDown(server.address);
  await at.open();
  context = await browser.newContext({
    locale: 'nl-NL',
    viewport: { width: 1920, height: 1080 },
  });
  await context.request.post(`${server.address}/api/v1/practice/sign-in`, {
    data: { person: 'secretary' },
  });
  page = await context.newPage();
});

afterAll(async () => {
  await context.close();
  at.leave();
  await browser.close();
  await server.stop();
});

describe('the screen of a room', () => {
  it('DE31 goes where the chair goes, can be covered, and leaves nothing on its device', async () => {
    await page.goto(`${server.address}/tafel/${at.meeting}/scherm`);
    await page.getByRole('heading', { name: 'Nog geen casus aan tafel' }).waitFor(settling);
    for (const alias of ['Linde', 'Den']) {
      await at.as('chair').must('bringToTable', { params: { item: at.itemOf(alias) } });
      await page.getByRole('heading', { name: `Casus ${alias}`, level: 1 }).waitFor(settling);
    }
    const size = await page.evaluate<string>('getComputedStyle(document.documentElement).fontSize');
    expect(size).toBe('21px');
    expect(await axeFlawsOf(page)).toEqual([]);

    await page.keyboard.press('Shift+P');
    await page.getByRole('heading', { name: 'Scherm afgedekt' }).waitFor();
    expect(await page.getByText('Casus Den').count()).toBe(0);
    await page.keyboard.press('Shift+P');
    await page.getByRole('heading', { name: 'Casus Den' }).waitFor();

    const kept = await page.evaluate<unknown>(
      `indexedDB.databases().then((found) => [found.length, localStorage.length, sessionStorage.getItem('case')])`,
    );
    expect(kept).toEqual([0, 0, null]);
  });

  it('DE30 shows nothing of the household, nothing that was written, and nobody by name', async () => {
    const item = await at.item('Den');
    const { report, household } = item;
    const shown = await page.locator('body').innerText();
    expect(shown).toContain('Casus Den');
    const untold = [
      report?.summary ?? 'a report',
      ...household.flatMap(({ ageYears }) => (ageYears === undefined ? [] : [`, ${ageYears}`])),
      ...item.people.map(({ name }) => name),
    ];
    expect(untold.length).toBeGreaterThan(2);
    expect(untold.filter((text) => shown.includes(text))).toEqual([]);
  });
});
