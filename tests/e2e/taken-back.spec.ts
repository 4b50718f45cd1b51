import { afterAll, beforeAll, expect, it } from 'vitest';
import { axeFlawsOf } from './support/axe-flaws.ts';
import { Journey, patience } from './support/journey.ts';

const why = 'Zij is toch niet nodig.';

let journey: Journey;

beforeAll(async () => {
  journey = await Journey.begin();
});

afterAll(async () => {
  await journey?.end();
});

it('RT125 an invitation is taken back where it stands, and the guest who is at the case reads that it is over', async () => {
  const { chair } = journey;
  const guest = await journey.come('mental-health');
  const item = await journey.itemOf('Den');
  const invited = await chair.context.request.post(
    `${journey.address}/api/v1/items/${item}/invitations`,
    {
      data: {
        person: 'mental-health',
        ground: 'WMO_4_1_1',
        purpose: 'Advies over moeder.',
        necessity: 'Kent haar behandeling.',
      },
    },
  );
  expect(invited.ok()).toBe(true);
  await journey.discuss('Den', chair, guest);

  const secretary = await journey.come('secretary');
  const { page } = secretary;
  await journey.open(secretary, `agenda/${item}`);
  await page.waitForLoadState('networkidle');
  const line = page.getByRole('listitem').filter({ hasText: 'Advies over moeder.' });
  await line.locator('summary', { hasText: 'Trek de uitnodiging in' }).click(patience);
  await line.getByLabel('Waarom trek je de uitnodiging in?').fill(why);
  expect(await axeFlawsOf(page)).toEqual([]);
  await line.getByRole('button', { name: 'Trek in' }).click();
  await page.getByText(why).waitFor(patience);
  await guest.page
    .getByRole('heading', { name: 'Je mag deze casus niet meer zien' })
    .waitFor(patience);
  await guest.page.getByText('je uitnodiging of noodtoegang is voorbij').waitFor(patience);
});

it('RT126 emergency access is ended by the privacy officer in the log, and by whoever took it in their week', async () => {
  const police = await journey.come('police');
  const item = await journey.itemOf('Den');
  const take = async () => {
    const path = `${journey.address}/api/v1/items/${item}/break-glass`;
    const taken = await police.context.request.post(path, { data: { reason: 'Spoed.' } });
    expect(taken.ok()).toBe(true);
  };
  const sees = async () =>
    (await police.context.request.get(`${journey.address}/api/v1/items/${item}`)).ok();
  await take();
  expect(await sees()).toBe(true);
  const officer = await journey.come('privacy-officer');
  await officer.page.goto(`${journey.address}/logboek`);
  const log = officer.page.getByRole('region', { name: 'Noodtoegang' });
  await log.getByLabel('Waarom stop je deze toegang?').fill('Geen spoed.');
  expect(await axeFlawsOf(officer.page)).toEqual([]);
  await log.getByRole('button', { name: 'Stop de toegang' }).click();
  await log.getByText('De noodtoegang is gestopt.').waitFor(patience);
  expect(await sees()).toBe(false);

  await take();
  await police.page.goto(journey.address, { waitUntil: 'networkidle' });
  const mine = police.page.getByRole('region', { name: 'Jouw noodtoegang' });
  await mine.locator('summary', { hasText: 'Stop de noodtoegang' }).click(patience);
  await mine.getByLabel('Waarom heb je de toegang niet meer nodig?').fill('Gezien.');
  await mine.getByRole('button', { name: 'Stop nu' }).click();
  await police.page.getByText('Je noodtoegang is gestopt.').waitFor(patience);
  expect(await sees()).toBe(false);
});
