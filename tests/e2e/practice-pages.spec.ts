import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFlawsOf } from './support/axe-flaws.ts';
import { openBrowser } from './support/open-browser.ts';
import { openNote, signIn, untilSaving } from './support/practice-note.ts';
import { productionSettings } from './support/production-settings.ts';
import { type RunningServer, startServer } from './support/start-server.ts';
import { watchPage } from './support/watch-page.ts';

const dutch: BrowserContextOptions = { locale: 'nl-NL' };
const narrow = { width: 320, height: 640 };

let browser: Browser;
let server: RunningServer;

beforeAll(async () => {
  [browser, server] = await Promise.all([openBrowser(), startServer()]);
});

afterAll(async () => {
  await browser.close();
  await server.stop();
});

function widthOf(page: Page): Promise<number> {
  return page.evaluate<number>('document.documentElement.scrollWidth');
}

describe('signing in at the practice table', () => {
  it('takes one click, works without JavaScript, and leads back to where one wanted to be', async () => {
    const context = await browser.newContext({ ...dutch, javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${server.address}/tafel/oefentafel/kladblok/linde`);
    expect(new URL(page.url()).pathname).toBe('/inloggen');
    await page.getByRole('button', { name: 'Ga verder als Politie JD' }).click();
    expect(new URL(page.url()).pathname).toBe('/tafel/oefentafel/kladblok/linde');
    await page.getByText('Je bent ingelogd als Politie JD.').waitFor();
    const session = (await context.cookies()).find(({ name }) => name === 'session');
    expect(session).toMatchObject({ name: 'session', httpOnly: true, sameSite: 'Lax' });
  });

  it('does not lead to another site', async () => {
    const page = await (await browser.newContext(dutch)).newPage();
    await page.goto(`${server.address}/inloggen?terug=//elders.example`);
    await page.getByRole('button', { name: 'Ga verder als Voorzitter FK' }).click();
    await page.waitForURL(`${server.address}/`);
  });

  it('says so when there is nobody of that name', async () => {
    const page = await (await browser.newContext(dutch)).newPage();
    await page.goto(`${server.address}/inloggen`, { waitUntil: 'networkidle' });
    await page.evaluate(`document.querySelector('button[value=chair]').value = 'niemand'`);
    await page.getByRole('button', { name: 'Ga verder als Voorzitter FK' }).click();
    await page.getByRole('alert').filter({ hasText: 'Inloggen lukt nu niet' }).waitFor();
  });

  it('is not there when it is for real', async () => {
    const production = await productionSettings();
    const server = await startServer({ settings: production.settings });
    try {
      const html = await (await fetch(`${server.address}/inloggen`)).text();
      expect(html).toContain('Inloggen met je werkaccount');
      expect(html).not.toContain('name="persoon"');
    } finally {
      await server.stop();
      await production.remove();
    }
  });

  it.each([
    { name: 'light', options: { colorScheme: 'light' } },
    { name: 'dark', options: { colorScheme: 'dark' } },
    { name: 'light at 320 px', options: { viewport: narrow } },
  ] satisfies { name: string; options: BrowserContextOptions }[])(
    'has nothing for axe to find in $name',
    async ({ options }) => {
      const page = await (await browser.newContext({ ...dutch, ...options })).newPage();
      await page.goto(`${server.address}/inloggen`, { waitUntil: 'networkidle' });
      expect(await axeFlawsOf(page)).toEqual([]);
      expect(await widthOf(page)).toBe(page.viewportSize()?.width);
    },
  );
});

describe('the note of a case', () => {
  it('has nothing for axe to find, breaks no rule of its security policy, and fits 320 px', async () => {
    const { page } = await signIn(browser, server.address, 'chair');
    const misdeeds = watchPage(page, server.address);
    await openNote(page, server.address, 'meidoorn');
    await untilSaving(page, 'SAVED');
    expect(await axeFlawsOf(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await axeFlawsOf(page)).toEqual([]);
    await page.setViewportSize(narrow);
    expect(await widthOf(page)).toBe(320);
    expect(misdeeds).toEqual({ complaints: [], strangers: [] });
  });

  it('fits, and has nothing for axe to find, when something was refused', async () => {
    const { page } = await signIn(browser, server.address, 'chair');
    await page.setViewportSize(narrow);
    await openNote(page, server.address, 'meidoorn');
    await untilSaving(page, 'SAVED');
    await page.locator('#note').fill('x'.repeat(1024 * 1024));
    await untilSaving(page, 'REFUSED');
    expect(await axeFlawsOf(page)).toEqual([]);
    expect(await widthOf(page)).toBe(320);
  });

  it('is not there for a case that is not on the agenda', async () => {
    const { page } = await signIn(browser, server.address, 'chair');
    const answer = await page.goto(`${server.address}/tafel/oefentafel/kladblok/onbekend`);
    expect(answer?.status()).toBe(404);
  });
});
