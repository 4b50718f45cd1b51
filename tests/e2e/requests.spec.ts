import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Participant } from '../meeting/table-client.ts';
import { axeFlawsOf } from './support/axe-flaws.ts';
import { openBrowser } from './support/open-browser.ts';
import { signIn } from './support/practice-note.ts';
import { signInWith } from './support/practice-agenda.ts';
import { type RunningServer, startServer } from './support/start-server.ts';

const patience = { timeout: 30_000 };
const kind = 'Aanpassing van het dossier';

let browser: Browser;
let server: RunningServer;
let caseId: string;

beforeAll(async () => {
  [browser, server] = await Promise.all([openBrowser(), startServer()]);
  const chair = await Participant.signIn(server.address, 'chair');
  const { meetings } = await chair.must('meetings', { params: { table: 'oefentafel' } });
  const meeting = meetings.find(({ state }) => state === 'PREPARED')?.id ?? '';
  const { items } = await chair.must('meeting', { params: { meeting } });
  caseId = items.find(({ alias }) => alias === 'Casus Linde')?.caseId ?? '';
});

afterAll(async () => {
  await browser.close();
  await server.stop();
});

describe('what people ask about their own data', () => {
  it('RN50 is taken in by Veilig Thuis from the case, and says what is missing', async () => {
    const { page, context } = await signIn(browser, server.address, 'vt-worker');
    await page.goto(`${server.address}/casus/${caseId}`);
    await page.getByRole('link', { name: 'Neem een verzoek over deze casus op' }).click(patience);
    const send = page.getByRole('button', { name: 'Neem het verzoek op' });
    expect(await page.getByLabel('Nummer van de casus').inputValue()).toBe(caseId);
    await send.click(patience);
    await page.getByText('Kies wat deze persoon vraagt.').waitFor(patience);
    await page.getByText('Vul in op welke dag het verzoek binnenkwam.').waitFor(patience);
    await page.getByLabel('Wat vraagt deze persoon?').selectOption({ label: kind });
    await page.getByLabel('Ontvangen op').fill('2026-11-02');
    await send.click(patience);
    await page.getByText('Het verzoek is opgenomen.').waitFor(patience);
    const open = page.locator('main li', { hasText: kind });
    await open.getByText('De privacyfunctionaris beantwoordt dit verzoek.').first().waitFor();
    expect(await page.getByText('Beantwoord', { exact: true }).count()).toBe(0);
    expect(await axeFlawsOf(page)).toEqual([]);
    await context.close();
  });

  it('RN50 is read without JavaScript, with its term, and others read whom to ask', async () => {
    const still = { javaScriptEnabled: false };
    const officer = await signInWith(browser, server.address, 'privacy-officer', still);
    await officer.page.goto(`${server.address}/verzoeken`);
    const open = officer.page.locator('main li', { hasText: kind });
    await open
      .getByText(/nog \d+ |te laat/)
      .first()
      .waitFor(patience);
    await officer.context.close();
    const chair = await signIn(browser, server.address, 'chair');
    await chair.page.goto(`${server.address}/verzoeken`);
    await chair.page.getByText('Alleen de privacyfunctionaris en Veilig Thuis').waitFor(patience);
    await chair.page.locator('main').getByRole('link', { name: 'Naar mijn week' }).waitFor();
    expect(await chair.page.getByText(kind).count()).toBe(0);
    await chair.context.close();
  });

  it('RN50 is answered by the privacy officer, with a reason, after a case was put on hold and let go', async () => {
    const { page, context } = await signIn(browser, server.address, 'privacy-officer');
    await page.goto(server.address);
    await page.getByRole('link', { name: 'Verzoeken' }).click(patience);
    const open = page.locator('main li', { hasText: kind }).filter({ hasText: caseId.slice(0, 6) });
    await open.getByRole('link', { name: 'Niet vernietigen' }).click(patience);
    await page.getByText('Deze casus wordt nu niet vastgehouden.').waitFor(patience);
    await page.getByRole('button', { name: 'Houd vast', exact: true }).click(patience);
    await page.getByText('Schrijf op waarom deze casus nu niet weg mag.').waitFor(patience);
    await page.getByLabel('Waarom mag deze casus nu niet weg?').fill('Er loopt een klacht.');
    await page.getByRole('button', { name: 'Houd vast', exact: true }).click(patience);
    await page.getByText('De casus wordt vastgehouden.').waitFor(patience);
    expect(await page.locator('main section', { hasText: 'Er loopt een klacht.' }).count()).toBe(1);
    expect(await axeFlawsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Houd niet langer vast' }).click(patience);
    await page.getByText('De casus wordt niet langer vastgehouden.').waitFor(patience);
    await page.getByRole('link', { name: 'Terug naar de verzoeken' }).click(patience);

    await open.getByText('Beantwoord', { exact: true }).click(patience);
    const send = open.getByRole('button', { name: 'Leg het antwoord vast' });
    await send.click(patience);
    await open.getByText('Kies eerst je antwoord.').waitFor(patience);
    await open.getByLabel('Afgewezen').check();
    await send.click(patience);
    await open.getByText('Schrijf op waarom je het verzoek afwijst.').waitFor(patience);
    expect(await open.getByLabel('Afgewezen').isChecked()).toBe(true);
    await open
      .getByLabel('Waarom wijs je het af?')
      .fill('Het belang van de dochter weegt zwaarder.');
    await send.click(patience);
    await page.getByText('Het antwoord is vastgelegd.').waitFor(patience);
    await expect.poll(() => open.count(), patience).toBe(0);
    await context.close();
  });
});
