import { clearItemRegister } from '@overlegtafel/documents';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { planOf } from '../meeting/case-plan.ts';
import type { MeetingTable } from '../meeting/meeting-table.ts';
import { writeParagraph } from '../meeting/write-case.ts';
import { press, type Seat } from './support/at-table.ts';
import { untilCase } from './support/come-to-table.ts';
import * as step from './support/table-steps.ts';
import { WeekAtScreens } from './support/week-at-screens.ts';

const patience = { timeout: 90_000 };
const journey = { timeout: 900_000 };

let week: WeekAtScreens;
/** Those who sit at the table without a screen of their own in this test, and what is the tenth time the same. */
let at: MeetingTable;
let chair: Seat;
let worker: Seat;
let municipality: Seat;
let police: Seat;
let team: Seat;
let care: Seat;

beforeAll(async () => {
  week = await WeekAtScreens.begin([
    'Voorzitter FK',
    'VT-medewerker LB',
    'Procesregisseur RV',
    'Politie JD',
    'Wijkteam KD',
    'GGZ-behandelaar WJ',
  ]);
  ({ at } = week);
  const seats = week.seats as [Seat, Seat, Seat, Seat, Seat, Seat];
  [chair, worker, municipality, police, team, care] = seats;
}, journey.timeout);

afterAll(() => week?.end());

async function openTable(): Promise<void> {
  await step.putFirst(chair, 'Hazelaar');
  await step.putFirst(chair, 'Els');
  await press(chair, 'Open de tafel');
  await week.opened();
}

/** What last week left is asked about first: whoever has it tells, and the chair reads it at once. */
async function lookBack(): Promise<void> {
  for (const { page } of [chair, worker, team]) {
    await page.getByRole('link', { name: 'Begin met de terugblik' }).click(patience);
    await page.getByRole('heading', { name: 'Terugblik', level: 1 }).waitFor(patience);
  }
  await press(worker, 'Klaar: Vraag de gegevens op bij de kinderarts.');
  await press(team, 'Klaar: Maak met school een afspraak over wie de dochter ophaalt.');
  await press(team, 'Vervalt of niet gelukt: Laat een gezinscoach beginnen.');
  await team.page.getByLabel('Wat is de reden?').selectOption({ label: 'Geen tijd of plek' });
  await team.page.getByLabel('Waarom?').fill('De coach is ziek.');
  await press(team, 'Leg vast');
  await chair.page.getByText('Niet gelukt: De coach is ziek.').waitFor(patience);
  const left = chair.page.getByRole('button', { name: /^Klaar: / });
  await expect.poll(() => left.count(), patience).toBe(1);
}

async function weighEls(): Promise<void> {
  await step.weigh(worker, 'Structureel onveilig', 'Het geweld komt steeds terug.');
  await step.weigh(municipality, 'Structureel onveilig', 'Bekend sinds vorig jaar.');
  await step.weigh(police, 'Acuut onveilig', 'Wij waren er twee keer.');
  expect(await team.page.locator('main').innerText()).not.toContain('Wij waren er twee keer.');
  await step.weigh(team, 'Structureel onveilig', 'De zoon wil hulp.');
  await at.rateAll(planOf('Els'), [
    'vt-worker',
    'process-director',
    'police',
    'local-team-beekdorp',
  ]);
  await step.revealAndAgree(chair, 'Structureel onveilig');
  await team.page.getByText('Wij waren er twee keer.').waitFor(patience);
  for (const seat of [chair, municipality, police, team, worker]) await step.backToCase(seat);
}

