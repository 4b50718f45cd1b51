import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFlawsOf } from './support/axe-flaws.ts';
import { openBrowser } from './support/open-browser.ts';
import { productionSettings } from './support/production-settings.ts';
import { type RunningServer, startServer } from './support/start-server.ts';
import { watchPage } from './support/watch-page.ts';

const dutch: BrowserContextOptions = { locale: 'nl-NL' };
const smallestTargetPx = 44;

/** Nobody is signed in: the first page is the one to sign in on. */
describe('the first page', () => {
  let browser: Browser;
  let server: RunningServer;

  beforeAll(async () => {
    [browser, server] = await Promise.all([openBrowser(), startServer()]);
  });

  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  /** Opens a page in a browser profile of its own, which ends with the browser. */
  async function visit(options: BrowserContextOptions = dutch, path = '/'): Promise<Page> {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    await page.goto(server.address + path, { waitUntil: 'networkidle' });
    return page;
  }

  it('is written by the server, in Dutch', async () => {
    const answer = await fetch(server.address, { headers: { 'accept-language': 'nl' } });
    const html = await answer.text();
    expect(answer.status).toBe(200);
    expect(html).toContain('<html lang="nl"');
    expect(html).toContain('<title>Inloggen – Overlegtafel</title>');
    expect(html).toContain('Wie ben je aan de oefentafel?');
    expect(html).toContain('Dit is de oefenmodus.');
  });

  it('works without JavaScript, the language switch included', async () => {
    const page = await visit({ ...dutch, javaScriptEnabled: false });
    expect(await page.textContent('h1')).toBe('Wie ben je aan de oefentafel?');
    await page.getByRole('button', { name: 'English' }).click();
    expect(await page.textContent('h1')).toBe('Who are you at the practice table?');
    expect(await page.getAttribute('html', 'lang')).toBe('en');
    await page.getByRole('button', { name: 'Nederlands' }).click();
    expect(await page.getAttribute('html', 'lang')).toBe('nl');
  });

  it('is in English for a browser that asks for English, also after JavaScript took over', async () => {
    const page = await visit({ locale: 'en-GB' });
    expect(await page.getAttribute('html', 'lang')).toBe('en');
    expect(await page.title()).toBe('Sign in – Overlegtafel');
    expect(await page.textContent('h1')).toBe('Who are you at the practice table?');
  });

  it('asks nobody else for anything and breaks no rule of its security policy', async () => {
    const context = await browser.newContext(dutch);
    const page = await context.newPage();
    const misdeeds = watchPage(page, server.address);
    const answer = await page.goto(server.address, { waitUntil: 'networkidle' });
    expect(answer?.headers()['content-security-policy']).toMatch(/script-src 'self' 'nonce-/);
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'Who are you at the practice table?' }).waitFor();
    expect(misdeeds).toEqual({ complaints: [], strangers: [] });
  });

  it('says which page does not exist to whom, and leads back', async () => {
    const page = await visit(dutch, '/bestaat-niet');
    expect(await page.title()).toBe('Deze pagina bestaat niet – Overlegtafel');
    await page.getByRole('link', { name: 'Naar de startpagina', exact: true }).click();
    await page.getByRole('heading', { name: 'Wie ben je aan de oefentafel?' }).waitFor();
  });

  it('lets the keyboard skip to the content', async () => {
    const page = await visit();
    await page.keyboard.press('Tab');
    const skip = page.getByRole('link', { name: 'Naar de inhoud' });
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Naar de inhoud');
    const box = await skip.boundingBox();
    expect(box?.y).toBeGreaterThanOrEqual(0);
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('inhoud');
  });

  it('fits a screen of 320 px without scrolling sideways, and its controls are 44 px high', async () => {
    const page = await visit({ ...dutch, viewport: { width: 320, height: 640 } });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
    const controls = await page
      .locator('a:not(.nl-skip-link), button')
      .filter({ visible: true })
      .all();
    expect(controls.length).toBeGreaterThan(0);
    for (const control of controls) {
      const box = await control.boundingBox();
      expect(box?.height).toBeGreaterThanOrEqual(smallestTargetPx);
    }
  });

  it.each([
    { name: 'light', options: { colorScheme: 'light' } },
    { name: 'dark', options: { colorScheme: 'dark' } },
    { name: 'forced colours', options: { forcedColors: 'active' } },
    { name: 'light at 320 px', options: { viewport: { width: 320, height: 640 } } },
  ] satisfies { name: string; options: BrowserContextOptions }[])(
    'has nothing for axe to find in $name, nor has the error page',
    async ({ options }) => {
      for (const path of ['/', '/bestaat-niet']) {
        const page = await visit({ ...dutch, ...options }, path);
        expect(await axeFlawsOf(page)).toEqual([]);
      }
    },
  );
});

describe('the first page of a server that runs for real', () => {
  it('says nothing about practice', async () => {
    const production = await productionSettings();
    const server = await startServer({ settings: production.settings });
    try {
      const html = await (await fetch(server.address)).text();
      expect(html).toContain('Inloggen met je werkaccount');
      expect(html).not.toMatch(/oefenmodus/i);
    } finally {
      await server.stop();
      await production.remove();
    }
  });
});
