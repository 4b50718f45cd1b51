import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { answerSheet, type CasePlan } from '../meeting/case-plan.ts';
import { MeetingTable } from '../meeting/meeting-table.ts';
import { Stand } from '../meeting/stand.ts';
import { press, type Seat } from './support/at-table.ts';
import { openBrowser } from './support/open-browser.ts';
import { comeToTable, untilCase } from './support/come-to-table.ts';
import * as step from './support/table-steps.ts';

const patience = { timeout: 60_000 };
const birds =
  'Lijster Merel Vink Kievit Reiger Zwaluw Mees Specht Wulp Grutto Zegge Klaver Varen Brem Salie Tijm Munt Dille Duin Poel';
const imported = birds.split(' ');
/** Who decides on a screen; the others are told to the table in the same way, over its calls. */
const onScreen = ['Lijster', 'Merel'];

let browser: Browser;
let stand: Stand;
let at: MeetingTable;
let chair: Seat;
let worker: Seat;
let municipality: Seat;
let team: Seat;

beforeAll(async () => {
  [stand, browser] = await Promise.all([Stand.make('sqlite'), openBrowser()]);
  const { url } = await stand.start();
  at = await MeetingTable.sitDown(url);
  [chair, worker, municipality, team] = await Promise.all([
    comeToTable(browser, url, 'Voorzitter FK'),
    comeToTable(browser, url, 'VT-medewerker LB'),
    comeToTable(browser, url, 'Procesregisseur RV'),
    comeToTable(browser, url, 'Wijkteam SM'),
  ]);
});

afterAll(async () => {
  at?.leave();
  await browser?.close();
  await stand?.leave();
});

const head =
  'signaal;soort melding;bron;soort melder;ontvangen op;samenvatting;casus;gemeente;huishouden';

/** A week of 20 reports as a spreadsheet writes it. */
function week(source: string): string {
  const lines = imported.map(
    (bird) =>
      `politiemelding;eerste melding;${bird === 'Mees' ? source : 'politie'};bekend;20-11-2026 10:15;Ruzie thuis.;Casus ${bird};mijnstad;moeder 31, dochter 6`,
  );
  return [head, ...lines].join('\r\n');
}

async function choose({ page }: Seat, name: string, text: string): Promise<void> {
  await page.getByLabel('Bestand met meldingen (CSV)').setInputFiles({
    name,
    mimeType: 'text/csv',
    buffer: Buffer.from(text),
  });
}

/** What the table makes of a report that says no more than the others. */
function planFor(alias: string): CasePlan {
  const [like] = answerSheet.slice(-1);
  const known = answerSheet.find((plan) => plan.alias === alias && !imported.includes(alias));
  if (like === undefined) throw new Error('no plan at all');
  return known ?? { ...like, alias };
}

/** A case from the moment that the chair has it on the screen, by people at four screens. */
async function decide(alias: string): Promise<void> {
  await step.bringToTable(chair);
  for (const seat of [worker, municipality]) await untilCase(seat, alias);
  await step.weigh(worker, 'Structureel onveilig', 'De politie kwam eerder.');
  await step.weigh(municipality, 'Structureel onveilig', 'Bij ons bekend.');
  await at.rateAll(planFor(alias), ['vt-worker', 'process-director']);
  await step.revealAndAgree(chair, 'Structureel onveilig');
  for (const seat of [chair, worker, municipality]) await step.backToCase(seat);

  await step.answerSafety(worker, 'Alleen met voorwaarden');
  await step.propose(worker, 'Voorwaarden & Vervolg', 'Samen afspraken maken.');
  await step.agreeWithProposal(municipality);
  await step.adoptProposal(municipality, 'Voorwaarden & Vervolg');
  await step.chooseOwner(worker, 'VT-medewerker LB');
  await step.addCondition(municipality, {
    words: 'Vader slaapt elders.',
    caller: 'Moeder',
    callee: '112',
    signal: 'hij staat voor de deur',
  });
  await step.typeActionFor(worker, 'Dochter, 6', 'spreek de dochter @Wijkteam SM vrijdag');
  await step.makeOwed(worker, step.feedback('VT-medewerker LB'));
  await step.sayYes(worker, `Casus ${alias}`);
  await step.sayYes(worker, 'Terugkoppeling aan de melder');
  await step.confirmDecision(chair);
}

it('TL41 a week of 20 reports from a file is held to its sealed list', async () => {
  await worker.page.getByRole('link', { name: 'Week inlezen uit een bestand' }).click(patience);
  await choose(worker, 'week.csv', week('sterrenwacht'));
  await worker.page.getByText('19 meldingen kloppen').waitFor(patience);
  await worker.page
    .getByRole('row')
    .filter({ hasText: 'Regel 8' })
    .getByText('bron')
    .first()
    .waitFor();
  await press(worker, 'Kies een ander bestand');
  await choose(worker, 'week-2.csv', week('politie'));
  await worker.page.getByText('20 meldingen kloppen').waitFor(patience);
  await press(worker, 'Neem alle 20 meldingen op');
  await worker.page.getByText('20 meldingen zijn opgenomen.').waitFor(patience);
  await worker.page.getByRole('link', { name: 'Terug naar de agenda' }).click(patience);
  await expect
    .poll(() => worker.page.locator('li[data-item]').count(), patience)
    .toBe(at.aliases.length + imported.length);

  for (const bird of onScreen.toReversed()) await step.putFirst(chair, bird);
  await press(chair, 'Open de tafel');
  for (const { page } of [chair, worker, municipality, team])
    await page.getByRole('heading', { name: 'Opening', level: 1 }).waitFor(patience);
  await at.everybodyEnters();
  await at.lookAtAgenda();
  await at.answerChecks();
  for (const seat of [worker, municipality]) await press(seat, 'Volg de voorzitter');

  await chair.page.getByRole('link', { name: 'Naar casus Lijster' }).click(patience);
  await decide('Lijster');
});
