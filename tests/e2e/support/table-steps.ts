import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import { press, type Seat } from './at-table.ts';
import { answer, textBox } from './case-sheet.ts';

/**
 * What people do in a case at the table, each through their own screen. Every step ends once the screen of whoever
 * did it shows that it was done.
 */

const patience = { timeout: 90_000 };

/** The chair brings the case on the screen to the table. */
export async function bringToTable(chair: Seat): Promise<void> {
  await press(chair, 'Breng aan tafel');
  await chair.page.getByText('Deze casus is nu aan tafel.').waitFor(patience);
}

/** Goes from the case to its weighing, weighs alone, and stays there. */
export async function weigh(seat: Seat, level: string, words: string): Promise<void> {
  const { page } = seat;
  await page.getByRole('link', { name: /Weeg samen/ }).click(patience);
  await page.getByRole('radio', { name: new RegExp(`^${level}`) }).click(patience);
  await page.getByLabel('Waarom?').fill(words);
  await press(seat, 'Leg mijn weging vast');
  await page.getByText('Alleen jij ziet dit.').waitFor(patience);
}

/** Once everybody weighed: all weighings at the same time, and the level that the table agrees. */
export async function revealAndAgree(chair: Seat, level: string): Promise<void> {
  const { page } = chair;
  await page.getByRole('link', { name: /Weeg samen/ }).click(patience);
  const reveal = page.getByRole('button', { name: 'Onthul de wegingen' });
  await expect.poll(() => reveal.getAttribute('aria-disabled'), patience).toBeNull();
  await press(chair, 'Onthul de wegingen');
  await page.getByRole('radio', { name: level }).click(patience);
  await press(chair, `Leg dit niveau vast: ${level}`);
  await page.getByText(/^Vastgelegd door/).waitFor(patience);
}

export async function backToCase({ page }: Seat): Promise<void> {
  await page.getByRole('link', { name: 'Terug naar de casus' }).click(patience);
  await page.getByRole('radiogroup', { name: 'Is het nu veilig?' }).waitFor(patience);
}

/** Whether it is safe now: the first question. */
export async function answerSafety({ page }: Seat, name: string): Promise<void> {
  await page
    .getByRole('radiogroup', { name: 'Is het nu veilig?' })
    .getByRole('radio', { name, exact: true })
    .click(patience);
  await expect
    .poll(() => answer(page, name).first().getAttribute('aria-checked'), patience)
    .toBe('true');
}

/** The municipality agrees with what Veilig Thuis proposed. */
export async function agreeWithProposal(seat: Seat): Promise<void> {
  await press(seat, 'Eens');
  await seat.page.getByRole('button', { name: 'Wijzig de reactie' }).waitFor(patience);
}

/** What was proposed becomes the decision that the table tests. */
export async function adoptProposal(seat: Seat, kind: string): Promise<void> {
  await press(seat, 'Neem het voorstel over');
  const chosen = seat.page.getByLabel('Wat besluit de tafel?').locator('option:checked');
  await expect.poll(() => chosen.textContent(), patience).toContain(kind);
}

export async function chooseOwner({ page }: Seat, label: string): Promise<void> {
  await page.getByLabel('Zaakhouder', { exact: true }).selectOption({ label }, patience);
}

interface Alarm {
  readonly words: string;
  readonly caller: string;
  readonly callee: string;
  readonly signal: string;
}

/** A safety condition with who rings the bell. */
export async function addCondition(seat: Seat, alarm: Alarm): Promise<void> {
  const { page } = seat;
  await page.getByLabel('Wat moet er minstens?').fill(alarm.words, patience);
  await page.getByLabel('Wie belt?').fill(alarm.caller);
  await page.getByLabel('Wie wordt gebeld?').fill(alarm.callee);
  await page.getByLabel('Bij welk signaal?').fill(alarm.signal);
  await press(seat, 'Voeg voorwaarde toe');
  await page.getByText(`Signaal: ${alarm.signal}`).waitFor(patience);
}

/** An action in one line, by keys alone: `spreek moeder @politie vrijdag`. */
export async function typeAction({ page }: Seat, line: string): Promise<void> {
  await page.locator('h1').first().focus();
  await page.keyboard.press('a');
  await page.keyboard.type(line);
  await page.keyboard.press('Enter');
  await page
    .getByText(/^Actie toegevoegd: /)
    .first()
    .waitFor({ ...patience, state: 'attached' });
}

/** An action for one child, in one line. */
export async function typeActionFor({ page }: Seat, child: string, line: string): Promise<void> {
  await page.getByRole('button', { name: `Geef actie: ${child}` }).click(patience);
  await page.getByRole('combobox', { name: `Nieuwe actie voor ${child}` }).fill(line);
  await page.keyboard.press('Enter');
  await page
    .getByRole('button', { name: `Geef actie: ${child}` })
    .waitFor({ ...patience, state: 'detached' });
}

/** Why nobody does anything for this child now. */
export async function sayWhyNot(seat: Seat, child: string, reason: string): Promise<void> {
  const { page } = seat;
  await page.getByRole('button', { name: `Waarom niet: ${child}` }).click(patience);
  await page.getByLabel(`Waarom doet nu niemand iets voor ${child}?`).fill(reason);
  await page.keyboard.press('Enter');
  await page.getByText(`${child}: niets nu, want ${reason}`).waitFor(patience);
}

