import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { axeFlawsOf } from './support/axe-flaws.ts';
import { textBox, untilText, writeIn } from './support/case-sheet.ts';
import { type Comer, Journey, patience } from './support/journey.ts';
import { untilSaving } from './support/practice-note.ts';

const heading = 'In deze browser is nu iemand anders ingelogd';

let journey: Journey;
let chair: Comer;

beforeAll(async () => {
  journey = await Journey.begin();
  ({ chair } = journey);
});
afterAll(() => journey?.end());

const came: Comer[] = [];
afterEach(async () => {
  await Promise.all(came.splice(0).map(({ context }) => context.close()));
});

async function come(person: string): Promise<Comer> {
  const comer = await journey.come(person);
  came.push(comer);
  return comer;
}

/** In another tab of the same browser, on the page where people sign in. */
async function signInBeside({ context }: Comer, words: string): Promise<Page> {
  const tab = await context.newPage();
  await tab.goto(`${journey.address}/inloggen`);
  await tab.getByRole('button', { name: words }).click(patience);
  await tab.getByRole('heading', { level: 1, name: 'Mijn week' }).waitFor(patience);
  return tab;
}

/** The person of the page signs in again, by the way that the page shows, and comes back to it. */
async function comeBack({ page, context }: Comer, words: string): Promise<void> {
  const [beside] = await Promise.all([
    context.waitForEvent('page'),
    page.getByRole('link', { name: 'Log in, in een nieuw tabblad' }).click(patience),
  ]);
  await beside.getByRole('button', { name: words }).click(patience);
  await beside.locator('h1').waitFor(patience);
  await page.bringToFront();
  await page.evaluate('dispatchEvent(new Event("focus"))');
  await page
    .getByText(heading)
    .first()
    .waitFor({ ...patience, state: 'hidden' });
}

const toldIn = (page: Page) => page.getByRole('alert').filter({ hasText: heading });

async function ownRating({ context }: Comer, item: string): Promise<unknown> {
  const answer = await context.request.get(`${journey.address}/api/v1/items/${item}`);
  const { ratings } = (await answer.json()) as { ratings: { own?: unknown } };
  return ratings.own;
}

