import { clearItemRegister, writeItemRegister } from '@overlegtafel/documents';
import { itemRoom } from '@overlegtafel/protocol';
import { expect, it } from 'vitest';
import { must } from '../commands/item-steps.fixture.ts';
import { monitoringOutcome } from '../commands/monitoring-outcome.ts';
import { planMonitoring } from '../commands/plan-monitoring.ts';
import { ids, ownedBy } from '../memory/small-people.fixture.ts';
import { type SmallTable, smallTable } from '../memory/small-table.fixture.ts';
import { readCase } from './read-case.ts';
import { readMyWeek } from './read-my-week.ts';

/** A case of the police with a check in their week. */
async function withCheck(): Promise<SmallTable> {
  const small = await smallTable();
  small.rooms.edit(itemRoom(ids.esdoorn), small.caller('vt-worker').person, (doc) => {
    writeItemRegister(doc, 'owner', ownedBy('police'));
  });
  const asked = { case: ids.caseEsdoorn, body: { dueOn: '2027-02-24' } };
  await must(planMonitoring(asked, small.caller('vt-worker'), small.world));
  return small;
}

async function inTheirWeek(small: SmallTable, who: string) {
  const week = await readMyWeek({}, small.caller(who), small.world);
  if (week.kind !== 'DONE') throw new Error(who);
  return week.value.monitoring;
}

async function inTheCase(small: SmallTable, who: string) {
  const read = await readCase({ case: ids.caseEsdoorn }, small.caller(who), small.world);
  if (read.kind !== 'DONE') throw new Error(who);
  return read.value.monitoring;
}

it('UC39 a check says whether it may be told, and the command agrees', async () => {
  const small = await withCheck();
  const tell = (who: string, moment: string) =>
    monitoringOutcome(
      { case: ids.caseEsdoorn, moment, body: { violenceStopped: 'NO', words: 'Gebeld.' } },
      small.caller(who),
      small.world,
    );
  const [theirs] = await inTheirWeek(small, 'police');
  expect(theirs?.mayDo).toEqual(['monitoringOutcome']);
  small.rooms.edit(itemRoom(ids.esdoorn), small.caller('vt-worker').person, (doc) => {
    clearItemRegister(doc, 'owner');
  });
  expect(await inTheirWeek(small, 'police')).toMatchObject([{ id: theirs?.id, mayDo: [] }]);
  expect(await tell('police', theirs!.id)).toMatchObject({ kind: 'REFUSED' });
  expect(await inTheCase(small, 'vt-worker')).toMatchObject([{ mayDo: ['monitoringOutcome'] }]);
  await must(tell('vt-worker', theirs!.id));
  expect(await inTheCase(small, 'vt-worker')).toMatchObject([
    { outcome: { violenceStopped: 'NO' }, mayDo: [] },
  ]);
});
