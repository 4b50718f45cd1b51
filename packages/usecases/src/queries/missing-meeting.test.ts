import { expect, it } from 'vitest';
import { adjournMeeting } from '../commands/adjourn-meeting.ts';
import { idOf } from '../memory/small-people.fixture.ts';
import { smallTable } from '../memory/small-table.fixture.ts';
import { readFollowUp } from './read-follow-up.ts';

it('AU85 asking for a meeting that is not there, or commanding it, leaves a line', async () => {
  const { world, caller, ledger } = await smallTable();
  const meeting = idOf('MeetingId', 'er-is-niets');
  const who = caller('chair');
  expect((await readFollowUp({ meeting }, who, world)).kind).toBe('REFUSED');
  expect((await adjournMeeting({ meeting, reason: 'Later' }, who, world)).kind).toBe('REFUSED');
  expect(ledger.lines).toMatchObject([
    { event: 'read-follow-up', object: meeting, result: 'REFUSED', person: 'chair' },
    { event: 'adjourn-meeting', object: meeting, result: 'REFUSED', person: 'chair' },
  ]);
});
