import { addDays, instantOf, localDate, type OpenAction } from '@overlegtafel/domain';
import { describe, expect, it } from 'vitest';
import { leaveOpen } from '../commands/follow-up-ways.fixture.ts';
import { ids, ownedBy } from '../memory/small-people.fixture.ts';
import { smallTable } from '../memory/small-table.fixture.ts';
import { openActionView } from './thing-views.ts';

/** An action that is due on a Friday, looked at on a day. */
async function lateOn(day: string, due = '2026-11-27') {
  const small = await smallTable({ meeting: 'CLOSED' });
  await leaveOpen(small, ownedBy('local-team'));
  const row = (await small.stores.openThingsOfCase(ids.caseEsdoorn)).find(
    ({ thing }) => thing.kind === 'ACTION',
  );
  if (row?.thing.kind !== 'ACTION') throw new Error('no action was left');
  const action: OpenAction = { ...row.thing, dueDate: localDate(due) };
  const where = { alias: 'Casus Esdoorn', meeting: ids.meeting };
  return openActionView(row, action, where, instantOf(localDate(day), '09:00')).workingDaysLate;
}

describe('how late an action is', () => {
  it('MC320 counts working days: a weekend makes it late, and by none', async () => {
    expect(await lateOn('2026-11-27')).toBeUndefined();
    expect(await lateOn('2026-11-28')).toBe(0);
    expect(await lateOn('2026-11-29')).toBe(0);
    expect(await lateOn('2026-11-30')).toBe(1);
    expect(await lateOn(addDays(localDate('2026-11-27'), 7))).toBe(5);
  });

  it('MC320 a holiday is no working day', async () => {
    expect(await lateOn('2026-12-28', '2026-12-24')).toBe(1);
  });

  it('MC320 what was due before the calendar begins is late', async () => {
    expect(await lateOn('2026-11-24', '2019-12-31')).toBe(0);
  });
});
