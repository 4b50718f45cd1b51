import { addHours, type Instant, localDateOf, type MeetingId } from '@overlegtafel/domain';
import { takeInReport } from '@overlegtafel/usecases';
import { acuteCases } from '../week/acute-cases.ts';
import { otherCases } from '../week/other-cases.ts';
import type { PracticeCase } from '../week/practice-case.ts';
import { practiceTable } from './people-rows.ts';
import { give } from './play-earlier.ts';
import type { KnownCases } from './play-known.ts';
import { type PracticeDays, reportBody, takenUpAt } from './practice-days.ts';
import { did, type PracticeStage } from './practice-stage.ts';

/** The meeting that is filled, with what was known before. */
interface Agenda {
  readonly meeting: MeetingId;
  readonly known: KnownCases;
}

/** Takes in the cases of this week as they stand before the table: reported, assessed, proposed, with who is asked. */
export async function playThisWeek(
  at: Agenda,
  stage: PracticeStage,
  days: PracticeDays,
): Promise<void> {
  const cases = [...acuteCases, ...otherCases].map((of) => ({
    of,
    received: days.at(...of.received),
  }));
  // The table of last week is over by then: this week's meeting is there to be filled.
  let before = days.at(7, '11:00');
  for (const { of, received } of cases.toSorted((a, b) => a.received - b.received)) {
    const takenUp = latest(takenUpAt(received), addHours(before, 1));
    await prepare({ of, received, takenUp }, at, stage);
    before = takenUp;
  }
  await askToDestroy(stage, days);
}

/** Somebody of a household of last month asks Veilig Thuis to destroy what is kept about them. */
async function askToDestroy(stage: PracticeStage, days: PracticeDays): Promise<void> {
  const { rows } = await stage.world.stores.recordsOf(practiceTable);
  const caseId = rows.at(-1)?.parts[0]?.caseId;
  if (caseId === undefined) throw new Error('the practice week has no records');
  const receivedAt = days.at(2, '11:00');
  const row = {
    id: stage.world.newId(),
    table: practiceTable,
    caseId,
    kind: 'ERASURE',
    receivedAt,
  } as const;
  await stage.put([{ put: 'rightsRequest', row }]);
}

async function prepare(
  {
    of,
    received,
    takenUp,
  }: { readonly of: PracticeCase; readonly received: Instant; readonly takenUp: Instant },
  { meeting, known }: Agenda,
  stage: PracticeStage,
): Promise<void> {
  stage.turnTo(takenUp);
  const assessedOn = localDateOf(takenUp);
  const body = { ...reportBody(of, { received, assessedOn }, known.get(of.alias)), meeting };
  const vtWorker = stage.as('vt-worker');
  const taking = { table: practiceTable, body };
  const { item } = await did(takeInReport(taking, vtWorker, stage.world));
  if (item === undefined) throw new Error('a practice case stands on no agenda');
  stage.turnTo(addHours(stage.now, 1));
  const { kind, words } = of.proposal;
  await give('propose', 'vt-worker', { item, body: { kind, words } }, stage);
  for (const invitation of of.invited)
    await give('invite', 'vt-worker', { item, body: invitation }, stage);
}

function latest(one: Instant, other: Instant): Instant {
  return one > other ? one : other;
}
