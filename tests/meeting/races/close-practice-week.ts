import { answerSheet, moreReports, planOf } from '../case-plan.ts';
import type { MeetingTable } from '../meeting-table.ts';

/** The first meeting of a fresh table is the practice week; it is closed so that nothing of it comes back. */
export async function closePracticeWeek(at: MeetingTable): Promise<void> {
  await at.open();
  await at.answerChecks();
  const plan = planOf('Iris');
  const cases = answerSheet.filter(({ alias }) => !moreReports.includes(alias));
  for (const { alias } of cases) await at.discuss({ ...plan, alias });
  const blockers = await at.blockersAtClosing();
  if (blockers.length > 0) throw new Error(`the practice week did not close: ${blockers.join()}`);
}
