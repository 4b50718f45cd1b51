import { afterAll, beforeAll, expect, it } from 'vitest';
import { openCase, press, readMeeting, type Seat } from './support/at-table.ts';
import { type Comer, Journey } from './support/journey.ts';

const patienceMs = 60_000;

let journey: Journey;
let chair: Comer;
let owner: Comer;
let municipality: Comer;

beforeAll(async () => {
  journey = await Journey.begin();
  ({ chair } = journey);
  owner = await journey.come('local-team-grensdorp');
  municipality = await journey.come('process-director-gd');
});

afterAll(() => journey?.end());

/** What the municipality writes down while the table talks: all that a routine case needs. */
async function writeCeder({ page }: Seat): Promise<void> {
  await page.getByRole('radio', { name: 'Ja', exact: true }).click();
  await press(municipality, 'Neem het voorstel over');
  await press(municipality, 'Eens');
  await page.getByLabel('Zaakhouder', { exact: true }).selectOption({ label: 'Wijkteam AV' });
  await page
    .getByLabel('Wat moet er minstens?')
    .fill('De kinderen blijven binnen als het donker is.');
  await page.getByLabel('Wie belt?').fill('De buurvrouw');
  await page.getByLabel('Wie wordt gebeld?').fill('Wijkteam AV');
  await page.getByLabel('Bij welk signaal?').fill('een kind staat buiten');
  await press(municipality, 'Voeg voorwaarde toe');
  const care = page.locator('[data-jump=care]');
  await care.getByRole('button', { name: 'Geef actie: Zoon, 4' }).click();
  await page
    .getByRole('combobox', { name: 'Nieuwe actie voor Zoon, 4' })
    .fill('praat met de kinderen @Wijkteam AV vrijdag');
  await page.keyboard.press('Enter');
  for (const child of ['Dochter, 7', 'Zoon, 11']) {
    await care.getByRole('button', { name: `Waarom niet: ${child}` }).click();
    await page
      .getByLabel(`Waarom doet nu niemand iets voor ${child}?`)
      .fill('hoort bij zelfde gesprek');
    await press(municipality, 'Leg vast');
    await care
      .getByText('hoort bij zelfde gesprek')
      .nth(child === 'Dochter, 7' ? 0 : 1)
      .waitFor();
  }
  await press(municipality, 'Maak die actie');
  await page
    .getByLabel('Eigenaar van ‘Terugkoppeling aan de melder’')
    .selectOption({ label: 'Procesregisseur BO' });
  await press(municipality, 'Ja, ik doe dit: Terugkoppeling aan de melder');
}

it('TL1, TL2, TL20 a routine case goes from the table to the next in few steps, by three people at once', async () => {
  const path = await journey.pathOf('Ceder');
  await Promise.all([openCase(chair.page, path), openCase(municipality.page, path)]);
  await press(chair, 'Breng aan tafel');
  await municipality.page.getByText('Deze casus is nu aan tafel.').waitFor({ timeout: patienceMs });
  await openCase(owner.page, path);
  await writeCeder(municipality);

  await press(owner, 'Ja, ik heb hem: Casus Ceder');
  await press(owner, 'Ja, ik doe dit: praat met de kinderen');
  await press(chair, 'Bevestig het besluit');
  const open = chair.page.locator('#klaar [data-blocker]');
  await expect.poll(() => open.allInnerTexts(), { timeout: patienceMs }).toEqual([]);
  await press(chair, /^Rond af en ga naar/);

  await municipality.page
    .getByText('Deze casus is afgerond.')
    .first()
    .waitFor({ timeout: patienceMs });
  const after = await readMeeting(chair, journey.address, journey.meeting);
  expect(after.items.find(({ alias }) => alias === 'Casus Ceder')?.state).toBe('CLOSED');
  expect(after.current).toBeDefined();
  await expect
    .poll(() => chair.page.url(), { timeout: patienceMs })
    .toBe(`${journey.table}/${after.current}`);
  expect(chair.steps.count).toBeLessThanOrEqual(6);
  expect(owner.steps.count).toBeLessThanOrEqual(2);
});

it('TL5 whoever follows the chair is taken along when nobody types there, and others get a sentence', async () => {
  const path = await journey.pathOf('Berk');
  await owner.page.goto(journey.table);
  await press(owner, 'Volg de voorzitter');
  await openCase(municipality.page, await journey.pathOf('Ceder'));
  await openCase(chair.page, path);
  await press(chair, 'Breng aan tafel');

  await expect.poll(() => owner.page.url(), { timeout: patienceMs }).toBe(path);
  const heading = owner.page.getByRole('heading', { level: 1, name: 'Casus Berk' });
  await expect
    .poll(() => heading.and(owner.page.locator(':focus')).count(), { timeout: patienceMs })
    .toBe(1);
  await municipality.page.getByText('De voorzitter is bij Berk.').first().waitFor();
  expect(municipality.page.url()).toBe(await journey.pathOf('Ceder'));
});
