import type { Browser, Locator, Page } from 'playwright-core';
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

async function agendaOf(person: string, options = {}): Promise<Page> {
  const writer = await signInWith(browser, server.address, person, options);
  const meeting = await meetingToCome(writer, server.address);
  await writer.page.goto(`${server.address}/tafel/${meeting}`);
  await writer.page.getByRole('heading', { name: 'Casussen', level: 2 }).waitFor();
  return writer.page;
}

function rows(page: Page): Locator {
  return page.locator('li[data-item]');
}

async function aliases(page: Page): Promise<readonly string[]> {
  return rows(page).locator('.what b').allTextContents();
}

/** The order can be changed once the document of the meeting is there. */
async function untilMovable(page: Page): Promise<void> {
  await page.locator('li[data-item][draggable=true]').first().waitFor({ timeout: patienceMs });
}

const head =
  'signaal;soort melding;bron;soort melder;ontvangen op;samenvatting;casus;gemeente;huishouden';
const birds =
  'Lijster Merel Vink Kievit Reiger Zwaluw Mees Specht Wulp Grutto Zegge Klaver Varen Brem Salie Tijm Munt Dille Duin Poel';

/** A week of 20 reports; two lines have a mistake. */
function week(): string {
  const lines = birds.split(' ').map((bird, index) => {
    const source = index === 4 ? 'sterrenwacht' : 'politie';
    const day = index === 9 ? '31-02-2026' : '20-11-2026 10:15';
    return `politiemelding;eerste melding;${source};bekend;${day};Ruzie thuis.;Casus ${bird};mijnstad;moeder 31, dochter 6`;
  });
  return [head, ...lines].join('\r\n');
}

describe('the agenda in preparation', () => {
  it('AG1, AG2, AG3 is put in order by key and by menu, for everybody, and a move is undone', async () => {
    const page = await agendaOf('chair');
    const other = await agendaOf('secretary');
    await untilMovable(page);
    const before = await aliases(page);
    const [first, second] = before;
    const link = rows(page)
      .nth(1)
      .getByRole('link', { name: /^Bereid voor/ });
    await link.focus();
    await page.keyboard.press('Alt+ArrowUp');
    await page.getByText(`${second} staat nu op plek 1 van ${before.length}.`).first().waitFor();
    const focused = 'document.activeElement.closest("[data-item]").textContent';
    expect(await page.evaluate<string>(focused)).toContain(second);
    await expect.poll(() => aliases(other), { timeout: patienceMs }).toEqual(await aliases(page));

    await page.getByRole('button', { name: `Verplaats ${first}` }).click();
    await page.getByRole('menuitem', { name: 'Onderaan' }).click();
    await expect.poll(async () => (await aliases(page)).at(-1)).toBe(first);
    await page.getByRole('button', { name: 'Maak ongedaan' }).click();
    await expect.poll(async () => (await aliases(page))[1]).toBe(first);
  });

  it('AG1 is put in order by dragging', async () => {
    const page = await agendaOf('chair');
    await untilMovable(page);
    const [first] = await aliases(page);
    await rows(page)
      .first()
      .dragTo(rows(page).nth(3), { sourcePosition: { x: 5, y: 5 } });
    await expect.poll(async () => (await aliases(page)).indexOf(first ?? '')).toBeGreaterThan(1);
  });

  it('AG5 keeps the minutes of a case, and every time after it moves along', async () => {
    const page = await agendaOf('chair');
    await untilMovable(page);
    const times = (): Promise<string[]> => rows(page).locator('.time').allTextContents();
    const [, second] = await times();
    await rows(page).first().getByRole('textbox').fill('25');
    await page.keyboard.press('Tab');
    await expect.poll(times, { timeout: patienceMs }).not.toContain(second);
    await page.reload();
    expect(await rows(page).first().getByRole('textbox').inputValue()).toBe('25');
  });

  it('AG320 minutes are a number in figures, and the wheel does not change them', async () => {
    const page = await agendaOf('chair');
    await untilMovable(page);
    const minutes = rows(page).first().getByRole('textbox');
    const before = await minutes.inputValue();
    await minutes.focus();
    await minutes.hover();
    await page.mouse.wheel(0, -400);
    await page.keyboard.press('ArrowUp');
    expect(await minutes.inputValue()).toBe(before);
    await minutes.fill('17,5');
    await page.keyboard.press('Tab');
    await page.getByText('Minuten is geen heel getal. Schrijf alleen cijfers, zoals 17.').waitFor();
    await page.reload();
    expect(await minutes.inputValue()).toBe(before);
  });

  it('AG10, AG11 takes in a week of 20 reports from a file, without the two that are wrong', async () => {
    const page = await agendaOf('vt-worker');
    const count = await rows(page).count();
    await page.getByRole('link', { name: 'Week inlezen uit een bestand' }).click();
    const file = page.getByLabel('Bestand met meldingen (CSV)');
    await file.setInputFiles({
      name: 'week.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(week()),
    });
    await page.getByText('18 meldingen kloppen').waitFor({ timeout: patienceMs });
    await page.getByText('2 regels met een fout').waitFor();
    const mistakes = page.getByRole('table', { name: 'Fouten in het bestand' });
    await mistakes
      .getByRole('row')
      .filter({ hasText: 'Regel 6' })
      .getByText('bron')
      .first()
      .waitFor();
    await mistakes
      .getByRole('row')
      .filter({ hasText: 'Regel 11' })
      .getByText('ontvangen op')
      .first()
      .waitFor();
    expect(await axeFlawsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Neem 18 meldingen op' }).click();
    await page.getByText('18 meldingen zijn opgenomen.').waitFor({ timeout: patienceMs });
    await page.getByRole('link', { name: 'Terug naar de agenda' }).click();
    await expect.poll(() => rows(page).count(), { timeout: patienceMs }).toBe(count + 18);
  });

  it('can be read without JavaScript', async () => {
    const page = await agendaOf('police', { javaScriptEnabled: false });
    expect(await rows(page).count()).toBeGreaterThan(0);
    expect(await page.getByRole('link', { name: 'Nieuwe melding' }).count()).toBe(0);
  });

  it('is opened by the chair, also before JavaScript is there', async () => {
    const page = await agendaOf('chair');
    await page.getByRole('button', { name: 'Open de tafel' }).click();
    await page.getByRole('heading', { name: 'Opening', level: 1 }).waitFor({ timeout: patienceMs });
  });
});
