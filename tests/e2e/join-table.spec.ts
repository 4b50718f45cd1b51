import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Comer, Journey, patience } from './support/journey.ts';

let journey: Journey;
let chair: Comer;

beforeAll(async () => {
  journey = await Journey.begin();
  chair = { ...journey.chair };
});

afterAll(() => journey?.end());

it('TL35 the address on the page of an open table brings a colleague there after signing in', async () => {
  const { page } = chair;
  await journey.open(chair, '');
  await page.getByRole('img', { name: 'Code met de link naar deze tafel' }).waitFor(patience);
  const link = await page.getByRole('textbox', { name: 'Link naar deze tafel' }).inputValue();
  expect(link).toBe(`${journey.address}/tafel/${journey.meeting}`);

  const colleague = await journey.browser.newContext({ locale: 'nl-NL' });
  const theirs = await colleague.newPage();
  await theirs.goto(link);
  await theirs.getByRole('button', { name: 'Politie JD' }).click(patience);
  await theirs.getByRole('heading', { level: 1, name: 'Opening' }).waitFor(patience);
  await page.getByRole('button', { name: /^2 aan tafel/ }).waitFor(patience);
  await colleague.close();
});

it('TL35 the button copies the address, or selects it where a browser does not let the page copy', async () => {
  const { page, context } = chair;
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await journey.open(chair, '');
  const copied = () => page.evaluate<string>('navigator.clipboard.readText()');
  await page.getByRole('button', { name: 'Kopieer de link' }).click(patience);
  await page.getByText('De link is gekopieerd.').waitFor(patience);
  expect(await copied()).toBe(`${journey.address}/tafel/${journey.meeting}`);

  await page.evaluate(() => {
    Object.defineProperty(navigator, 'clipboard', { value: undefined });
  });
  await page.getByRole('button', { name: 'Kopieer de link' }).click(patience);
  await page.getByText('De link is geselecteerd.').waitFor(patience);
  expect(await page.evaluate<string>('String(window.getSelection())')).toBe(
    `${journey.address}/tafel/${journey.meeting}`,
  );
});

it('TL36 a refused handover leads to its case on the agenda of today', async () => {
  const { page } = chair;
  await journey.open(chair, 'terugblik');
  await page.getByRole('link', { name: 'De casus staat weer op de agenda' }).click(patience);
  await page.getByRole('heading', { level: 1, name: 'Casus Es' }).waitFor(patience);
});
