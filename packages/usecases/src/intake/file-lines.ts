import type { Mistake } from '@overlegtafel/domain';
import { bodyOfLine, columnOf, type Heads, readHeads } from './csv-columns.ts';
import { type CsvRecord, csvRecords, type CsvStart, lineCounts } from './csv-records.ts';
import { startOf } from './csv-start.ts';
import { fileLimits } from './file-limits.ts';
import { jsonReports } from './json-reports.ts';

/** A mistake in a file, with the column as it is called there. */
export type LineMistake = Mistake & { readonly column: string };

/**
 * What a file says from one line on. Every line of the file stands in exactly one of these: it is a report, or it is told
 * what is wrong, or nothing stands on it, or it was not read.
 */
export type FileLine = {
  /** From 1, the head included; of a JSON file the place in its array. */
  readonly line: number;
  /** How many lines of the file it takes. */
  readonly lines: number;
} & (
  | {
      readonly kind: 'REPORT';
      readonly body: unknown;
      /** The column of a mistake, as it is called in this file. */
      readonly columnOf: (path: string) => string;
    }
  | { readonly kind: 'WRONG'; readonly mistakes: readonly LineMistake[] }
  /** The head, and what is wrong with it. */
  | { readonly kind: 'HEAD'; readonly mistakes: readonly LineMistake[] }
  | { readonly kind: 'EMPTY' }
  /** Why nothing is read from here on: then nothing at all is taken in. */
  | { readonly kind: 'UNREAD'; readonly mistakes: readonly LineMistake[] }
);

/** Reads the lines of a file of reports one by one. `PAUSE` where counting took a while and nothing was found. */
export function fileLines(
  format: 'csv' | 'json',
  content: string,
): Generator<FileLine | 'PAUSE', undefined> {
  return format === 'csv' ? csvLines(content) : jsonLines(content);
}

function* csvLines(content: string): Generator<FileLine | 'PAUSE', undefined> {
  const start = startOf(content);
  const file = { content, ...start };
  for (let line = 1; line < start.line; line += 1) yield { kind: 'EMPTY', line, lines: 1 };
  let heads: Heads | undefined;
  let reports = 0;
  for (const record of csvRecords(content, start, () => heads?.names.length ?? 0)) {
    const { line } = record;
    if (record.kind !== 'EMPTY' && heads) reports += 1;
    if (reports > fileLimits.reports || line > fileLimits.lines)
      return yield* unread({ ...file, line }, 'TOO_MANY_LINES');
    if (heads || record.kind === 'EMPTY') {
      yield lineOf(record, heads);
      continue;
    }
    const found = headsOf(record);
    if (typeof found === 'string') return yield* unread({ ...file, line }, found);
    heads = found;
    yield { kind: 'HEAD', line, lines: record.lines, mistakes: headMistakes(heads) };
  }
}

/** The head of a file; or why it has none, and cannot be read. */
function headsOf(record: Exclude<CsvRecord, { kind: 'EMPTY' }>): Heads | Mistake['kind'] {
  if (record.kind === 'BROKEN') return record.why;
  const heads = readHeads(record.cells);
  return heads.columns.some(Boolean) ? heads : 'NO_HEAD';
}

/** Everything from a line on, which nobody reads: where the file tells too little, or is too long. */
function* unread(
  { content, line, eol }: CsvStart & { readonly content: string },
  kind: Mistake['kind'],
): Generator<FileLine | 'PAUSE', undefined> {
  let lines = 1 - line;
  for (const counted of lineCounts(content, eol)) {
    lines += counted;
    yield 'PAUSE';
  }
  yield { kind: 'UNREAD', line, lines, mistakes: [{ path: '', kind, column: '' }] };
}

function headMistakes({ names, unknown, twice }: Heads): readonly LineMistake[] {
  const at = (kind: Mistake['kind']) => (n: number) => {
    const column = names[n] ?? '';
    return { path: column, kind, column };
  };
  return [...unknown.map(at('UNKNOWN_FIELD')), ...twice.map(at('TWICE'))];
}

function lineOf(record: CsvRecord, heads: Heads | undefined): FileLine {
  const { line, lines } = record;
  if (record.kind === 'EMPTY' || !heads) return { kind: 'EMPTY', line, lines };
  if (record.kind === 'BROKEN')
    return { kind: 'WRONG', line, lines, mistakes: [{ path: '', kind: record.why, column: '' }] };
  const { body, mistakes } = bodyOfLine(record.cells, heads);
  if (mistakes.length > 0) return { kind: 'WRONG', line, lines, mistakes };
  return { kind: 'REPORT', line, lines, body, columnOf: (path) => columnOf(path, heads) };
}

/** A JSON array of reports; `line` is the place in the array. */
function* jsonLines(content: string): Generator<FileLine | 'PAUSE', undefined> {
  for (const report of jsonReports(content)) {
    const { place: line } = report;
    const wrong = (kind: Mistake['kind']) => [{ path: '', kind, column: '' }] as const;
    if (line > fileLimits.reports)
      return void (yield { kind: 'UNREAD', line, lines: 1, mistakes: wrong('TOO_MANY_LINES') });
    if (report.kind === 'VALUE')
      yield { kind: 'REPORT', line, lines: 1, body: report.value, columnOf: (path) => path };
    else if (report.kind === 'BROKEN')
      yield { kind: 'WRONG', line, lines: 1, mistakes: wrong('WRONG_TYPE') };
    else yield { kind: 'UNREAD', line, lines: 1, mistakes: wrong(report.why) };
  }
}
