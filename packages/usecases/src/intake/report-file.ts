import type { Instant, Mistake } from '@overlegtafel/domain';
import { type FileLine, fileLines, type LineMistake } from './file-lines.ts';
import { readReportForm, type ReportForm } from './report-form.ts';

/** A mistake with what was written in its place, where that helps whoever corrects it. */
export type ReadMistake = LineMistake & { readonly words?: string };

/** How a column is called in the file, by the path of a mistake that only the table can find. */
export type ColumnNames = Readonly<Record<'caseId' | 'opens.municipality' | 'opens.alias', string>>;

/** A line of a file as it was read, before anything is asked at the table. Plain data: it may come from another thread. */
export type ReadLine = {
  /** From 1, the head included; of a JSON file the place in its array. */
  readonly line: number;
  /** How many lines of the file it takes. */
  readonly lines: number;
} & (
  | { readonly kind: 'FORM'; readonly form: ReportForm; readonly columns: ColumnNames }
  | { readonly kind: 'WRONG' | 'HEAD' | 'UNREAD'; readonly mistakes: readonly ReadMistake[] }
  | { readonly kind: 'EMPTY' }
);

/** A file of reports that somebody sent, whoever reads it and where. */
export interface ReportFile {
  /** Its lines from the first on, some at a time; may be asked more than once. */
  parts(): AsyncIterable<readonly ReadLine[]>;
}

/** The text of a file, and what it is. */
export interface FileText {
  readonly format: 'csv' | 'json';
  readonly content: string;
}

/** What reading asks of the world around. */
export interface ReadingAround {
  readonly newId: () => string;
  readonly now: () => Instant;
}

/** So many lines are read before others get their turn. */
const partLines = 50;
/** So much of what was written in the place of a mistake is told with it. */
const shownWords = 40;

/** A file that is read here, in slices: for files that are short, or where nobody else waits. */
export function fileHere(file: FileText, around: ReadingAround): ReportFile {
  return {
    async *parts() {
      for (const part of readParts(file, around)) {
        yield part;
        await othersFirst();
      }
    },
  };
}

/** Lets everything else that waits go first. */
export function othersFirst(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}

/** The lines of a file, some at a time. A part may be empty where only counting was done. */
export function* readParts(
  { format, content }: FileText,
  around: ReadingAround,
): Generator<readonly ReadLine[], undefined> {
  const read = readReportForm(around);
  let part: ReadLine[] = [];
  for (const line of fileLines(format, content)) {
    if (line !== 'PAUSE') part.push(readLine(line, read));
    if (line !== 'PAUSE' && part.length < partLines) continue;
    yield part;
    part = [];
  }
  yield part;
}

function readLine(found: FileLine, read: ReturnType<typeof readReportForm>): ReadLine {
  if (found.kind !== 'REPORT') return found;
  const { line, lines, body, columnOf } = found;
  const form = read(body, '');
  if (form.ok) return { kind: 'FORM', line, lines, form: form.value, columns: namesIn(columnOf) };
  const mistakes = form.mistakes.map((one) => told(one, columnOf(one.path), body));
  return { kind: 'WRONG', line, lines, mistakes };
}

function namesIn(columnOf: (path: string) => string): ColumnNames {
  return {
    caseId: columnOf('caseId'),
    'opens.municipality': columnOf('opens.municipality'),
    'opens.alias': columnOf('opens.alias'),
  };
}

function told(mistake: Mistake, column: string, body: unknown): ReadMistake {
  const words = mistake.kind === 'UNKNOWN_VALUE' ? wordsAt(body, mistake.path) : undefined;
  return {
    ...mistake,
    column,
    ...(words === undefined ? {} : { words: words.slice(0, shownWords) }),
  };
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
