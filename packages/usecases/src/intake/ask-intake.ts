import {
  type Actor,
  type Mistake,
  type Permission,
  readId,
  type TableId,
} from '@overlegtafel/domain';
import type { CaseRow, TableRow } from '../ports/rows.ts';
import { askCase } from '../scene/ask-table.ts';
import { aliasMistakes } from './neutral-alias.ts';
import type { ReportForm } from './report-form.ts';

/** Whether somebody may take in a report of this case, or of a new one at this table. */
export function askIntake(
  actor: Actor,
  { of }: ReportForm,
  known: CaseRow | undefined,
  table: TableId,
): Permission {
  if (known) return askCase(actor, 'WRITE', 'report', known);
  const id = readId('CaseId', 'new-case', 'case');
  if (!id.ok) return { kind: 'REFUSED', reason: 'UNREADABLE' };
  // A case that is not there is asked about as one of nobody's: its mistake is told to whoever takes reports in.
  const municipality = of.kind === 'NEW' ? of.municipality : undefined;
  const fresh = { id: id.value, table, ...(municipality === undefined ? {} : { municipality }) };
  return askCase(actor, 'WRITE', 'report', fresh);
}

/** What is wrong with a report at this table, besides its form. */
export function tableMistakes(
  form: ReportForm,
  known: CaseRow | undefined,
  table: TableRow,
): readonly Mistake[] {
  const { of } = form;
  if (of.kind === 'KNOWN')
    return known?.table === table.id ? [] : [{ path: 'caseId', kind: 'UNKNOWN_VALUE' }];
  const isOurs =
    of.municipality === undefined ||
    table.municipalities.some(({ code }) => code === of.municipality);
  return [
    ...(isOurs ? [] : [{ path: 'opens.municipality', kind: 'UNKNOWN_VALUE' } as const]),
    ...aliasMistakes(form),
  ];
}