/** Handed over to the team, with an action of the police. */
async function decideEls(): Promise<void> {
  await step.answerSafety(worker, 'Alleen met voorwaarden');
  await step.adoptProposal(worker, 'Overdracht');
  await step.agreeWithProposal(municipality);
  await step.chooseOwner(worker, 'Wijkteam KD');
  await step.addCondition(worker, {
    words: 'Moeder belt als het oploopt.',
    caller: 'Moeder',
    callee: '112',
    signal: 'geweld',
  });
  await step.writeText(police, 'Feiten', 'Twee keer ter plaatse geweest.');
  await step.typeAction(worker, 'leg een afspraak op locatie vast @Politie JD morgen');
  await step.typeActionFor(worker, 'Zoon, 16', 'start met de coach @Wijkteam KD woensdag');
  await step.sayWhyNot(worker, 'Dochter, 12', 'de coach spreekt haar ook');
  await step.makeOwed(worker, step.feedback('VT-medewerker LB'));
  await step.sayYes(team, 'Casus Els');
  await step.sayYes(team, 'start met de coach');
  await step.sayYes(police, 'leg een afspraak op locatie vast');
  await step.sayYes(worker, 'Terugkoppeling aan de melder');
  await step.confirmDecision(chair);
  await step.nothingOpen(chair);
}

async function weighHazelaar(): Promise<void> {
  await step.weigh(worker, 'Structureel onveilig', 'De zoon zorgt voor zijn moeder.');
  await step.weigh(municipality, 'Multiproblematisch', 'Armoede en ziekte samen.');
  await step.weigh(team, 'Structureel onveilig', 'Hij mist school.');
  const onScreen = ['vt-worker', 'process-director', 'local-team-beekdorp'] as const;
  await at.rateAll(planOf('Hazelaar'), onScreen);
  await step.revealAndAgree(chair, 'Structureel onveilig');
  for (const seat of [chair, municipality, team, worker]) await step.backToCase(seat);
}

/** Somebody of the mental health service sits there for this case alone, writes with the others and takes an action. */
async function decideHazelaar(): Promise<void> {
  await step.answerSafety(municipality, 'Ja');
  await step.adoptProposal(municipality, 'Voorwaarden & Vervolg');
  await step.agreeWithProposal(municipality);
  await step.chooseOwner(worker, 'VT-medewerker LB');
  await step.addCondition(team, {
    words: 'De zoon gaat elke dag naar school.',
    caller: 'GGZ',
    callee: 'Wijkteam',
    signal: 'een opname',
  });
  await step.writeText(care, 'Krachten', 'Moeder neemt haar medicijnen.');
  await step.typeAction(care, 'maak het crisisplan @GGZ-behandelaar WJ vrijdag');
  await step.typeActionFor(worker, 'Zoon, 10', 'spreek de zoon op school @Wijkteam KD vrijdag');
  await step.makeOwed(worker, step.feedback('VT-medewerker LB'));
  await step.sayYes(worker, 'Casus Hazelaar');
  await step.sayYes(care, 'maak het crisisplan');
  await step.sayYes(team, 'spreek de zoon op school');
  await step.sayYes(worker, 'Terugkoppeling aan de melder');
  await step.confirmDecision(chair);
  await step.nothingOpen(chair);
}

/** The cases that go as the two before them: written by the same people, over the calls of their screens. */
async function discussTheRest(): Promise<void> {
  const same = ['Esdoorn', 'Vlier', 'Meidoorn', 'Linde', 'Berk', 'Olm', 'Beuk', 'Wilg', 'Iep'];
  for (const alias of same) await at.discuss(planOf(alias), { holds: false });
  await at.discuss({ ...planOf('Den'), actions: [] });
}

/** A case that cannot be decided this week, put off in the way that keeps it safe. */
async function defer(alias: string, children: readonly string[]): Promise<void> {
  await chair.page
    .getByRole('link', { name: new RegExp(`^${alias} `) })
    .first()
    .click(patience);
  await untilCase(chair, alias);
  await step.bringToTable(chair);
  await untilCase(worker, alias);
  await press(worker, 'Stel de casus uit, met reden');
  await worker.page.keyboard.type('Deze week is er geen plek; over twee weken wel.');
  await step.answerSafety(worker, 'Ja');
  await step.chooseOwner(worker, 'VT-medewerker LB');
  await step.makeOwed(worker, step.interimCheck('VT-medewerker LB'));
  for (const child of children) await step.sayWhyNot(worker, child, 'de school kijkt mee');
  await step.sayYes(worker, `Casus ${alias}`);
  await step.sayYes(worker, 'Tussentijdse check');
  await step.confirmDecision(chair);
}

