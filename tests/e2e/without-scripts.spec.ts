import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from './support/open-browser.ts';
import { type RunningServer, startServer } from './support/start-server.ts';

let browser: Browser;
let server: RunningServer;

beforeAll(async () => {
  [browser, server] = await Promise.all([openBrowser(), startServer()]);
});

afterAll(async () => {
  await browser.close();
  await server.stop();
});

describe('without JavaScript', () => {
  it('SH26 one signs in, reads the week, the agenda and the decisions, and searches; what is live says what it needs', async () => {
    const context = await browser.newContext({ locale: 'nl-NL', javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(server.address);
    await page.getByRole('button', { name: 'Ga verder als Voorzitter FK' }).click();
    await page.getByRole('heading', { level: 1, name: 'Mijn week' }).waitFor();
    await page.getByRole('link', { name: 'Naar de agenda' }).click();
    await page.getByRole('heading', { level: 1, name: /^Agenda van/ }).waitFor();
    expect(await page.locator('[data-item]').count()).toBe(14);
    const live = 'werkt alleen met JavaScript. Lezen kan wel.';
    const said = page.locator('noscript p', { hasText: live });
    expect(await said.count()).toBe(0);
    await page.getByRole('link', { name: 'Afronden' }).click();
    await said.waitFor();
    await page.goto(`${server.address}/besluiten`);
    await page.getByRole('link', { name: /^Week/ }).first().click();
    await page.getByRole('heading', { level: 1, name: /^Besluitenlijst week/ }).waitFor();
    await page.goto(`${server.address}/casussen`);
    await page.getByLabel('Zoek in besluiten').fill('school');
    await page.getByRole('button', { name: 'Zoek', exact: true }).click();
    await page.getByRole('heading', { name: /gevonden$/ }).waitFor();
    await context.close();
  });
});
