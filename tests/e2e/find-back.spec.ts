import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from './support/open-browser.ts';
import { startServer, type RunningServer } from './support/start-server.ts';

let browser: Browser;
let server: RunningServer;
let contexts: BrowserContext[] = [];

beforeAll(async () => {
  [browser, server] = await Promise.all([openBrowser(), startServer()]);
});

afterAll(async () => {
  await browser.close();
  await server.stop();
});

afterEach(async () => {
  await Promise.all(contexts.map((context) => context.close()));
  contexts = [];
});

/** A page of this practice person, with or without JavaScript. */
async function come(person: string, javaScriptEnabled = true): Promise<Page> {
  const context = await browser.newContext({ locale: 'nl-NL', javaScriptEnabled });
  contexts.push(context);
  const answer = await context.request.post(`${server.address}/api/v1/practice/sign-in`, {
    data: { person },
  });
  if (!answer.ok()) throw new Error(`signing in as ${person} answered ${answer.status()}`);
  return context.newPage();
}

/** Searches, and gives what was found: the case and what is marked in it. */
async function search(page: Page, words: string): Promise<readonly string[]> {
  await page.goto(`${server.address}/casussen`);
  await page.getByLabel('Zoek in besluiten').fill(words);
  await page.getByRole('button', { name: 'Zoek', exact: true }).click();
  await page.getByRole('heading', { name: /gevonden$/ }).waitFor();
  const found = await page.locator('li:has(mark)').all();
  return Promise.all(
    found.map(async (line) => {
      const heading = await line.locator('h3').textContent();
      return `${heading ?? ''}: ${(await line.locator('mark').first().textContent()) ?? ''}`;
    }),
  );
}

describe('past decisions', () => {
  it('FB1, FB3 are found with and without JavaScript, and what was searched is in no address', async () => {
    const asked: string[] = [];
    const withScript = await come('chair');
    withScript.on('request', (request) => asked.push(request.url()));
    const found = await search(withScript, 'school');
    expect(found.length).toBeGreaterThan(0);
    expect(found.every((line) => /: school$/i.test(line))).toBe(true);
    const without = await come('chair', false);
    without.on('request', (request) => asked.push(request.url()));
    expect(await search(without, 'school')).toEqual(found);
    expect(asked.filter((url) => url.includes('school'))).toEqual([]);
  });

  it('FB3 lead to the case and to the sealed list, without JavaScript', async () => {
    const page = await come('chair', false);
    await search(page, 'school');
    const alias = await page.locator('li:has(mark) h3').first().textContent();
    await page.getByRole('link', { name: `Bekijk de casus: ${alias ?? ''}` }).click();
    await page.getByRole('heading', { level: 1, name: alias ?? '' }).waitFor();
    await page.getByRole('heading', { name: 'Van eerste melding tot nu' }).waitFor();
    await page
      .getByRole('link', { name: /^Besluitenlijst van/ })
      .first()
      .click();
    await page.getByRole('heading', { level: 1, name: /^Besluitenlijst week/ }).waitFor();
    expect(await page.getByText('Vingerafdruk van deze lijst').count()).toBe(1);
  });

  it('FB4 are put right below the list, with a reason and a name, and the list stays as it was', async () => {
    const page = await come('chair');
    await page.goto(`${server.address}/besluiten`);
    await page.getByRole('link', { name: /^Week/ }).first().click();
    await page.getByRole('heading', { level: 1, name: /^Besluitenlijst week/ }).waitFor();
    const fingerprint = await page.locator('code.start').textContent();
    await page.getByRole('button', { name: 'Voeg de correctie toe' }).click();
    await page.getByText('Er zijn 3 punten die nog niet kloppen').waitFor();
    await page.getByLabel('Over welke casus?').selectOption({ index: 1 });
    await page.getByLabel('Wat moet er staan?').fill('De afspraak is op 25 november.');
    await page.getByLabel('Waarom?').fill('Verkeerde dag opgeschreven.');
    await page.getByRole('button', { name: 'Voeg de correctie toe' }).click();
    await page.getByText('Je correctie staat onder de lijst.').waitFor();
    const corrections = page.locator('#correcties');
    await corrections.getByText('De afspraak is op 25 november.').waitFor();
    const text = await corrections.textContent();
    expect(text).toContain('Reden: Verkeerde dag opgeschreven.');
    expect(text).toContain('Voorzitter FK');
    expect(await page.locator('code.start').textContent()).toBe(fingerprint);
  });
});
