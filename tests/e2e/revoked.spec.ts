import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startProxy, type Proxy } from '../proxy/proxy.ts';
import { textBox, untilText, writeIn } from './support/case-sheet.ts';
import { type Comer, Journey, patience } from './support/journey.ts';
import { untilSaving } from './support/practice-note.ts';

const reason = 'Ik ken het gezin.';
const secret = 'Zij slaapt bij oma.';

let journey: Journey;
let proxy: Proxy;
let chair: Comer;
let worker: Comer;

beforeAll(async () => {
  journey = await Journey.begin();
  ({ chair } = journey);
  proxy = await startProxy({ target: journey.address });
  worker = await journey.come('vt-worker');
});

afterAll(async () => {
  await journey?.end();
  await proxy?.close();
});

describe('somebody at a case', () => {
  let team: Comer;
  let item: string;

  beforeEach(async () => {
    team = await journey.come('local-team-grensdorp', proxy.url);
  });

  it('TL73, TL74 who steps out in mid-sentence sees nothing more of the case but their own unsaved words', async () => {
    item = await journey.discuss('Den', chair, worker, team);
    await writeIn(chair.page, 'Zorgen', secret);
    await untilText(team.page, 'Zorgen', secret);
    await writeIn(team.page, 'Feiten', 'Opgeslagen. ');
    await untilText(worker.page, 'Feiten', 'Opgeslagen. ');
    const shown = await team.page.locator('main').innerText();
    const report = /\d+ (?:\d+ )?\d\d:\d\d\n([^\n]+)/.exec(shown)?.[1] ?? 'Dochter';
    expect(shown).toContain('Dochter');

    await team.context.setOffline(true);
    proxy.cut();
    await team.page.keyboard.type('Niet opgeslagen.');
    await untilSaving(team.page, 'WAITING');
    // On another device of the same person.
    const phone = await journey.come('local-team-grensdorp');
    const recusal = `${journey.address}/api/v1/items/${item}/recusal`;
    expect((await phone.context.request.post(recusal, { data: { reason } })).ok()).toBe(true);
    await team.context.setOffline(false);

    await team.page
      .getByRole('heading', { name: 'Je mag deze casus niet meer zien' })
      .waitFor(patience);
    await expect
      .poll(() => team.page.getByLabel('Jouw tekst').inputValue(), patience)
      .toBe('Niet opgeslagen.');
    const left = await team.page.locator('body').innerText();
    for (const gone of [secret, 'Dochter', report, 'Opgeslagen. '])
      expect(left).not.toContain(gone);
    await journey.look(team, 'verschoond');

    await writeIn(worker.page, 'Feiten', 'Wij gaan door.');
    await untilText(chair.page, 'Feiten', 'Opgeslagen. Wij gaan door.');
    expect(await textBox(chair.page, 'Feiten').innerText()).not.toContain('Niet opgeslagen');
    await team.page.getByRole('link', { name: 'Naar de tafel' }).click();
    await team.page.getByRole('heading', { name: 'Opening' }).waitFor(patience);
  });

  it('TL75 whose session ends sees nothing more of the table, and goes on after signing in', async () => {
    item = await journey.discuss('Berk', chair, team);
    await writeIn(chair.page, 'Zorgen', secret);
    await untilText(team.page, 'Zorgen', secret);
    await writeIn(team.page, 'Feiten', 'Moeder belt.');
    await untilText(chair.page, 'Feiten', 'Moeder belt.');

    await team.context.request.post(`${journey.address}/api/v1/sign-out`, { data: {} });
    await team.page.getByText('Daarom zie je hier niets meer van de tafel.').waitFor(patience);
    const left = await team.page.locator('body').innerText();
    for (const gone of [secret, 'Moeder belt.', 'Casus Berk', 'Voorzitter FK'])
      expect(left).not.toContain(gone);
    await journey.look(team, 'uitgelogd');
    await writeIn(chair.page, 'Feiten', ' Wij gaan langs.');

    await team.page.locator('main').getByRole('link', { name: 'Log opnieuw in' }).click();
    await team.page.getByRole('button', { name: 'Wijkteam AV' }).click();
    await untilText(team.page, 'Feiten', 'Moeder belt. Wij gaan langs.');
  });
});
