import { addDays, instant, localDateOf } from '@overlegtafel/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Comer, Journey, patience } from './support/journey.ts';

let journey: Journey;
let worker: Comer;
const past = '2020-01-01';
const understood = 'Deze dag, woensdag 1 januari 2020, is al geweest. Kies een latere dag.';
const inDays = (days: number) => addDays(localDateOf(instant(Date.now())), days);

beforeAll(async () => {
  journey = await Journey.begin();
  worker = await journey.come('vt-worker');
  await journey.openCase(worker, await journey.itemOf('Linde'));
});

afterAll(async () => {
  await journey?.end();
});

describe('a day that has been, at the table', () => {
  it('UC320 is refused at the day of an action, which keeps the day it had', async () => {
    const { page } = worker;
    const day = inDays(3);
    await page.getByLabel('Nieuwe actie').fill('Bel de huisarts');
    await page.locator('.preview input[type=date]').fill(day);
    await page.getByRole('button', { name: 'Voeg toe' }).first().click(patience);
    const action = page.locator('[data-action]').filter({ hasText: 'Bel de huisarts' });
    const field = action.locator('input[type=date]');
    await field.fill(past);
    await action.getByText(understood).waitFor(patience);
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    await journey.look(worker, 'past-day-of-action');
    await page.reload();
    await action.waitFor(patience);
    expect(await action.locator('input[type=date]').inputValue()).toBe(day);
  });

  it('UC320 is refused at the day on which a dissent is looked at again', async () => {
    const { page } = worker;
    await page.getByRole('button', { name: 'Ik denk er anders over' }).click(patience);
    await page.getByLabel('Wat is jouw standpunt?').fill('Liever onderzoek.');
    const field = page.locator('[data-jump=dissents] input[type=date]');
    await field.fill(past);
    await page.locator('[data-jump=dissents] button[type=submit]').click(patience);
    await page.locator('[data-jump=dissents]').getByText(understood).waitFor(patience);
    await field.fill(inDays(7));
    await page.locator('[data-jump=dissents] button[type=submit]').click(patience);
    await page.locator('[data-dissent]').waitFor(patience);
  });
});
