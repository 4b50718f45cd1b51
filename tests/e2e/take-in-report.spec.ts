import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFlawsOf } from './support/axe-flaws.ts';
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

async function pageOf(person: string, path: string): Promise<Page> {
  const writer = await signInWith(browser, server.address, person);
  const meeting = await meetingToCome(writer, server.address);
  await writer.page.goto(`${server.address}/tafel/${meeting}${path}`, { waitUntil: 'networkidle' });
  return writer.page;
}

async function fillIn(page: Page, signal: string): Promise<void> {
  await page.getByLabel('Signaal').selectOption({ label: signal });
  await page.getByLabel('Soort melding').selectOption({ label: 'eerste melding' });
  await page.getByLabel('Bron van de melding').selectOption({ label: 'Politie' });
  await page.getByLabel('Soort melder').selectOption({ label: 'Bekend' });
  await page.getByLabel('Ontvangen op').fill('2026-11-20');
  await page.getByLabel('Hoe laat').fill('10:15');
  await page.getByLabel('Samenvatting').fill('Ruzie met slaan.');
  await page.getByLabel('Wie is dit?').first().selectOption({ label: 'Moeder' });
  await page.getByLabel('Leeftijd').first().fill('31');
  await page.getByLabel('Wie is dit?').nth(1).selectOption({ label: 'Zoon' });
  await page.getByLabel('Bijnaam van de casus').fill('Casus Ooievaar');
  await page.getByLabel('Gemeente').selectOption({ label: 'Mijnstad' });
}

const send = 'Neem de melding op';

