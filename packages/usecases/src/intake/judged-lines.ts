import { type Actor, type Mistake, plainReference } from '@overlegtafel/domain';
import type { CaseRow, TableRow } from '../ports/rows.ts';
import type { Stores } from '../ports/stores.ts';
import { askIntake, tableMistakes } from './ask-intake.ts';
import type { ColumnNames, ReadLine, ReadMistake, ReportFile } from './report-file.ts';
import type { ReportForm } from './report-form.ts';

/** Who reads a file, and at which table. */
export interface Here {
  readonly actor: Actor;
  readonly table: TableRow;
}

/** What a line of a file says, and whether it may come in. */
export type JudgedLine =
  | Exclude<ReadLine, { readonly kind: 'FORM' }>
  | (Pick<ReadLine, 'line' | 'lines'> & {
      readonly kind: 'GOOD';
      readonly form: ReportForm;
      /** The case that it is of, when that is there already. */
      readonly known: CaseRow | undefined;
      /** A report with the same reference came in before, or stands before it in this file. */
      readonly isRepeated: boolean;
    });

type FormLine = Extract<ReadLine, { readonly kind: 'FORM' }>;
type AskedStores = Pick<Stores, 'cases' | 'knownReferences'>;

/** Judges the lines of a file one after the other, and keeps none of them. */
export async function* judgedLines(
  file: ReportFile,
  here: Here,
  stores: AskedStores,
): AsyncGenerator<JudgedLine, undefined> {
  const references = new Set<string>();
  for await (const lines of file.parts()) {
    const forms = lines.flatMap((line) => (line.kind === 'FORM' ? [line.form] : []));
    const before = await whatIsThere(forms, here, stores);
    for (const line of lines)
      yield line.kind === 'FORM' ? judged(line, here, { before, references }) : line;
  }
}

interface Before {
  readonly cases: ReadonlyMap<string, CaseRow>;
  readonly references: ReadonlySet<string>;
}

async function whatIsThere(
  forms: readonly ReportForm[],
  { table }: Here,
  stores: AskedStores,
): Promise<Before> {
  const ids = forms.flatMap(({ of }) => (of.kind === 'KNOWN' ? [of.caseId] : []));
  const named = forms.flatMap(({ report }) => report.chainReference ?? []);
  const [cases, references] = await Promise.all([
    ids.length === 0 ? [] : stores.cases([...new Set(ids)]),
    named.length === 0 ? new Set<string>() : stores.knownReferences(table.id, named),
  ]);
  return { cases: new Map(cases.map((one) => [one.id, one])), references };
}

function judged(
  { line, lines, form, columns }: FormLine,
  here: Here,
  { before, references }: { readonly before: Before; readonly references: Set<string> },
): JudgedLine {
  const known = form.of.kind === 'KNOWN' ? before.cases.get(form.of.caseId) : undefined;
  const mistakes = atTable(form, known, here);
  if (mistakes.length > 0) {
    const told = mistakes.map((mistake) => inFile(mistake, form, columns));
    return { kind: 'WRONG', line, lines, mistakes: told };
  }
  const isRepeated = isRepeatedIn(form, before, references);
  return { kind: 'GOOD', line, lines, form, known, isRepeated };
}

/** True for a reference that came in before, or stood before in this file; from here on it did. */
function isRepeatedIn(
  { report: { chainReference } }: ReportForm,
  before: Before,
  references: Set<string>,
): boolean {
  if (chainReference === undefined) return false;
  const plain = plainReference(chainReference);
  const isRepeated = before.references.has(chainReference) || references.has(plain);
  references.add(plain);
  return isRepeated;
}

function atTable(
  form: ReportForm,
  known: CaseRow | undefined,
  { actor, table }: Here,
): readonly Mistake[] {
  const wrong = tableMistakes(form, known, table);
  if (wrong.length > 0) return wrong;
  const permission = askIntake(actor, form, known, table.id);
  return permission.kind === 'ALLOWED' ? [] : [{ path: 'caseId', kind: 'NOT_ALLOWED' }];
}

/** A mistake that the table found, in its place in the file and with the word that stands there. */
function inFile(mistake: Mistake, { of }: ReportForm, columns: ColumnNames): ReadMistake {
  const names: Readonly<Record<string, string>> = columns;
  const column = names[mistake.path] ?? mistake.path;
  if (mistake.kind !== 'UNKNOWN_VALUE') return { ...mistake, column };
  const words = of.kind === 'KNOWN' ? of.caseId : of.municipality;
  return { ...mistake, column, ...(words === undefined ? {} : { words }) };
}
