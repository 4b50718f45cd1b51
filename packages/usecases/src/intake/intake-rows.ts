import { sha256Hex } from '@overlegtafel/documents';
import type { CaseId, Instant, PersonId, ReportId } from '@overlegtafel/domain';
import { freshId } from '../commands/fresh-id.ts';
import type { Change } from '../ports/changes.ts';
import type { CaseRow, TableRow } from '../ports/rows.ts';
import type { World } from '../world.ts';
import type { ReportForm } from './report-form.ts';

/** What a report that is taken in makes. */
export interface IntakeRows {
  readonly report: ReportId;
  readonly caseId: CaseId;
  readonly alias: string;
  readonly changes: readonly Change[];
}

/** Who takes it in, at which table, and when. */
export interface Taking {
  readonly table: TableRow;
  readonly by: PersonId;
  readonly at: Instant;
}

/** The rows of a report. Who reported it and where somebody hides are rows apart. */
export function intakeRows(
  form: ReportForm,
  known: CaseRow | undefined,
  taking: Taking,
  world: World,
): IntakeRows {
  const report = freshId('ReportId', world);
  const household = known ?? newCase(form, taking, world);
  const caseId = household.id;
  const { table } = taking;
  const changes: Change[] = known ? [] : [{ put: 'case', row: household }];
  changes.push({ put: 'report', row: { ...form.report, id: report, caseId, table: table.id } });
  if (form.reporter) changes.push({ put: 'reporter', row: { reportId: report, ...form.reporter } });
  changes.push(...addressRows(form, caseId), ...assessmentRows(form, caseId, taking));
  return { report, caseId, alias: household.alias, changes };
}

function newCase({ of }: ReportForm, { table, at }: Taking, world: World): CaseRow {
  if (of.kind !== 'NEW') throw new Error('a known case is read, not made');
  const id = freshId('CaseId', world);
  return {
    id,
    table: table.id,
    alias: of.alias,
    reference: referenceOf(id),
    ...(of.municipality === undefined ? {} : { municipality: of.municipality }),
    household: of.household.map(({ person }) => person),
    bringingParty: table.veiligThuis,
    openedAt: at,
  };
}

/** Six digits that say nothing. They are called out, and are no key: two cases may have the same. */
function referenceOf(id: CaseId): string {
  const number = Number.parseInt(sha256Hex(id).slice(0, 12), 16) % 1_000_000;
  return `OT-${String(number).padStart(6, '0')}`;
}

function addressRows({ of }: ReportForm, caseId: CaseId): readonly Change[] {
  if (of.kind !== 'NEW') return [];
  return of.household.flatMap(({ person, confidentialAddress: address }): Change[] =>
    address === undefined
      ? []
      : [{ put: 'address', row: { caseId, involvedId: person.id, address } }],
  );
}

function assessmentRows(
  { assessment }: ReportForm,
  caseId: CaseId,
  { by }: Taking,
): readonly Change[] {
  if (!assessment) return [];
  return [{ put: 'assessment', row: { ...assessment, caseId, assessedBy: by } }];
}
