import { itemRoom } from '@overlegtafel/protocol';
import { describe, expect, it } from 'vitest';
import { ids, person } from '../memory/small-people.fixture.ts';
import { type SmallTable, smallTable } from '../memory/small-table.fixture.ts';
import { readAlerts } from '../queries/read-alerts.ts';
import { readItem } from '../queries/read-item.ts';
import { readMyWeek } from '../queries/read-my-week.ts';
import { roomAccess } from '../queries/room-access.ts';
import { itemCalls, type ItemCallName } from './item-calls.ts';
import { give, must } from './item-steps.fixture.ts';

const item = ids.esdoorn;
const reason = 'Niet meer nodig.';
const notThere = { kind: 'REFUSED', refusal: { kind: 'NOT_THERE' } };
const invitation = { ground: 'WMO_4_1_1', purpose: 'Advies', necessity: 'Kent haar.' };

const call = (small: SmallTable, name: ItemCallName, ...[who, about, body]: Called) =>
  itemCalls[name]({ item, person: about, body }, small.caller(who), small.world);
type Called = readonly [who: string, about: string, body: object];
const sees = async (small: SmallTable, who: string) => {
  const room = await roomAccess(person(who), itemRoom(item), small.world);
  const read = await readItem({ item }, small.caller(who), small.world);
  expect(room.mayRead).toBe(read.kind === 'DONE');
  return room.mayRead;
};

describe('RT125 an invitation is taken back', () => {
  it.each(['mental-health', 'police'])(
    '%s is out at once, whatever they were invited for',
    async (guest) => {
      const small = await smallTable();
      await give(small, 'invite', 'vt-worker', { ...invitation, person: guest });
      expect(await sees(small, guest)).toBe(true);
      const told = small.told.length;
      await must(call(small, 'withdrawInvitation', 'chair', guest, { reason }));
      expect(await sees(small, guest)).toBe(false);
      expect(small.told.slice(told)).toContainEqual({ kind: 'RIGHTS', person: guest });
      const read = await must(readItem({ item }, small.caller('secretary'), small.world));
      expect(read.invitations).toMatchObject([
        { person: guest, withdrawn: { by: 'chair', reason } },
      ]);
      expect(small.ledger.lines.some(({ event }) => event === 'withdraw-invitation')).toBe(true);
    },
  );

  it('by who may invite only, with a reason, once, and until somebody is invited anew', async () => {
    const small = await smallTable();
    const guest = 'mental-health';
    await give(small, 'invite', 'vt-worker', { ...invitation, person: guest });
    expect(await call(small, 'withdrawInvitation', guest, guest, { reason })).toMatchObject({
      refusal: { kind: 'NOT_YOURS' },
    });
    const empty = await call(small, 'withdrawInvitation', 'chair', guest, { reason: ' ' });
    expect(empty).toMatchObject({ refusal: { kind: 'MISTAKES' } });
    expect(await call(small, 'withdrawInvitation', 'chair', 'police', { reason })).toEqual(
      notThere,
    );
    await must(call(small, 'withdrawInvitation', 'chair', guest, { reason }));
    expect(await call(small, 'withdrawInvitation', 'chair', guest, { reason })).toEqual(notThere);
    await give(small, 'invite', 'vt-worker', { ...invitation, person: guest });
    expect(await sees(small, guest)).toBe(true);
  });

  it('RT125 leaves who has a task of their own what the task gives', async () => {
    const small = await smallTable();
    await give(small, 'invite', 'chair', { ...invitation, person: 'local-team' });
    await must(call(small, 'withdrawInvitation', 'chair', 'local-team', { reason }));
    expect(await sees(small, 'local-team')).toBe(true);
  });
});

describe('RT126 emergency access is ended before its time', () => {
  const broken = async () => {
    const small = await smallTable();
    await give(small, 'breakGlass', 'police', { reason: 'Levensgevaar.' });
    expect(await sees(small, 'police')).toBe(true);
    return small;
  };
  const alerts = async (small: SmallTable) => {
    const asks = small.caller('privacy-officer');
    return (await must(readAlerts({ table: ids.table }, asks, small.world))).alerts;
  };

  it('by whoever took it, who finds it in their week', async () => {
    const small = await broken();
    const week = () => must(readMyWeek({}, small.caller('police'), small.world));
    expect((await week()).emergencies).toMatchObject([{ item, reason: 'Levensgevaar.' }]);
    await must(call(small, 'endBreakGlass', 'police', 'police', { reason }));
    expect(await sees(small, 'police')).toBe(false);
    expect((await week()).emergencies).toEqual([]);
  });

  it('by the privacy officer, who sees nothing of the case, and by nobody else', async () => {
    const small = await broken();
    expect(await alerts(small)).toMatchObject([{ by: 'police', isRunning: true }]);
    for (const [who, kind] of [
      ['chair', 'NOT_YOURS'],
      ['mental-health', 'NOT_THERE'],
    ] as const)
      expect(await call(small, 'endBreakGlass', who, 'police', { reason })).toMatchObject({
        refusal: { kind },
      });
    const told = small.told.length;
    await must(call(small, 'endBreakGlass', 'privacy-officer', 'police', { reason }));
    expect(await sees(small, 'police')).toBe(false);
    expect(small.told.slice(told)).toContainEqual({ kind: 'RIGHTS', person: 'police' });
    expect(await alerts(small)).toMatchObject([{ by: 'police', isRunning: false }]);
    expect(await sees(small, 'privacy-officer')).toBe(false);
  });
});
