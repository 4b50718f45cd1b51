import { afterAll, beforeAll, expect, it } from 'vitest';
import { startProxy, type Proxy } from '../proxy/proxy.ts';
import { answer, textBox, untilChosen, untilText, writeIn } from './support/case-sheet.ts';
import { type Comer, Journey, patience } from './support/journey.ts';
import { untilSaving } from './support/practice-note.ts';

let journey: Journey;
let proxy: Proxy;
let worker: Comer;
let police: Comer;
let chair: Comer;

beforeAll(async () => {
  journey = await Journey.begin();
  ({ chair } = journey);
  proxy = await startProxy({ target: journey.address });
  worker = await journey.come('vt-worker', proxy.url);
  await worker.page.clock.install();
  police = await journey.come('police');
});

afterAll(async () => {
  await journey?.end();
  await proxy?.close();
});

it('TL66, TL67 a cut of two minutes in mid-sentence: work goes on, the screen says so, and nothing is lost', async () => {
  await journey.discuss('Esdoorn', chair, worker, police);
  const everybody = [chair, worker, police];
  await writeIn(worker.page, 'Feiten', 'De dochter zegt dat ');
  for (const { page } of everybody) await untilText(page, 'Feiten', 'De dochter zegt dat ');

  await worker.context.setOffline(true);
  proxy.cut();
  await worker.page.keyboard.type('ze bang is');
  await untilSaving(worker.page, 'WAITING');
  await police.page.bringToFront();
  await textBox(police.page, 'Feiten').click();
  await police.page.keyboard.press('Control+Home');
  await police.page.keyboard.type('Zaterdag, 23:40. ');
  await answer(police.page, 'Alleen met voorwaarden').click();
  await worker.page.clock.fastForward('02:00');
  await worker.page.keyboard.type(' voor hem.');
  await writeIn(worker.page, 'Zorgen', 'Moeder ziet niemand.');
  const waiting = worker.page.locator('[data-saving=WAITING]');
  await expect
    .poll(() => waiting.innerText(), patience)
    .toMatch(/Geen verbinding\. Je kunt doorwerken; \d+ wijziging(en)? sta/);
  await journey.look(worker, 'verbinding-weg');
  expect(await asksBeforeLeaving(worker)).toBe(true);
  await worker.page.getByRole('link', { name: 'Afronden', exact: true }).click();
  await worker.page.getByText('Een andere pagina openen kan nu niet.').waitFor(patience);
  await untilText(worker.page, 'Zorgen', 'Moeder ziet niemand.');
  await untilText(chair.page, 'Feiten', 'Zaterdag, 23:40. De dochter zegt dat ');

  await worker.context.setOffline(false);
  await worker.page.clock.fastForward('00:10');
  await untilSaving(worker.page, 'SAVED');
  const whole = 'Zaterdag, 23:40. De dochter zegt dat ze bang is voor hem.';
  for (const { page } of everybody) {
    await untilText(page, 'Feiten', whole);
    await untilText(page, 'Zorgen', 'Moeder ziet niemand.');
    await untilChosen(page, 'Alleen met voorwaarden');
  }
  // The live events came back too.
  await chair.page.getByRole('button', { name: 'Laat open staan' }).click();
  await worker.page.getByText('Voorzitter FK liet Esdoorn open staan.').first().waitFor(patience);
  expect(await reloads(worker)).toBe(0);
});

/** Whether the page asks before it is left; it is not left. */
async function asksBeforeLeaving({ page }: Comer): Promise<boolean> {
  const asked = page.waitForEvent('dialog', patience);
  const closing = page.close({ runBeforeUnload: true });
  const dialog = await asked;
  await dialog.dismiss();
  await closing;
  // The page goes on: until then the browser lets a next navigation end together with the closing that was refused.
  await page.evaluate('true');
  return dialog.type() === 'beforeunload';
}

/** How often the page was loaded again since it was opened. */
function reloads({ page }: Comer): Promise<number> {
  return page.evaluate<number>(
    `performance.getEntriesByType('navigation').filter(({ type }) => type === 'reload').length`,
  );
}