describe('two people in one browser', () => {
  it('SH160, SH162 a weighing that was filled in is never stored under a colleague, and is sent once its author is back', async () => {
    const item = await journey.itemOf('Meidoorn');
    await chair.context.request.post(`${journey.address}/api/v1/items/${item}/open`, { data: {} });
    const worker = await come('vt-worker');
    const { page } = worker;
    await journey.open(worker, `${item}/weging`);
    await page.locator('[data-saving=SAVED]').waitFor(patience);
    await page.getByRole('radio', { name: /^Acuut onveilig/ }).click();
    await page.getByLabel('Waarom?').fill('Vader drinkt weer thuis.');

    // Pressed before the page can have heard of it.
    const sent = page.waitForResponse(
      (response) => response.url().endsWith('/ratings') && response.request().method() !== 'GET',
    );
    const person = { data: { person: 'process-director' } };
    await worker.context.request.post(`${journey.address}/api/v1/practice/sign-in`, person);
    await page.getByRole('button', { name: 'Leg mijn weging vast' }).click();
    expect((await sent).status()).toBe(409);

    await toldIn(page).waitFor(patience);
    expect(await toldIn(page).count()).toBe(1);
    const seen = await page.locator('main').innerText();
    expect(seen).toContain('niets verstuurd');
    expect(seen).not.toContain('Meidoorn');
    expect(await page.getByRole('button', { name: 'Leg mijn weging vast' }).count()).toBe(0);
    expect(await axeFlawsOf(page)).toEqual([]);
    await journey.look(worker, 'iemand-anders');
    expect(await ownRating(worker, item)).toBeUndefined();

    await comeBack(worker, 'VT-medewerker LB');
    expect(await page.getByLabel('Waarom?').inputValue()).toBe('Vader drinkt weer thuis.');
    expect(await page.getByRole('radio', { name: /^Acuut onveilig/ }).isChecked()).toBe(true);
    await page.getByRole('button', { name: 'Leg mijn weging vast' }).click();
    await page.getByText('Alleen jij ziet dit.').waitFor(patience);
    expect(await ownRating(worker, item)).toMatchObject({ words: 'Vader drinkt weer thuis.' });
  });

  it('SH162 what is written in a document after a colleague signed in waits for its author', async () => {
    const worker = await come('vt-worker');
    await journey.discuss('Den', worker, chair);
    await writeIn(worker.page, 'Feiten', 'Eerst. ');
    await untilText(chair.page, 'Feiten', 'Eerst. ');
    const person = { data: { person: 'local-team-grensdorp' } };
    // Nobody waits until it was saved: what the server does not have yet waits in the page.
    await worker.page.keyboard.insertText('Meteen daarna. ');
    await worker.context.request.post(`${journey.address}/api/v1/practice/sign-in`, person);
    await toldIn(worker.page).waitFor(patience);
    expect(await worker.page.locator('main').innerText()).not.toContain('Eerst.');
    // Whoever opens the case in this browser now has no words of the other.
    const tab = await worker.context.newPage();
    await tab.goto(worker.page.url());
    await textBox(tab, 'Zorgen').waitFor(patience);
    await untilSaving(tab, 'SAVED');
    await tab.close();

    await comeBack(worker, 'VT-medewerker LB');
    await untilSaving(worker.page, 'SAVED');
    await untilText(chair.page, 'Feiten', 'Eerst. Meteen daarna. ');
    await writeIn(worker.page, 'Feiten', 'En verder.');
    await untilText(chair.page, 'Feiten', 'Eerst. Meteen daarna. En verder.');
  });

  it('ID161 two tabs of one person go on when that person signs in again', async () => {
    const worker = await come('vt-worker');
    await journey.discuss('Berk', worker);
    await writeIn(worker.page, 'Zorgen', 'Voor. ');
    await untilSaving(worker.page, 'SAVED');
    await signInBeside(worker, 'VT-medewerker LB');
    await worker.page.bringToFront();
    await writeIn(worker.page, 'Zorgen', 'Na.');
    await untilSaving(worker.page, 'SAVED');
    expect(await toldIn(worker.page).count()).toBe(0);
    expect(await textBox(worker.page, 'Zorgen').innerText()).toContain('Voor. Na.');
  });

  it('SH162 a form, and another screen, wait for the person of the page; another browser notices nothing', async () => {
    const officer = await come('privacy-officer');
    const elsewhere = await come('privacy-officer');
    const { page } = officer;
    await page.goto(`${journey.address}/casussen`, { waitUntil: 'networkidle' });
    const search = page.getByLabel('Zoek in besluiten');
    await search.fill('school van de jongste');
    await signInBeside(officer, 'Voorzitter FK');
    await page.bringToFront();
    await page.getByRole('button', { name: 'Zoek', exact: true }).click(patience);
    await toldIn(page).waitFor(patience);
    expect(await search.inputValue()).toBe('school van de jongste');
    await page.getByRole('link', { name: 'Besluiten' }).first().click(patience);
    await page.waitForLoadState('networkidle');
    expect(page.url()).toBe(`${journey.address}/casussen`);

    await elsewhere.page.goto(`${journey.address}/logboek`, { waitUntil: 'networkidle' });
    await elsewhere.page.evaluate('dispatchEvent(new Event("focus"))');
    expect(await toldIn(elsewhere.page).count()).toBe(0);

    await comeBack(officer, 'Privacyfunctionaris GR');
    await page.waitForURL(`${journey.address}/besluiten`, patience);
  });

  it('SH163 a page that comes back from the browser’s memory shows nothing until it knows who is signed in', async () => {
    const officer = await come('privacy-officer');
    const { page } = officer;
    await page.goto(`${journey.address}/logboek`, { waitUntil: 'networkidle' });
    const transition = (type: string) =>
      page.evaluate(`dispatchEvent(new PageTransitionEvent('${type}', { persisted: true }))`);
    const isSeen = () => page.getByRole('heading', { level: 1 }).isVisible();
    await transition('pagehide');
    expect(await isSeen()).toBe(false);
    await transition('pageshow');
    await page.getByRole('heading', { level: 1 }).waitFor(patience);

    await transition('pagehide');
    await officer.context.request.post(`${journey.address}/api/v1/sign-out`, { data: {} });
    await transition('pageshow');
    await page.getByText('Je bent uitgelogd').first().waitFor(patience);
    expect(await isSeen()).toBe(false);

    await signInBeside(officer, 'Voorzitter FK');
    await page.evaluate('dispatchEvent(new Event("focus"))');
    await toldIn(page).waitFor(patience);
    expect(await isSeen()).toBe(false);
  });

  it('SH163 back and forward give the page of whoever is signed in', async () => {
    const officer = await come('privacy-officer');
    const { page } = officer;
    await page.goto(`${journey.address}/logboek`);
    await page.goto(`${journey.address}/toegankelijkheid`);
    await officer.context.request.post(`${journey.address}/api/v1/practice/sign-in`, {
      data: { person: 'chair' },
    });
    await page.goBack();
    const header = page.getByRole('banner');
    await expect.poll(() => header.innerText(), patience).toContain('Voorzitter FK');
    expect(await header.innerText()).not.toContain('Privacyfunctionaris');
  });
});

describe('without scripts', () => {
  it('SH164 a form of somebody else’s page comes back with its words, and is taken after signing in again', async () => {
    const context = await journey.browser.newContext({ locale: 'nl-NL', javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(journey.address);
    await page.getByRole('button', { name: 'Ga verder als Voorzitter FK' }).click();
    await page.goto(`${journey.address}/casussen`);
    await page.getByLabel('Zoek in besluiten').fill('de school belt');
    const tab = await context.newPage();
    await tab.goto(`${journey.address}/inloggen`);
    await tab.getByRole('button', { name: 'Privacyfunctionaris GR' }).click();
    await page.getByRole('button', { name: 'Zoek', exact: true }).click();
    await page.getByText(`${heading}.`).waitFor(patience);
    expect(await page.getByLabel('Wat je invulde').inputValue()).toBe('de school belt');
    expect(await page.getByText('Privacyfunctionaris').count()).toBe(0);
    await journey.look({ page }, 'iemand-anders-zonder-scripts');
    await tab.goto(`${journey.address}/inloggen`);
    await tab.getByRole('button', { name: 'Ga verder als Voorzitter FK' }).click();
    await page.getByRole('button', { name: 'Verstuur opnieuw' }).click();
    await page.getByLabel('Zoek in besluiten').waitFor(patience);
    expect(await page.getByLabel('Zoek in besluiten').inputValue()).toBe('de school belt');
    await context.close();
  });
});
