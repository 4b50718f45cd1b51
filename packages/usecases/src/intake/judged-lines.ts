import { type Actor, type Mistake, plainReference } from '@overlegtafel/domain';
import type { CaseRow, TableRow } from '../ports/rows.ts';
import type { World } from '../world.ts';
import { askIntake, tableMistakes } from './ask-intake.ts';
import { type FileLine, fileLines, type LineMistake } from './file-lines.ts';
import { readReportForm, type ReportForm } from './report-form.ts';

/** Who reads a file, and at which table. */
export interface Here {
  readonly actor: Actor;
  readonly table: TableRow;
}

/** What a line of a file says, and whether it may come in. */
export type JudgedLine = Pick<FileLine, 'line' | 'lines'> &
  (
    | {
        readonly kind: 'GOOD';
        readonly form: ReportForm;
        /** The case that it is of, when that is there already. */
        readonly known: CaseRow | undefined;
        /** A report with the same reference came in before, or stands before it in this file. */
        readonly isRepeated: boolean;
      }
    | {
        readonly kind: 'WRONG' | 'HEAD' | 'UNREAD';
        readonly mistakes: readonly LineMistake[];
        /** What was written in the place of a mistake. */
        readonly wordsAt?: (path: string) => string | undefined;
      }
    | { readonly kind: 'EMPTY' }
  );

/** So many lines are asked about at once. */
const asked = 100;

type Form = ReturnType<ReturnType<typeof readReportForm>>;

/** Reads a file line by line, in slices, and keeps none of it. */
export async function* judgedLines(
  { format, content }: { readonly format: 'csv' | 'json'; readonly content: string },
  here: Here,
  world: World,
): AsyncGenerator<JudgedLine, undefined> {
  const read = readReportForm(world);
  const references = new Set<string>();
  for await (const lines of inParts(fileLines(format, content))) {
    const forms = lines.map((line) => (line.kind === 'REPORT' ? read(line.body, '') : undefined));
    const before = await whatIsThere(forms, here, world);
    yield* lines.map((line, n) => judged({ line, form: forms[n] }, here, { before, references }));
  }
}

async function* inParts(
  lines: AsyncIterable<FileLine>,
): AsyncGenerator<readonly FileLine[], undefined> {
  let part: FileLine[] = [];
  for await (const line of lines) {
    part.push(line);
    if (part.length < asked) continue;
    yield part;
    part = [];
  }
  yield part;
}

interface Before {
  readonly cases: ReadonlyMap<string, CaseRow>;
  readonly references: ReadonlySet<string>;
}

async function whatIsThere(
  forms: readonly (Form | undefined)[],
  { table }: Here,
  { stores }: World,
): Promise<Before> {
  const good = forms.flatMap((form) => (form?.ok ? [form.value] : []));
  const ids = good.flatMap(({ of }) => (of.kind === 'KNOWN' ? [of.caseId] : []));
  const named = good.flatMap(({ report }) => report.chainReference ?? []);
  const [cases, references] = await Promise.all([
    ids.length === 0 ? [] : stores.cases([...new Set(ids)]),
    named.length === 0 ? new Set<string>() : stores.knownReferences(table.id, named),
  ]);
  return { cases: new Map(cases.map((one) => [one.id, one])), references };
}

function judged(
  { line: file, form }: { readonly line: FileLine; readonly form: Form | undefined },
  here: Here,
  { before, references }: { readonly before: Before; readonly references: Set<string> },
): JudgedLine {
  const { line, lines } = file;
  if (file.kind !== 'REPORT') return file;
  const good = form?.ok ? form.value : undefined;
  const known = good && caseOf(good, before);
  const mistakes = form ? mistakesOf(form, known, here) : [];
  if (good && mistakes.length === 0) {
    const isRepeated = isRepeatedIn(good, before, references);
    return { kind: 'GOOD', line, lines, form: good, known, isRepeated };
  }
  return {
    kind: 'WRONG',
    line,
    lines,
    mistakes: mistakes.map((one) => ({ ...one, column: file.columnOf(one.path) })),
    wordsAt: (path) => wordsAt(file.body, path),
  };
}

function caseOf({ of }: ReportForm, { cases }: Before): CaseRow | undefined {
  return of.kind === 'KNOWN' ? cases.get(of.caseId) : undefined;
}

function mistakesOf(form: Form, known: CaseRow | undefined, here: Here): readonly Mistake[] {
  return form.ok ? atTable(form.value, known, here) : form.mistakes;
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

/** What stands at a path of a body, when it is a text. */
function wordsAt(body: unknown, path: string): string | undefined {
  let at = body;
  for (const step of path.split('.')) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return undefined;
    at = Reflect.get(at, step);
  }
  return typeof at === 'string' ? at : undefined;
}
