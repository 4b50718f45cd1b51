import { afterAll, beforeAll, expect, it } from 'vitest';
import { press } from './support/at-table.ts';
import { blockersAt, chooseOwner } from './support/case-at-table.ts';
import { type Comer, Journey, patience } from './support/journey.ts';

let journey: Journey;
let chair: Comer;
let worker: Comer;
let team: Comer;

beforeAll(async () => {
  journey = await Journey.begin();
  ({ chair } = journey);
  worker = await journey.come('vt-worker');
  team = await journey.come('local-team-mijnstad');
});

afterAll(() => journey?.end());

it('TL62, TL63 a refusal: the table reads why at once, cannot close the case, and finds somebody else', async () => {
  const item = await journey.discuss('Esdoorn', chair, worker, team);
  await chooseOwner(worker, 'Wijkteam SM');
  await press(team, 'Nee, ik doe dit niet: Casus Esdoorn');
  await team.page.getByLabel('Waarom niet?').fill('We hebben een wachtlijst.');
  await press(team, 'Zeg nee');

  const owner = ({ page }: Comer) => page.locator('[data-jump=owner]');
  const no = 'Wijkteam SM zei nee: We hebben een wachtlijst.';
  for (const seat of [chair, worker, team]) await owner(seat).getByText(no).waitFor(patience);
  await expect.poll(() => blockersAt(chair, /^OWNER_/), patience).toEqual(['OWNER_DECLINED']);
  const close = chair.page.getByRole('button', { name: /^Rond af en ga naar/ });
  expect(await close.getAttribute('aria-disabled')).toBe('true');
  const closing = `${journey.address}/api/v1/items/${item}/close`;
  expect((await chair.context.request.post(closing, { data: {} })).status()).toBe(409);
  await journey.look(chair, 'weigering');

  await chooseOwner(worker, 'VT-medewerker LB');
  for (const seat of [chair, team]) {
    await owner(seat).getByText('Wacht op akkoord van VT-medewerker LB').waitFor(patience);
    expect(await owner(seat).getByText('zei nee').count()).toBe(0);
  }
  await press(worker, 'Ja, ik heb hem: Casus Esdoorn');
  for (const seat of [chair, worker, team]) {
    await owner(seat).getByText('Geaccepteerd').waitFor(patience);
    await expect.poll(() => blockersAt(seat, /^OWNER_/), patience).toEqual([]);
  }
});
