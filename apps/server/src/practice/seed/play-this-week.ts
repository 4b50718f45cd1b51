import {
  addDays,
  addHours,
  type Instant,
  type LocalDate,
  localDateOf,
  type MeetingId,
} from '@overlegtafel/domain';
import { takeInReport } from '@overlegtafel/usecases';
import { acuteCases } from '../week/acute-cases.ts';
import { otherCases } from '../week/other-cases.ts';
import type { PracticeCase } from '../week/practice-case.ts';
import { practiceTable } from './people-rows.ts';
import { give } from './play-earlier.ts';
import { type PracticeDays, reportBody } from './practice-days.ts';
import { did, type PracticeStage } from './practice-stage.ts';

/** Takes in the cases of this week as they stand before the table: reported, assessed, proposed, with who is asked. */
export async function playThisWeek(
  meeting: MeetingId,
  stage: PracticeStage,
  days: PracticeDays,
): Promise<void> {
  const cases = [...acuteCases, ...otherCases].map((of) => ({
    of,
    received: days.at(...of.received),
  }));
  for (const one of cases.toSorted((a, b) => a.received - b.received))
    await prepare(one, meeting, { stage, days });
  await askToDestroy(stage, days);
}

/** Somebody of a household of last month asks Veilig Thuis to destroy what is kept about them. */
async function askToDestroy(stage: PracticeStage, days: PracticeDays): Promise<void> {
  const { rows } = await stage.world.stores.recordsOf(practiceTable);
  const caseId = rows.at(-1)?.parts[0]?.caseId;
  if (caseId === undefined) throw new Error('the practice week has no records');
  const receivedAt = days.at(2, '11:00');
  const row = { id: stage.world.newId(), table: practiceTable, caseId, receivedAt };
  await stage.put([{ put: 'erasureRequest', row }]);
}

async function prepare(
  { of, received }: { readonly of: PracticeCase; readonly received: Instant },
  meeting: MeetingId,
  { stage, days }: { readonly stage: PracticeStage; readonly days: PracticeDays },
): Promise<void> {
  // Nothing of it lies ahead of the first start, which can be at any hour of table day.
  const preparedAt = days.at(1, '12:00');
  const at = addHours(received, 1);
  stage.turnTo(at > stage.now ? at : stage.now);
  const assessedOn = earliest(addDays(localDateOf(received), 1), localDateOf(preparedAt));
  const body = { ...reportBody(of, { received, assessedOn }), meeting };
  const vtWorker = stage.as('vt-worker');
  const taking = { table: practiceTable, body };
  const { item } = await did(takeInReport(taking, vtWorker, stage.world));
  if (item === undefined) throw new Error('a practice case stands on no agenda');
  const { kind, words } = of.proposal;
  await give('propose', 'vt-worker', { item, body: { kind, words } }, stage);
  for (const invitation of of.invited)
    await give('invite', 'vt-worker', { item, body: invitation }, stage);
}

function earliest(one: LocalDate, other: LocalDate): LocalDate {
  return one < other ? one : other;
}