async function deferTwo(): Promise<void> {
  await defer('Ceder', ['Zoon, 4', 'Dochter, 7', 'Zoon, 11']);
  await step.addCondition(worker, {
    words: 'De kinderen blijven binnen als het donker is.',
    caller: 'School',
    callee: 'Veilig Thuis',
    signal: 'verzuim',
  });
  await step.makeOwed(worker, step.feedback('VT-medewerker LB'));
  await step.sayYes(worker, 'Terugkoppeling aan de melder');
  await step.nothingOpen(chair);
  await defer('Es', ['Zoon, 10', 'Zoon, 12']);
  await step.nothingOpen(chair);
}

/** What is still open when the chair wants to close, each of another kind. */
async function leaveOpen(): Promise<void> {
  const room = (alias: string) => at.as('vt-worker').open(`item:${at.itemOf(alias)}`);
  const linde = await room('Linde');
  await linde.write((doc) => {
    clearItemRegister(doc, 'safeNow');
  });
  const iep = await room('Iep');
  await iep.write((doc) => {
    writeParagraph(doc, 'decisionText', ' En de telefoon wordt uitgelezen.');
  });
  await at.disagree('Meidoorn');
}

/** Six points, settled on the closing page by whoever they are asked of. */
async function settleAtClosing(): Promise<void> {
  await step.goToClosing(chair);
  await step.goToClosing(worker);
  await chair.page.getByText('Nog 6 punten', { exact: true }).waitFor(patience);
  const close = chair.page.getByRole('button', { name: 'Sluit de tafel' });
  expect(await close.getAttribute('aria-disabled')).toBe('true');

  const linde = await step.settleHere(chair, 'Linde');
  await linde.getByRole('button', { name: 'Kies een antwoord' }).click(patience);
  await chair.page.getByRole('menuitem', { name: 'Ja', exact: true }).click(patience);
  const iep = await step.settleHere(chair, 'Iep');
  await iep.getByText('En de telefoon wordt uitgelezen.').waitFor(patience);
  await iep.getByRole('button', { name: 'Bevestig het besluit' }).click(patience);
  const den = await step.settleHere(chair, 'Den');
  await den.getByRole('button', { name: 'Waarom niet?' }).click(patience);
  await den.getByLabel('Waarom niet?').fill('De school praat morgen met haar.');
  await den.getByRole('button', { name: 'Leg vast' }).click(patience);
  await chair.page.getByText('Nog 3 punten', { exact: true }).waitFor(patience);

  const meidoorn = await step.settleHere(worker, 'Meidoorn');
  await meidoorn
    .getByRole('group', { name: /tegelijk/ })
    .getByRole('button')
    .first()
    .click(patience);
  const wilg = await step.settleHere(worker, 'Wilg');
  await wilg.getByRole('button', { name: /^Ik houd hem zolang vast/ }).click(patience);
  const beuk = await step.settleHere(worker, 'Beuk');
  await beuk.getByRole('button', { name: /^Ik houd hem zolang vast/ }).click(patience);
}

it(
  'TL30, TL40 the practice week goes from its opening to the sealed list, at six screens',
  journey,
  async () => {
    await openTable();
    await lookBack();
    for (const seat of [municipality, police, team, worker])
      await press(seat, 'Volg de voorzitter');
    await chair.page.getByRole('link', { name: 'Naar de casussen' }).click(patience);
    await untilCase(chair, 'Els');
    await step.bringToTable(chair);
    for (const seat of [municipality, police, team, worker]) await untilCase(seat, 'Els');
    await weighEls();
    await decideEls();
    await press(chair, 'Rond af en ga naar Hazelaar');
    for (const seat of [chair, municipality, team, worker]) await untilCase(seat, 'Hazelaar');
    await care.page.getByRole('link', { name: 'Naar casus Hazelaar' }).click(patience);
    await weighHazelaar();
    await decideHazelaar();
    await press(chair, /^Rond af en ga naar/);

    await discussTheRest();
    await deferTwo();
    await leaveOpen();
    await settleAtClosing();
    await step.closeTable(chair);

    await week.sealedAlike(chair, worker);
  },
);