describe('taking in a report by form', () => {
  it('AG23 joins a case that exists, found by its name with the keyboard', async () => {
    const page = await pageOf('vt-worker', '/agenda/melding');
    const choice = page.getByRole('combobox', { name: 'Casus die er al is' });
    await choice.fill('kastan');
    await page.getByRole('option', { name: 'Casus Kastanje' }).waitFor({ timeout: patienceMs });
    expect(await axeFlawsOf(page)).toEqual([]);
    await choice.press('ArrowDown');
    await choice.press('Enter');
    await page.getByText('Deze melding hoort bij Casus Kastanje').waitFor();
    await page.getByText('1 melding tot nu toe').waitFor({ timeout: patienceMs });
    expect(await page.getByLabel('Bijnaam van de casus').count()).toBe(0);
    await page.getByLabel('Signaal').selectOption({ label: 'Melding' });
    await page.getByLabel('Soort melding').selectOption({ label: 'hermelding' });
    await page.getByLabel('Bron van de melding').selectOption({ label: 'Politie' });
    await page.getByLabel('Soort melder').selectOption({ label: 'Bekend' });
    await page.getByLabel('Ontvangen op').fill('2026-11-20');
    await page.getByLabel('Samenvatting').fill('Weer geschreeuw op straat.');
    await page.getByRole('button', { name: send }).click();
    await page.getByText('De melding is opgenomen.').waitFor({ timeout: patienceMs });
    await page.getByRole('link', { name: 'Terug naar de agenda' }).click();
    await page.getByText('Casus Kastanje', { exact: true }).waitFor({ timeout: patienceMs });
  });

  it('AG20 makes a case of it and puts that on the agenda', async () => {
    const page = await pageOf('vt-worker', '/agenda/melding');
    await fillIn(page, 'Melding');
    await page.getByRole('button', { name: send }).click();
    await page.getByText('De melding is opgenomen.').waitFor({ timeout: patienceMs });
    await page.getByRole('link', { name: 'Terug naar de agenda' }).click();
    await page.getByText('Casus Ooievaar', { exact: true }).waitFor({ timeout: patienceMs });
  });

  it('AG341 a reference that came in before is told at its field, and taken once more when that is asked', async () => {
    const page = await pageOf('vt-worker', '/agenda/melding');
    const take = async (alias: string) => {
      await fillIn(page, 'Melding');
      await page.getByLabel('Bijnaam van de casus').fill(alias);
      await page.getByLabel('Kenmerk').first().fill('PL-2026-77');
      await page.getByRole('button', { name: send }).click();
    };
    await take('Casus Kraanvogel');
    await page.getByText('De melding is opgenomen.').waitFor({ timeout: patienceMs });
    await page.getByRole('link', { name: 'Nog een melding' }).click();
    await page.getByLabel('Signaal').waitFor({ timeout: patienceMs });
    await take('Casus Roerdomp');
    const again = page.getByLabel('Neem deze melding op, ook al kennen we het kenmerk');
    await again.waitFor({ timeout: patienceMs });
    expect(await page.getByLabel('Kenmerk').first().getAttribute('aria-invalid')).toBe('true');
    expect(await axeFlawsOf(page)).toEqual([]);
    await again.check();
    await page.getByRole('button', { name: send }).click();
    await page.getByText('De melding is opgenomen.').waitFor({ timeout: patienceMs });
  });

  it('says what is missing, at the field and in a summary that has the focus', async () => {
    const page = await pageOf('vt-worker', '/agenda/melding');
    await page.getByRole('button', { name: send }).click();
    const summary = page.getByRole('group', { name: /punten die nog niet kloppen/ });
    await summary.waitFor({ timeout: patienceMs });
    expect(await summary.getByRole('link').count()).toBeGreaterThan(3);
    await expect
      .poll(() => page.evaluate<string>('document.activeElement.getAttribute("aria-label")'))
      .toContain('nog niet kloppen');
    expect(await page.getByLabel('Soort melding').getAttribute('aria-invalid')).toBe('true');
    expect(await axeFlawsOf(page)).toEqual([]);
  });

  it('AG21 refuses a request for advice with the reason, and records it as what it is', async () => {
    const page = await pageOf('vt-worker', '/agenda/melding');
    await fillIn(page, 'Adviesvraag');
    await page.getByRole('button', { name: send }).click();
    await page.getByText('Een adviesvraag wordt nooit een casus.').first().waitFor({
      timeout: patienceMs,
    });
    expect(await page.getByLabel('Samenvatting').inputValue()).toBe('Ruzie met slaan.');
    expect(await axeFlawsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Leg vast als adviesvraag' }).click();
    await page.getByText('De adviesvraag is vastgelegd.').waitFor({ timeout: patienceMs });
  });

  it('AG22 shows nobody but Veilig Thuis where to fill in who reported', async () => {
    const page = await pageOf('process-director', '/agenda/melding');
    await page.getByText('Alleen Veilig Thuis neemt meldingen op.').waitFor();
    expect(await page.getByLabel('Naam van de melder').count()).toBe(0);
    expect(await page.getByLabel('Geheim adres').count()).toBe(0);
  });
});

describe('preparing a case', () => {
  it('records the proposal, an invitation and the response of the municipality', async () => {
    const page = await pageOf('vt-worker', '');
    const linde = page.getByRole('listitem').filter({ hasText: 'Casus Linde' });
    await linde.getByRole('link', { name: /^Bereid voor/ }).click();
    await page.getByLabel('Wat stel je voor?').selectOption({ label: 'Voorwaarden & Vervolg' });
    await page.getByLabel('In eigen woorden').fill('Eerst veiligheid, dan onderzoek.');
    await page.getByRole('button', { name: 'Leg het voorstel vast' }).click();
    await page.getByText('Het voorstel ligt vast.').waitFor({ timeout: patienceMs });
    await page.getByLabel('Wie?').selectOption({ label: 'Politie JD, Politie Heuvelland-Oost' });
    await page.getByLabel('Grondslag').selectOption({ index: 2 });
    await page.getByLabel(/^Doel/).fill('Weten wat er zaterdag gebeurde.');
    await page.getByLabel(/^Noodzaak/).fill('Alleen de politie was erbij.');
    await page.getByRole('button', { name: 'Nodig uit' }).click();
    await page.getByText('Doel: Weten wat er zaterdag gebeurde.').waitFor({ timeout: patienceMs });
    const path = new URL(page.url()).pathname;

    const { page: director } = await signInWith(browser, server.address, 'process-director', {
      javaScriptEnabled: false,
    });
    await director.goto(server.address + path);
    await director.getByLabel('Wat zegt de gemeente?').selectOption('AGREE');
    await director.getByLabel('Toelichting').fill('Bij ons bekend sinds 2024, bij het wijkteam.');
    await director.getByRole('button', { name: 'Leg de reactie vast' }).click();
    await director.getByText('De reactie ligt vast.').waitFor();
    await director.getByText('Bij ons bekend sinds 2024, bij het wijkteam.').first().waitFor();
  });

  it('takes somebody who knows the family out of the case', async () => {
    const page = await pageOf('behavioural-scientist', '');
    const wilg = page.getByRole('listitem').filter({ hasText: 'Casus Wilg' });
    await wilg.getByRole('link', { name: /^Bereid voor/ }).click();
    await page.locator('summary', { hasText: 'Ik ken dit gezin' }).click();
    await page.getByLabel('Waarvan ken je het gezin? Zonder namen.').fill('Buren.');
    const path = new URL(page.url()).pathname;
    await page.getByRole('button', { name: 'Ik doe niet mee' }).click();
    await page.waitForURL(/\/tafel\/[a-z2-7]{26}$/);
    const answer = await page.goto(server.address + path);
    expect(answer?.status()).toBe(404);
  });
});
