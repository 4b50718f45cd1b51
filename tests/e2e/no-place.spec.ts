import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFlawsOf } from './support/axe-flaws.ts';
import { openBrowser } from './support/open-browser.ts';
import { type RunningServer, startServer } from './support/start-server.ts';

let browser: Browser;
let server: RunningServer;

beforeAll(async () => {
  [browser, server] = await Promise.all([openBrowser(), startServer()]);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

async function come(
  as: string,
  locale = 'nl-NL',
): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ locale });
  const data = { person: as };
  const answer = await context.request.post(`${server.address}/api/v1/practice/sign-in`, { data });
  expect(answer.status()).toBe(204);
  return { context, page: await context.newPage() };
}

/** Ends every membership of somebody at the practice table. */
async function putOut(who: string): Promise<void> {
  const { context } = await come('administrator');
  const memberships = `${server.address}/api/v1/tables/oefentafel/memberships`;
  const read = (await (await context.request.get(memberships)).json()) as {
    memberships: readonly { readonly id: string; readonly person: string }[];
  };
  for (const { id, person } of read.memberships) {
    if (person !== who) continue;
    const ended = await context.request.post(`${memberships}/${id}/end`, { data: {} });
    expect(ended.status()).toBe(204);
  }
}

describe('somebody whose place ended', () => {
  it('ID141 who goes on reads as whom they are signed in, since when it is over and whom to ask', async () => {
    const { page } = await come('police');
    await page.goto(server.address);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await putOut('police');
    await expect
      .poll(async () => {
        await page.goto(`${server.address}/casussen`);
        return new URL(page.url()).pathname;
      })
      .toBe('/geen-plek');
    const text = await page.locator('main').innerText();
    expect(text).toContain('Je bent ingelogd als Politie JD, Politie');
    expect(text).toMatch(/Je plek is geëindigd op \w+ \d+ \w+ \d{4} om \d\d:\d\d\./);
    expect(text).toMatch(/beheerder van de tafel Heuvelland-Oost \(oefentafel\), bij Veilig Thuis/);
    expect(await axeFlawsOf(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 640 });
    const width = await page.evaluate<number>('document.documentElement.scrollWidth');
    expect(width).toBeLessThanOrEqual(320);
  });

  it('ID141 signing in again leads there too, in English as well, and signing out away from it', async () => {
    const context = await browser.newContext({ locale: 'en-GB' });
    const page = await context.newPage();
    await page.goto(`${server.address}/inloggen`);
    await page.locator('button[value="police"]').click();
    await page.waitForURL(`${server.address}/geen-plek`);
    await page.getByText('Since then you cannot open anything.').waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL(/inloggen/);
    await page.goto(`${server.address}/geen-plek`);
    expect(new URL(page.url()).pathname).toBe('/inloggen');
  });

  it('ID141 who has a place does not get stuck there', async () => {
    const { page } = await come('chair');
    await page.goto(`${server.address}/geen-plek`);
    expect(new URL(page.url()).pathname).toBe('/');
  });
});
