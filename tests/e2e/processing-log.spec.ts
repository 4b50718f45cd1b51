import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { axeFlawsOf } from './support/axe-flaws.ts';
import { Journey, patience } from './support/journey.ts';

let journey: Journey;

beforeAll(async () => {
  journey = await Journey.begin();
});

afterAll(async () => {
  await journey?.end();
});

it('AU64 the privacy officer takes along what was processed about a case, and it names nobody', async () => {
  const { chair } = journey;
  await journey.discuss('Linde', chair);
  const { items } = (await (
    await chair.context.request.get(`${journey.address}/api/v1/meetings/${journey.meeting}`)
  ).json()) as { items: readonly { alias: string; caseId: string }[] };
  const linde = items.find(({ alias }) => alias === 'Casus Linde');
  const officer = await journey.come('privacy-officer');
  await officer.page.goto(`${journey.address}/logboek/casus/${linde?.caseId ?? ''}`);
  const part = officer.page.getByRole('region', { name: 'Verwerkingen als bestand' });
  await part.waitFor(patience);
  expect(await axeFlawsOf(officer.page)).toEqual([]);
  await journey.look(officer, 'verwerkingen');
  const [file] = await Promise.all([
    officer.page.waitForEvent('download', patience),
    part.getByRole('button', { name: 'Download' }).click(),
  ]);
  expect(file.suggestedFilename()).toBe('verwerkingen.jsonl');
  const text = await readFile(await file.path(), 'utf8');
  expect(text).toContain('"activity":"read-item"');
  expect(text).not.toContain('Voorzitter');
});
