import type { CaseId } from '@overlegtafel/domain';
import { takeInReport } from '@overlegtafel/usecases';
import { acuteCases } from '../week/acute-cases.ts';
import { otherCases } from '../week/other-cases.ts';
import type { PracticeCase } from '../week/practice-case.ts';
import { practiceTable } from './people-rows.ts';
import { opensBody, type PracticeDays } from './practice-days.ts';
import { did, type PracticeStage } from './practice-stage.ts';

/** Cases that were known before there was a table, by their alias. */
export type KnownCases = ReadonlyMap<string, CaseId>;

/** ID17: enters what Veilig Thuis had about cases of this week before there was a table, with the days it came in. */
export async function playKnown(stage: PracticeStage, days: PracticeDays): Promise<KnownCases> {
  const known = new Map<string, CaseId>();
  for (const one of [...acuteCases, ...otherCases]) {
    const caseId = await enter(one, stage, days);
    if (caseId !== undefined) known.set(one.alias, caseId);
  }
  return known;
}

async function enter(
  one: PracticeCase,
  stage: PracticeStage,
  days: PracticeDays,
): Promise<CaseId | undefined> {
  let known: CaseId | undefined;
  for (const { received, ...report } of one.earlier ?? []) {
    const body = {
      ...report,
      kind: known === undefined ? 'FIRST' : 'REPEAT',
      receivedAt: new Date(days.at(...received)).toISOString(),
      ...(known === undefined ? { opens: opensBody(one) } : { caseId: known }),
    };
    const taking = { table: practiceTable, body };
    known = (await did(takeInReport(taking, stage.as('vt-worker'), stage.world))).caseId;
  }
  return known;
}
