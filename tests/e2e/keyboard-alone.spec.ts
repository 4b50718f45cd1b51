import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { planOf } from '../meeting/case-plan.ts';
import { MeetingTable } from '../meeting/meeting-table.ts';
import { closePracticeWeek } from '../meeting/races/close-practice-week.ts';
import { ByKeyboard } from './support/by-keyboard.ts';
import { openBrowser } from './support/open-browser.ts';
import { type RunningServer, startServer } from './support/start-server.ts';

const patience = { timeout: 90_000 };
const journey = { timeout: 900_000 };
const aliases = ['Iris', 'Varen'];
const level = 'Structureel onveilig';

let browser: Browser;
let server: RunningServer;
let at: MeetingTable;
let page: Page;
let keyboard: ByKeyboard;

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), openBrowser()]);
  const practiceWeek = await MeetingTable.sitDown(server.address);
  await closePracticeWeek(practiceWeek);
  at = await MeetingTable.sitDown(server.address, practiceWeek);
  for (const alias of aliases) await at.report(alias);
  await at.lookAtAgenda();
  page = await (await browser.newContext({ locale: 'nl-NL' })).newPage();
  keyboard = new ByKeyboard(page);
}, journey.timeout);

afterAll(async () => {
  at?.leave();
  await browser?.close();
  await server?.stop();
});

const button = (name: string | RegExp) => page.getByRole('button', { name });
const link = (name: string | RegExp) => page.getByRole('link', { name });
const steps = () => page.getByRole('navigation', { name: 'Verloop van het overleg' });

async function openTable(): Promise<void> {
  await page.goto(server.address);
  await keyboard.press(button('Ga verder als Voorzitter FK'));
  await keyboard.press(link(/^(Naar de agenda|Ga naar de tafel)$/));
  await keyboard.press(button('Open de tafel'));
  await keyboard.press(link('Begin met de terugblik'));
  await page.getByRole('heading', { name: 'Terugblik', level: 1 }).waitFor(patience);
  await at.everybodyEnters();
  await keyboard.press(link('Naar de casussen'));
}

/** Everybody weighs alone; the chair shows it and records what the table agrees. */
async function weigh(alias: string): Promise<void> {
  await at.rateAll(planOf(alias));
  await keyboard.press(link(/Weeg samen/));
  await keyboard.pressOnceReady(button('Onthul de wegingen'));
  const choice = page.getByRole('radio', { name: level });
  await choice.waitFor(patience);
  await keyboard.choose(page.getByRole('radiogroup').filter({ has: choice }), choice);
  await keyboard.press(button(`Leg dit niveau vast: ${level}`));
  await page.getByText(/^Vastgelegd door/).waitFor(patience);
  await keyboard.press(link('Terug naar de casus'));
}

/** The table writes and says yes from its own places; the chair answers what is asked first, and takes an action. */
async function decide(alias: string): Promise<void> {
  await at.write(planOf(alias));
  const safety = page.getByRole('radiogroup', { name: 'Is het nu veilig?' });
  await keyboard.choose(safety, safety.getByRole('radio', { name: 'Ja', exact: true }));
  await keyboard.reach(button('Zoek'));
  await page.keyboard.press('a');
  await expect.poll(() => page.locator('#new-action:focus').count(), patience).toBe(1);
  await page.keyboard.type(`bel de school van ${alias} @Voorzitter FK morgen`);
  await page.keyboard.press('Enter');
  await keyboard.press(button(`Ja, ik doe dit: bel de school van ${alias}`));
  await at.sayYes(alias);
  await keyboard.press(button('Bevestig het besluit'));
  const open = page.locator('#klaar [data-blocker]');
  await expect.poll(() => open.allInnerTexts(), patience).toEqual([]);
}

async function discuss(alias: string): Promise<void> {
  await page.getByRole('heading', { level: 1, name: `Casus ${alias}` }).waitFor(patience);
  await page.getByText('Deze casus is nu aan tafel.').waitFor(patience);
  await weigh(alias);
  await decide(alias);
  await keyboard.pressOnceReady(page.locator('#klaar').getByRole('button', { name: /^Rond / }));
}

it(
  'AX11 a chair holds a whole meeting with the keyboard alone, from signing in to the sealed list',
  journey,
  async () => {
    expect(at.aliases.toSorted()).toEqual(aliases);
    await openTable();
    // Whoever goes on from one case to the next brings that one along; the first is brought.
    await keyboard.press(button('Breng aan tafel'));
    await at.lookAtAgenda();
    for (const alias of at.aliases) await discuss(alias);
    await keyboard.press(steps().getByRole('link', { name: /^Afronden/ }));
    await page.getByText('Klaar om te sluiten').waitFor(patience);
    const close = button('Sluit de tafel');
    await keyboard.pressOnceReady(close);
    await page.getByRole('heading', { name: /^Besluitenlijst week/ }).waitFor(patience);
    await keyboard.press(link('Open de besluitenlijst').first());
    await page.waitForURL(/\/besluiten\//, patience);
    for (const alias of aliases)
      await page.getByRole('heading', { name: `Casus ${alias}`, exact: true }).waitFor(patience);
    expect((await at.read()).state).toBe('CLOSED');
  },
);
