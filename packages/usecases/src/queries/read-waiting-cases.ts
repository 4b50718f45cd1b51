import type { CaseId, TableId } from '@overlegtafel/domain';
import type { ApiAnswer } from '@overlegtafel/protocol/api';
import { directoryOf, municipalityOf } from '../answers/directory.ts';
import { reportView } from '../answers/thing-views.ts';
import { refusalFor } from '../commands/do-to-meeting.ts';
import { done, type Outcome, refuse } from '../outcome/outcome.ts';
import type { AssessmentRow, ReportRow } from '../ports/rows.ts';
import { actorOf } from '../scene/actor-of.ts';
import { askCase, askTable, sitsAt } from '../scene/ask-table.ts';
import { itemTerms, lastAssessment, termView } from '../scene/item-terms.ts';
import type { Caller, World } from '../world.ts';
import { recordReading } from './record-reading.ts';

/** MC85: the cases whose last report stands on no agenda yet; to each their own. */
export async function readWaitingCases(
  { table }: { readonly table: TableId },
  caller: Caller,
  world: World,
): Promise<Outcome<ApiAnswer<'waitingCases'>>> {
  const { stores } = world;
  const actor = await actorOf(caller.person, world);
  const permission = askTable(actor, 'READ', 'agenda', table);
  const subject = { action: 'R', event: 'read-waiting-cases', objectKind: 'table' } as const;
  const about = { ...subject, object: table, about: { table } };
  const directory = permission.kind === 'ALLOWED' ? await directoryOf(table, world) : undefined;
  const ids = directory ? await stores.waitingCases(table) : [];
  const households = (await stores.cases(ids)).map((household) => ({
    household,
    permission: askCase(actor, 'READ', 'report', household),
  }));
  const theirs = households.filter((one) => one.permission.kind === 'ALLOWED');
  const cases = theirs.map((one) => ({
    table,
    caseId: one.household.id,
    permission: one.permission,
  }));
  await recordReading(about, { permission, cases }, caller, world);
  if (permission.kind === 'REFUSED') return refuse(refusalFor(permission, sitsAt(actor, table)));
  if (!directory) return refuse({ kind: 'NOT_THERE' });
  const seen = theirs.map(({ household }) => household.id);
  const known = await lastKnownOf(seen, world);
  return done(
    theirs.flatMap(({ household }) => {
      const { report, assessment } = known(household.id);
      if (!report) return [];
      const level = assessment?.level;
      const [term] = itemTerms({ report, assessment, level }, world.now());
      return [
        {
          caseId: household.id,
          alias: household.alias,
          ...municipalityOf(household, directory),
          report: reportView(report),
          ...(level === undefined ? {} : { level }),
          ...(term ? { term: termView(term) } : {}),
        },
      ];
    }),
  );
}

async function lastKnownOf(cases: readonly CaseId[], { stores }: World) {
  const [reports, assessments] = await Promise.all([
    stores.reportsOf(cases),
    stores.assessmentsOf(cases),
  ]);
  return (
    id: CaseId,
  ): { report: ReportRow | undefined; assessment: AssessmentRow | undefined } => ({
    report: reports
      .filter(({ caseId }) => caseId === id)
      .sort((a, b) => a.receivedAt - b.receivedAt)
      .at(-1),
    assessment: lastAssessment(assessments.filter(({ caseId }) => caseId === id)),
  });
}
