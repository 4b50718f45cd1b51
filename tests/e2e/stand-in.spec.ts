import { afterAll, beforeAll, expect, it } from 'vitest';
import { Participant } from '../meeting/table-client.ts';
import { press } from './support/at-table.ts';
import { blockersAt, chooseOwner } from './support/case-at-table.ts';
import { type Comer, Journey, patience } from './support/journey.ts';

let journey: Journey;
let worker: Comer;

beforeAll(async () => {
  journey = await Journey.begin();
  const administrator = await Participant.signIn(journey.address, 'administrator');
  await administrator.must('giveMembership', {
    params: { table: 'oefentafel' },
    body: {
      person: { kind: 'KNOWN', id: 'local-team-mijnstad' },
      organisation: 'wmo-mijnstad',
      role: 'local-team',
      until: new Date(Date.now() + 86_400_000).toISOString(),
      substituteFor: 'wmo-mijnstad',
    },
  });
  worker = await journey.come('vt-worker');
});

afterAll(() => journey?.end());

it('TL81 for an owner who is not there one chooses who stands in for them, who says yes', async () => {
  const { chair } = journey;
  const item = await journey.discuss('Wilg', chair, worker);
  await chooseOwner(worker, 'Wmo-team TD');
  await chair.page.getByText('Wacht op akkoord van Wmo-team TD').waitFor(patience);
  await press(worker, 'Wijkteam SM vervangt Wmo-team TD: kies Wijkteam SM voor Casus Wilg');
  await chair.page.getByText('Wacht op akkoord van Wijkteam SM').waitFor(patience);
  const standIn = await journey.come('local-team-mijnstad');
  await journey.openCase(standIn, item);
  await press(standIn, 'Ja, ik heb hem: Casus Wilg');
  await expect.poll(() => blockersAt(chair, /^OWNER_/), patience).toEqual([]);
});
