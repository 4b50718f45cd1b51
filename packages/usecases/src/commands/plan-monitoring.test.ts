import { clearItemRegister, writeItemRegister } from '@overlegtafel/documents';
import { itemRoom } from '@overlegtafel/protocol';
import { describe, expect, it } from 'vitest';
import { ids, ownedBy } from '../memory/small-people.fixture.ts';
import { type SmallTable, smallTable } from '../memory/small-table.fixture.ts';
import { readMyWeek } from '../queries/read-my-week.ts';
import { must } from './item-steps.fixture.ts';
import { monitoringOutcome } from './monitoring-outcome.ts';
import { planMonitoring } from './plan-monitoring.ts';

const item = ids.esdoorn;
const closed = { meeting: 'CLOSED', esdoorn: 'CLOSED' } as const;
const refused = (refusal: object) => ({ kind: 'REFUSED', refusal });
const row = async ({ stores }: SmallTable, key: string) => (await stores.openThing(key))!;

describe('a check on safety', () => {
  it('UC37 asks first whether the violence has stopped, is told once, and ends only with a yes', async () => {
    for (const [violenceStopped, isEnded] of [
      ['NO', false],
      ['UNKNOWN', false],
      ['YES', true],
    ] as const) {
      const small = await smallTable(closed);
      const plan = (dueOn: string, who = 'vt-worker') =>
        planMonitoring({ case: ids.caseEsdoorn, body: { dueOn } }, small.caller(who), small.world);
      expect(await plan('2026-11-01')).toMatchObject(refused({ kind: 'MISTAKES' }));
      expect(await plan('2027-02-24', 'police')).toEqual(refused({ kind: 'NOT_THERE' }));
      const { id: moment = '' } = await must(plan('2027-02-24'));
      const tell = (body: object, at = moment) =>
        monitoringOutcome(
          { case: ids.caseEsdoorn, moment: at, body },
          small.caller('vt-worker'),
          small.world,
        );
      expect(await tell({ words: 'Gaat goed.' })).toEqual(
        refused({ kind: 'MISTAKES', mistakes: [{ path: 'violenceStopped', kind: 'MISSING' }] }),
      );
      expect(await tell({ violenceStopped, words: 'Gebeld.' }, 'no-such')).toEqual(
        refused({ kind: 'NOT_THERE' }),
      );
      await must(tell({ violenceStopped, words: 'Gebeld.' }));
      expect(await tell({ violenceStopped, words: 'Weer.' })).toEqual(
        refused({ kind: 'NOT_NOW', because: 'ALREADY_TOLD' }),
      );
      expect(await row(small, `MONITORING:${moment}`)).toMatchObject({
        isEnded,
        thing: { moment: { outcome: { violenceStopped, by: 'vt-worker' } } },
      });
    }
    const small = await smallTable();
    const none = { case: 'no-such-case', body: { dueOn: '2027-02-24' } };
    expect(await planMonitoring(none, small.caller('chair'), small.world)).toEqual(
      refused({ kind: 'NOT_THERE' }),
    );
  });

  it('UC38 a check stands in the week of whoever has the case, or of who brought it', async () => {
    const small = await smallTable();
    const week = (who: string) => readMyWeek({}, small.caller(who), small.world);
    const checksOf = async (who: string) => {
      const read = await week(who);
      return read.kind === 'DONE' ? read.value.monitoring.map(({ id }) => id) : undefined;
    };
    const plan = () =>
      must(
        planMonitoring(
          { case: ids.caseEsdoorn, body: { dueOn: '2027-02-24' } },
          small.caller('vt-worker'),
          small.world,
        ),
      );
    small.rooms.edit(itemRoom(item), small.caller('vt-worker').person, (doc) => {
      writeItemRegister(doc, 'owner', ownedBy('local-team'));
    });
    const { id: theirs } = await plan();
    expect(await checksOf('local-team')).toEqual([theirs]);
    expect(await checksOf('police')).toEqual([]);
    small.rooms.edit(itemRoom(item), small.caller('vt-worker').person, (doc) => {
      clearItemRegister(doc, 'owner');
    });
    const { id: brought } = await plan();
    expect(await checksOf('local-team')).toEqual([theirs]);
    expect(await checksOf('vt-worker')).toContain(brought);
  });
});
