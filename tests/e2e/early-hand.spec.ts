import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from './support/open-browser.ts';
import { meetingToCome, signInWith } from './support/practice-agenda.ts';
import { type RunningServer, startServer } from './support/start-server.ts';

const patienceMs = 30_000;

let browser: Browser;
let server: RunningServer;

beforeAll(async () => {
  [browser, server] = await Promise.all([openBrowser(), startServer()]);
});

afterAll(async () => {
  await browser.close();
  await server.stop();
});

/** A page whose scripts are still on their way, and what lets them come. */
async function openWithoutScripts(path: string): Promise<{ page: Page; letCome: () => void }> {
  const writer = await signInWith(browser, server.address, 'vt-worker');
  const meeting = await meetingToCome(writer, server.address);
  const { promise: line, resolve: letCome } = Promise.withResolvers<undefined>();
  const { page } = writer;
  await page.route(/\/_app\/.*\.js$/, async (route) => {
    await line;
    await route.continue();
  });
  await page.goto(`${server.address}/tafel/${meeting}${path}`, { waitUntil: 'commit' });
  return {
    page,
    letCome: () => {
      letCome(undefined);
    },
  };
}

describe('a page whose scripts are still on their way', () => {
  it('SH25 reads the file that was chosen before', async () => {
    const { page, letCome } = await openWithoutScripts('/agenda/bestand');
    await page.getByLabel('Bestand met meldingen (CSV)').setInputFiles({
      name: 'week.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('signaal;geen;van;de;kolommen\r\n'),
    });
    letCome();
    await page.getByText('1 regel met een fout').waitFor({ timeout: patienceMs });
    const mistakes = page.getByRole('table', { name: 'Fouten in het bestand' }).getByRole('row');
    expect(await mistakes.filter({ hasText: 'Regel 1' }).count()).toBe(4);
  });

  it('SH25 does once what was pressed before', async () => {
    const { page, letCome } = await openWithoutScripts('');
    const palette = page.getByRole('button', { name: /Zoek/ }).first();
    await palette.click();
    await palette.click();
    expect(await page.getByRole('dialog').count()).toBe(0);
    letCome();
    await page.getByRole('dialog').waitFor({ timeout: patienceMs });
    expect(await page.getByRole('dialog').count()).toBe(1);
  });
});
