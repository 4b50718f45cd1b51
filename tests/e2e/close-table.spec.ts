import { clearItemRegister } from '@overlegtafel/documents';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerSheet } from '../meeting/case-plan.ts';
import { MeetingTable } from '../meeting/meeting-table.ts';
import { openBrowser } from './support/open-browser.ts';
import { startServer, type RunningServer } from './support/start-server.ts';

const patienceMs = 30_000;
const settling = { timeout: patienceMs };

let browser: Browser;
let server: RunningServer;
let at: MeetingTable;
let contexts: BrowserContext[] = [];

beforeAll(async () => {
  [browser, server] = await Promise.all([openBrowser(), startServer()]);
  at = await MeetingTable.sitDown(server.address);
  await at.open();
  const plans = answerSheet.filter(({ alias }) => at.aliases.includes(alias));
  for (const plan of plans) await at.discuss(plan);
});

afterAll(async () => {
  await Promise.all(contexts.map((context) => context.close()));
  contexts = [];
  at.leave();
  await browser.close();
  await server.stop();
});

async function come(person: string, path: string): Promise<Page> {
  const context = await browser.newContext({ locale: 'nl-NL' });
  contexts.push(context);
  const answer = await context.request.post(`${server.address}/api/v1/practice/sign-in`, {
    data: { person },
  });
  if (!answer.ok()) throw new Error(`signing in as ${person} answered ${answer.status()}`);
  const page = await context.newPage();
  await page.goto(`${server.address}/tafel/${at.meeting}/${path}`);
  return page;
}

const closing = (page: Page) => page.getByRole('button', { name: 'Sluit de tafel' });

describe('the end of a meeting', () => {
  it('DE10, DE11, DE12 is reached by two people who settle what is open, and see the same sealed list', async () => {
    const linde = await at.as('vt-worker').open(`item:${at.itemOf('Linde')}`);
    await linde.write((doc) => {
      clearItemRegister(doc, 'safeNow');
    });
    await at.disagree('Els');

    const [chair, worker] = await Promise.all([
      come('chair', 'afronden'),
      come('vt-worker', 'afronden'),
    ]);
    await chair.getByText('Nog 2 punten', { exact: true }).waitFor(settling);
    expect(await closing(chair).getAttribute('aria-disabled')).toBe('true');
    await closing(chair).focus();
    await chair.keyboard.press('Enter');
    await chair.getByText('Dat kan als deze punten zijn opgelost.').waitFor();
    await worker.getByText('Alleen de voorzitter kan de tafel sluiten.').waitFor();

    await chair.getByRole('button', { name: 'Kies een antwoord' }).click(settling);
    await chair.getByRole('menuitem', { name: 'Ja', exact: true }).click();
    await worker.getByText('Nog 1 punt', { exact: true }).waitFor(settling);
    await worker
      .getByRole('group', { name: /tegelijk/ })
      .getByRole('button')
      .first()
      .click(settling);

    await chair.getByText('Klaar om te sluiten').waitFor(settling);
    await expect.poll(() => closing(chair).getAttribute('aria-disabled'), settling).toBeNull();
    await closing(chair).click();
    const heading = /^Besluitenlijst week/;
    for (const page of [chair, worker])
      await page.getByRole('heading', { name: heading }).waitFor(settling);
    const fingerprints = await Promise.all(
      [chair, worker].map((page) => page.locator('code.start').textContent()),
    );
    expect(fingerprints[0]).toMatch(/^([0-9A-F]{4} ){3}[0-9A-F]{4}$/);
    expect(fingerprints[1]).toBe(fingerprints[0]);
    await chair.getByRole('link', { name: 'Open de besluitenlijst' }).first().click();
    await chair.getByRole('heading', { name: 'Casus Linde' }).waitFor(settling);
    expect(await chair.locator('article').count()).toBe(at.aliases.length);
  });
});
