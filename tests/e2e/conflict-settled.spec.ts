import { afterAll, beforeAll, expect, it } from 'vitest';
import { startProxy, type Proxy } from '../proxy/proxy.ts';
import { blockersAt, chooseOwner } from './support/case-at-table.ts';
import { type Comer, Journey, patience } from './support/journey.ts';
import { untilSaving } from './support/practice-note.ts';

let journey: Journey;
let proxy: Proxy;
let chair: Comer;
let worker: Comer;
let police: Comer;

beforeAll(async () => {
  journey = await Journey.begin();
  ({ chair } = journey);
  proxy = await startProxy({ target: journey.address });
  worker = await journey.come('vt-worker', proxy.url);
  police = await journey.come('police', proxy.url);
});

afterAll(async () => {
  await journey?.end();
  await proxy?.close();
});

it('TL72 two choices at once stand with both names and block the case, until somebody settles them for all', async () => {
  const item = await journey.discuss('Esdoorn', chair, worker, police);
  const cut = [worker, police];
  await Promise.all(cut.map(({ context }) => context.setOffline(true)));
  proxy.cut();
  await chooseOwner(worker, 'Wijkteam SM');
  await chooseOwner(police, 'Politie JD');
  for (const { page } of cut) await untilSaving(page, 'WAITING');
  await Promise.all(cut.map(({ context }) => context.setOffline(false)));

  const owner = ({ page }: Comer) => page.locator('[data-jump=owner]');
  const choice = (seat: Comer, name: string) => owner(seat).getByRole('button', { name });
  for (const seat of [chair, worker, police]) {
    await choice(seat, 'VT-medewerker LB: Wijkteam SM').waitFor(patience);
    await choice(seat, 'Politie JD: Politie JD').waitFor(patience);
    await expect
      .poll(() => blockersAt(seat, /^FIELD_IN|^OWNER_/), patience)
      .toEqual(['FIELD_IN_CONFLICT']);
  }
  await journey.look(chair, 'twee-keuzes');
  const closing = `${journey.address}/api/v1/items/${item}/close`;
  const refused = await chair.context.request.post(closing, { data: {} });
  expect(refused.status()).toBe(409);
  expect(await refused.text()).toContain('FIELD_IN_CONFLICT');

  await choice(chair, 'Politie JD: Politie JD').click();
  for (const seat of [chair, worker, police]) {
    await expect.poll(() => owner(seat).getByText('tegelijk').count(), patience).toBe(0);
    const chosen = owner(seat).locator('option:checked');
    await expect.poll(() => chosen.innerText(), patience).toBe('Politie JD');
    await expect.poll(() => blockersAt(seat, /^FIELD_IN/), patience).toEqual([]);
  }
});
