import type { HouseholdRole, Mistake, MunicipalityCode, Report } from '@overlegtafel/domain';
import { type Language, mistakeSentence } from '@overlegtafel/protocol';
import { iso } from '../answers/instants.ts';
import { choicesOf } from './csv-columns.ts';
import { fileLimits } from './file-limits.ts';
import type { CaseRow } from '../ports/rows.ts';
import type { JudgedLine } from './judged-lines.ts';
import type { ReadMistake } from './report-file.ts';
import type { ReportForm } from './report-form.ts';

/** A mistake in a file, for whoever has it open. */
export interface FileMistake {
  readonly line: number;
  readonly column: string;
  readonly kind: Mistake['kind'];
  readonly message: string;
}

/** A report of a file as it was understood: what whoever looks at it wants to check. */
export interface ListedReport {
  readonly line: number;
  readonly alias: string;
  readonly receivedAt: string;
  readonly signal: Report['signal'];
  readonly kind: Report['kind'];
  readonly municipality?: MunicipalityCode;
  readonly household: {
    readonly role: HouseholdRole;
    readonly ageYears?: number;
    readonly isChild: boolean;
  }[];
  readonly reference?: string;
  readonly isRepeated: boolean;
}

/** Where the lines of a file went. Together they are all of them. */
export interface LineCounts {
  total: number;
  good: number;
  wrong: number;
  repeated: number;
  /** The head, what stands above it, and lines on which nothing stands. */
  empty: number;
  unread: number;
}

/** What was seen of a file as a whole. However long it is, only the beginning of each list is kept. */
export interface FileSeen {
  readonly lines: LineCounts;
  /** Reports that are right, without and with a reference that is known. */
  readonly good: number;
  readonly repeated: number;
  readonly wrong: number;
  /** All mistakes, also those that are not listed. */
  readonly mistakeCount: number;
  readonly mistakes: FileMistake[];
  readonly listed: ListedReport[];
  /** Nothing of it can be taken in. */
  readonly isUnread: boolean;
}

/** Goes through a file once and says what is in it. */
export async function seenIn(
  judged: AsyncIterable<JudgedLine>,
  language: Language,
): Promise<FileSeen> {
  const lines: LineCounts = { total: 0, good: 0, wrong: 0, repeated: 0, empty: 0, unread: 0 };
  const reports = { good: 0, repeated: 0, wrong: 0, mistakeCount: 0 };
  const mistakes: FileMistake[] = [];
  const listed: ListedReport[] = [];
  for await (const line of judged) {
    lines.total += line.lines;
    lines[placeOf(line)] += line.lines;
    if (line.kind === 'EMPTY') continue;
    if (line.kind === 'GOOD') {
      reports[line.isRepeated ? 'repeated' : 'good'] += 1;
      if (listed.length < fileLimits.told) listed.push(listedReport(line));
      continue;
    }
    if (line.mistakes.length > 0) reports.wrong += 1;
    reports.mistakeCount += line.mistakes.length;
    const room = fileLimits.told - mistakes.length;
    for (const mistake of line.mistakes.slice(0, room))
      mistakes.push(told(mistake, line, language));
  }
  return { lines, ...reports, mistakes, listed, isUnread: lines.unread > 0 };
}

function placeOf(line: JudgedLine): Exclude<keyof LineCounts, 'total'> {
  switch (line.kind) {
    case 'GOOD':
      return line.isRepeated ? 'repeated' : 'good';
    case 'WRONG':
      return 'wrong';
    case 'HEAD':
    case 'EMPTY':
      return 'empty';
    case 'UNREAD':
      return 'unread';
  }
}

export function listedReport({
  line,
  form,
  known,
  isRepeated,
}: Extract<JudgedLine, { kind: 'GOOD' }>): ListedReport {
  const { receivedAt, signal, kind, chainReference: reference } = form.report;
  return {
    line,
    ...subjectOf(form, known),
    receivedAt: iso(receivedAt),
    signal,
    kind,
    ...(reference === undefined ? {} : { reference }),
    isRepeated,
  };
}

/** The case of a report: the one that it opens, or the one that is there. */
function subjectOf(
  { of }: ReportForm,
  known: CaseRow | undefined,
): Pick<ListedReport, 'alias' | 'municipality' | 'household'> {
  const municipality = of.kind === 'NEW' ? of.municipality : known?.municipality;
  const people =
    of.kind === 'NEW' ? of.household.map(({ person }) => person) : (known?.household ?? []);
  return {
    alias: of.kind === 'NEW' ? of.alias : (known?.alias ?? ''),
    ...(municipality === undefined ? {} : { municipality }),
    household: people.map(({ role, ageYears, isChild }) => ({
      role,
      isChild,
      ...(ageYears === undefined ? {} : { ageYears }),
    })),
  };
}

function told(
  mistake: ReadMistake,
  { line }: Pick<JudgedLine, 'line'>,
  language: Language,
): FileMistake {
  const { path, kind, column, words } = mistake;
  const choices = kind === 'UNKNOWN_VALUE' ? choicesOf(path) : [];
  const message =
    words === undefined
      ? mistakeSentence(mistake, language)
      : unknownValue({ words, column, choices }, language);
  return { line, column, kind, message };
}

function unknownValue(
  { words, column, choices }: { words: string; column: string; choices: readonly string[] },
  language: Language,
): string {
  const list = choices.join(', ');
  if (language === 'en')
    return `${column}: we do not know “${words}”. ${list === '' ? 'Write it in another way.' : `Choose from: ${list}.`}`;
  return `${column}: ‘${words}’ kennen we niet. ${list === '' ? 'Schrijf het anders.' : `Kies uit: ${list}.`}`;
}
