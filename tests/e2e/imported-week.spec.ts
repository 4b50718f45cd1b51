import { clearItemRegister } from '@overlegtafel/documents';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type CasePlan, planOf } from '../meeting/case-plan.ts';
import type { MeetingTable } from '../meeting/meeting-table.ts';
import { press, type Seat } from './support/at-table.ts';
import { untilCase } from './support/come-to-table.ts';
import * as step from './support/table-steps.ts';
import { WeekAtScreens } from './support/week-at-screens.ts';

const patience = { timeout: 90_000 };
const journey = { timeout: 900_000 };
const birds =
  'Lijster Merel Vink Kievit Reiger Zwaluw Mees Specht Wulp Grutto Zegge Klaver Varen Brem Salie Tijm Munt Dille Duin Poel';
const imported = birds.split(' ');
/** Who decides on a screen; the others are told to the table in the same way, over its calls. */
const onScreen = ['Lijster', 'Merel'];

let week: WeekAtScreens;
let at: MeetingTable;
let chair: Seat;
let worker: Seat;
let municipality: Seat;
let team: Seat;

beforeAll(async () => {
  week = await WeekAtScreens.begin([
    'Voorzitter FK',
    'VT-medewerker LB',
    'Procesregisseur RV',
    'Wijkteam SM',
  ]);
  ({ at } = week);
  [chair, worker, municipality, team] = week.seats as [Seat, Seat, Seat, Seat];
}, journey.timeout);

afterAll(() => week?.end());

const head =
  'signaal;soort melding;bron;soort melder;ontvangen op;samenvatting;casus;gemeente;huishouden';

/** A week of 20 reports as a spreadsheet writes it. */
function weekFile(source: string): string {
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

/** What the table makes of a case: for the imported ones, what it makes of every first report. Nobody weighs it again. */
function planFor(alias: string): CasePlan {
  const like = planOf('Brem');
  const plan = imported.includes(alias) ? { ...like, alias } : planOf(alias);
  return like.alarm === undefined ? plan : { alarm: like.alarm, ...plan };
}

/** A case from the moment that the chair has it on the screen, by people at four screens. */
async function decide(alias: string): Promise<void> {
  for (const seat of [chair, worker, municipality]) await untilCase(seat, alias);
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
  // Whoever is named sees the case from then on, and says yes in their own browser.
  await step.goToCases(team);
  await untilCase(team, alias);
  await step.sayYes(team, 'spreek de dochter');
  await step.confirmDecision(chair);
  await step.nothingOpen(chair);
  await press(chair, /^Rond af en ga naar/);
}

/** The cases that go as those before: written and answered by the same people, over the calls of their screens. */
async function discussTheRest(): Promise<void> {
  for (const alias of at.aliases) {
    if (onScreen.includes(alias)) continue;
    const plan = planFor(alias);
    await at.as('chair').must('bringToTable', { params: { item: at.itemOf(alias) } });
    await at.write(plan);
    await at.sayYes(alias);
    // One is left for the closing page.
    if (alias !== 'Grutto') await at.confirm(alias);
  }
}

async function takeInWeek(): Promise<void> {
  const before = at.aliases.length;
  const { page } = worker;
  await page.getByRole('link', { name: 'Week inlezen uit een bestand' }).click(patience);
  await choose(worker, 'week.csv', weekFile('sterrenwacht'));
  await page.getByText('19 meldingen kloppen').waitFor(patience);
  const wrong = page.getByRole('row').filter({ hasText: 'Regel 8' });
  await wrong.getByText('bron').first().waitFor(patience);
  await press(worker, 'Kies een ander bestand');
  await choose(worker, 'week-2.csv', weekFile('politie'));
  await page.getByText('20 meldingen kloppen').waitFor(patience);
  await press(worker, 'Neem 20 meldingen op');
  await page.getByText('20 meldingen zijn opgenomen.').waitFor(patience);
  await page.getByRole('link', { name: 'Terug naar de agenda' }).first().click(patience);
  const rows = page.locator('li[data-item]');
  await expect.poll(() => rows.count(), patience).toBe(before + imported.length);
}

async function settleAtClosing(): Promise<void> {
  const vink = await at.as('vt-worker').open(`item:${at.itemOf('Vink')}`);
  await vink.write((doc) => {
    clearItemRegister(doc, 'safeNow');
  });
  await step.goToClosing(chair);
  await step.goToClosing(worker);
  await chair.page.getByText('Nog 2 punten', { exact: true }).waitFor(patience);
  const unsafe = await step.settleHere(worker, 'Vink');
  await unsafe.getByRole('button', { name: 'Kies een antwoord' }).click(patience);
  await worker.page.getByRole('menuitem', { name: 'Ja', exact: true }).click(patience);
  const open = await step.settleHere(chair, 'Grutto');
  await open.getByText('Voorwaarden en vervolg.').waitFor(patience);
  await open.getByRole('button', { name: 'Bevestig het besluit' }).click(patience);
}

it(
  'TL41 a week of 20 reports from a file is held to its sealed list, at four screens',
  journey,
  async () => {
    await takeInWeek();
    for (const bird of onScreen.toReversed()) await step.putFirst(chair, bird);
    await press(chair, 'Open de tafel');
    await week.opened();
    for (const seat of [worker, municipality]) await press(seat, 'Volg de voorzitter');
    await chair.page.getByRole('link', { name: 'Naar casus Lijster' }).click(patience);
    await untilCase(chair, 'Lijster');
    await step.bringToTable(chair);
    for (const alias of onScreen) await decide(alias);
    await discussTheRest();
    await settleAtClosing();
    await step.closeTable(chair);

    expect(at.aliases).toEqual(expect.arrayContaining(imported));
    await week.sealedAlike(chair, worker);
  },
);