/** Makes the action that the case owes, such as telling the reporter, and says who does it. */
export async function makeOwed(
  seat: Seat,
  { offer, words, owner }: Readonly<Record<'offer' | 'words' | 'owner', string>>,
): Promise<void> {
  await press(seat, offer);
  const choice = seat.page.getByLabel(`Eigenaar van ‘${words}’`);
  await expect.poll(() => choice.and(seat.page.locator(':focus')).count(), patience).toBe(1);
  await choice.selectOption({ label: owner }, patience);
}

/** Somebody says yes in their own name, to the case or to an action. */
export async function sayYes(seat: Seat, what: string): Promise<void> {
  const name = `Ja, ${what.startsWith('Casus ') ? 'ik heb hem' : 'ik doe dit'}: ${what}`;
  await press(seat, name);
  const still = seat.page.getByRole('button', { name });
  await expect.poll(() => still.count(), patience).toBe(0);
}

export async function writeText({ page }: Seat, label: string, text: string): Promise<void> {
  await textBox(page, label).click(patience);
  await page.keyboard.press('Control+End');
  await page.keyboard.type(text);
}

/** The chair says that this is the decision. */
export async function confirmDecision(chair: Seat): Promise<void> {
  await press(chair, 'Bevestig het besluit');
  await chair.page
    .getByText(/^Bevestigd door Voorzitter FK/)
    .first()
    .waitFor(patience);
}

/** What still stands in the way of this case, as its screen says. */
export async function nothingOpen({ page }: Seat): Promise<void> {
  const open = page.locator('#klaar [data-blocker]');
  await expect.poll(() => open.allInnerTexts(), patience).toEqual([]);
}

/** The chair closes the table: this person goes there by the steps of the meeting. */
export async function goToClosing({ page }: Seat): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Verloop van het overleg' })
    .getByRole('link', { name: /^Afronden/ })
    .click(patience);
  await page.getByRole('heading', { name: 'Tafel afronden', level: 1 }).waitFor(patience);
}

/** What is open at a case on the closing page, opened so that it is settled there. */
export async function settleHere({ page }: Seat, alias: string): Promise<Locator> {
  const point = page
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { name: `Casus ${alias}`, level: 3 }) })
    .last();
  const open = point.getByRole('button', { name: `Los hier op: Casus ${alias}` });
  const control = point.getByRole('listitem').first();
  await open.or(control).first().waitFor(patience);
  if ((await open.count()) > 0) await open.click();
  await control.waitFor(patience);
  return point;
}

/** The chair closes the table. */
export async function closeTable(chair: Seat): Promise<void> {
  await chair.page.getByText('Klaar om te sluiten').waitFor(patience);
  const close = chair.page.getByRole('button', { name: 'Sluit de tafel' });
  await expect.poll(() => close.getAttribute('aria-disabled'), patience).toBeNull();
  await press(chair, 'Sluit de tafel');
  await chair.page.getByRole('heading', { name: /^Besluitenlijst week/ }).waitFor(patience);
}

/** The fingerprint of the sealed list, as this person sees it: in groups of four. */
export async function fingerprintOf({ page }: Seat): Promise<string> {
  const shown = page.locator('code.start').first();
  await shown.waitFor(patience);
  return (await shown.textContent()) ?? '';
}

/** What the reporter is told, and by whom. */
export function feedback(owner: string) {
  return { offer: 'Maak die actie', words: 'Terugkoppeling aan de melder', owner } as const;
}

/** Veilig Thuis proposes what should be done. */
export async function propose(seat: Seat, kind: string, words: string): Promise<void> {
  const { page } = seat;
  await press(seat, 'Doe dit voorstel');
  await page.getByLabel('Wat stel je voor?').selectOption({ label: kind }, patience);
  const form = page.locator('form').filter({ has: page.getByLabel('Wat stel je voor?') });
  await form.getByLabel('In eigen woorden').fill(words);
  await form.getByRole('button', { name: 'Doe dit voorstel' }).click();
  await page.getByRole('button', { name: 'Wijzig het voorstel' }).waitFor(patience);
}

/** Puts a case at the head of the agenda that is prepared, by its menu. */
export async function putFirst({ page }: Seat, alias: string): Promise<void> {
  await page.getByRole('button', { name: `Verplaats Casus ${alias}` }).click(patience);
  await page.getByRole('menuitem', { name: 'Bovenaan' }).click(patience);
  await page
    .getByText(new RegExp(`^Casus ${alias} staat nu op plek 1 van`))
    .first()
    .waitFor(patience);
}

/** The check that bridges the time of a deferral, and who does it. */
export function interimCheck(owner: string) {
  const words = 'Tussentijdse check: is het nog veilig?';
  return { offer: 'Spreek een check af', words, owner } as const;
}

/** Goes to the case that is at the table, by the steps of the meeting. */
export async function goToCases({ page }: Seat): Promise<void> {
  const steps = page.getByRole('navigation', { name: 'Verloop van het overleg' });
  await steps.getByRole('link', { name: /^Casussen/ }).click(patience);
}

/** Goes to the sealed list from wherever this person is; gives its fingerprint. */
export async function readList(seat: Seat): Promise<string> {
  await seat.page.getByRole('link', { name: 'Open de besluitenlijst' }).first().click(patience);
  await seat.page.waitForURL(/\/besluiten\//, patience);
  return fingerprintOf(seat);
}
