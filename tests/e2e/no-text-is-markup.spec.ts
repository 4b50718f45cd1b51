import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSheet, textBox, untilText } from './support/case-sheet.ts';
import { openBrowser } from './support/open-browser.ts';
import { signIn } from './support/practice-note.ts';
import { type RunningServer, startServer } from './support/start-server.ts';
import { watchPage } from './support/watch-page.ts';

let browser: Browser;
let server: RunningServer;

beforeAll(async () => {
  [browser, server] = await Promise.all([openBrowser(), startServer()]);
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

async function sheetOf(item: string): Promise<Page> {
  const { page } = await signIn(browser, server.address, 'chair');
  await openSheet(page, server.address, item);
  return page;
}

describe('trusted types', () => {
  it.each([
    `document.body.innerHTML = '<img src=x>'`,
    `document.body.insertAdjacentHTML('beforeend', '<p>tekst</p>')`,
    `document.createElement('script').text = 'window.isRun = true'`,
    `document.createElement('iframe').srcdoc = '<p>tekst</p>'`,
    `new DOMParser().parseFromString('<p>tekst</p>', 'text/html')`,
    `trustedTypes.createPolicy('of-somebody-else', { createHTML: (text) => text })`,
  ])('WR8 the browser refuses %s', async (attempt) => {
    const { page } = await signIn(browser, server.address, 'chair');
    await page.goto(server.address);
    // Within the page, where its policy holds for what is called by name.
    const outcome = await page.evaluate(
      `(() => { try { ${attempt}; return 'done'; } catch (error) { return error.name; } })()`,
    );
    expect(outcome).toBe('TypeError');
  });

  it('WR8 what is pasted as markup is read as text, without a breach of the policy', async () => {
    const page = await sheetOf('esdoorn');
    const { complaints } = watchPage(page, server.address);
    await textBox(page, 'Feiten').click();
    await page.evaluate(`{
      const pasted = new DataTransfer();
      pasted.setData('text/html', '<p>Van <b>school</b>.<img src="x" onerror="window.isRun = 1"></p>'
        + '<script>window.isRun = 1</' + 'script><p style="color: red">Twee regels.</p>');
      const event = { clipboardData: pasted, bubbles: true, cancelable: true };
      document.activeElement.dispatchEvent(new ClipboardEvent('paste', event));
    }`);
    await untilText(page, 'Feiten', 'Van school.\nTwee regels.');
    expect(await textBox(page, 'Feiten').locator('img:not([class]), script').count()).toBe(0);
    expect(await page.evaluate('window.isRun')).toBeUndefined();
    // The colours that come along are refused, and nobody misses them.
    const others = complaints.filter((words) => !words.startsWith('Applying inline style'));
    expect(others).toEqual([]);
  });

  it('WR8 a page is printed without a breach of the policy', async () => {
    const { page } = await signIn(browser, server.address, 'chair');
    const { complaints } = watchPage(page, server.address);
    await page.goto(`${server.address}/besluiten`);
    await page.locator('main a[href^="/besluiten/"]').first().click();
    await page.waitForURL(/\/besluiten\/[^/]+$/);
    await page.emulateMedia({ media: 'print' });
    expect((await page.pdf()).length).toBeGreaterThan(1_000);
    expect(complaints).toEqual([]);
  });
});
