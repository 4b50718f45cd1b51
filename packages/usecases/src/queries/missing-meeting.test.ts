import { localDate } from '@overlegtafel/domain';
import { expect, it } from 'vitest';
import { adjournMeeting } from '../commands/adjourn-meeting.ts';
import { placeHold } from '../commands/answer-erasure.ts';
import { correct } from '../commands/correct.ts';
import { planMeeting } from '../commands/plan-meeting.ts';
import { putOnAgenda } from '../commands/put-on-agenda.ts';
import { takeInReport } from '../commands/take-in-report.ts';
import { takeInReports } from '../commands/take-in-reports.ts';
import type { Caller, World } from '../world.ts';
import { idOf, ids, start } from '../memory/small-people.fixture.ts';
import { smallTable } from '../memory/small-table.fixture.ts';
import { readFollowUp } from './read-follow-up.ts';

const emptyFile = { async *parts() {} };

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

const elsewhere = idOf('TableId', 'andere-tafel');
const nowhere = idOf('CaseId', 'geen-casus');
const words = { reason: 'Verkeerd.', words: 'Anders.' };
const day = { date: localDate('2026-12-01'), startsAt: start };

/** Every command that names a place by its id, at a place that is not there or not for who asks. */
const attempts: Readonly<
  Record<string, readonly [string, (who: Caller, world: World) => Promise<{ kind: string }>]>
> = {
  'take-in-report': [
    elsewhere,
    (who, world) => takeInReport({ table: elsewhere, body: {} }, who, world),
  ],
  'take-in-reports': [
    elsewhere,
    (who, world) => takeInReports({ table: elsewhere, file: emptyFile }, who, world),
  ],
  'plan-meeting': [
    elsewhere,
    (who, world) => planMeeting({ table: elsewhere, ...day }, who, world),
  ],
  'put-on-agenda': [
    nowhere,
    (who, world) => putOnAgenda({ meeting: ids.meeting, caseId: nowhere }, who, world),
  ],
  'place-hold': [
    nowhere,
    (who, world) => placeHold({ caseId: nowhere, reason: 'Klacht.' }, who, world),
  ],
  correct: [
    'geen-verslag',
    (who, world) => correct({ record: 'geen-verslag', ...words }, who, world),
  ],
};

it.each(Object.entries(attempts))(
  'AU86 an attempt to %s where nothing is leaves one line, with who and what they asked for',
  async (event, [object, attempt]) => {
    const { world, caller, ledger } = await smallTable();
    expect((await attempt(caller('secretary'), world)).kind).toBe('REFUSED');
    expect(ledger.lines.filter(({ result }) => result === 'REFUSED')).toMatchObject([
      { event, object, person: 'secretary' },
    ]);
  },
);

it('AU86 so does the agenda of a meeting that is not there', async () => {
  const { world, caller, ledger } = await smallTable();
  const meeting = idOf('MeetingId', 'er-is-niets');
  await putOnAgenda({ meeting, caseId: ids.caseLinde }, caller('secretary'), world);
  expect(ledger.lines).toMatchObject([{ event: 'put-on-agenda', object: meeting }]);
});
