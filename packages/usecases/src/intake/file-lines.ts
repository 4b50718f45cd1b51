import type { Mistake } from '@overlegtafel/domain';
import { parse } from 'csv-parse';
import { bodyOfLine, columnOf, readHeads, type Heads } from './csv-columns.ts';

/** A report as it stands in a file: where, and what it says. Or why the line is none. */
export interface FileLine {
  /** From 1, the head line included. */
  readonly line: number;
  readonly body: unknown;
  readonly mistakes: readonly (Mistake & { readonly column: string })[];
  /** The column of a mistake, as it is called in this file. */
  readonly columnOf: (path: string) => string;
}

/** So much of a file is read before others get their turn, in characters. */
const slice = 65_536;

/** Reads the lines of a file of reports in slices, so that everything else goes on meanwhile. */
export async function* fileLines(
  format: 'csv' | 'json',
  content: string,
): AsyncGenerator<FileLine, undefined> {
  if (format === 'csv') yield* csvLines(content);
  else yield* jsonLines(content);
}

interface ParsedLine {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

async function* csvLines(content: string): AsyncGenerator<FileLine, undefined> {
  const skipped: number[] = [];
  const parser = parse({
    bom: true,
    delimiter: delimiterOf(content),
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    on_skip: (error) => void skipped.push(Number(error?.['lines'] ?? 0)),
  });
  const feeding = feed(parser, content);
  let heads: Heads | undefined;
  let last = 0;
  for await (const parsed of parser) {
    const { record, info } = readParsed(parsed);
    const line = last + 1;
    last = info.lines;
    yield* skipped.splice(0).map(unreadable);
    if (heads) yield lineOf(record, line, heads);
    else {
      heads = readHeads(record);
      yield* unknownHeads(heads);
    }
  }
  await feeding;
  yield* skipped.map(unreadable);
}

function readParsed(parsed: unknown): ParsedLine {
  const isParsed = (value: unknown): value is ParsedLine =>
    typeof value === 'object' && value !== null && 'record' in value && 'info' in value;
  if (!isParsed(parsed)) throw new Error('the parser gave no line');
  return parsed;
}

/** Dutch spreadsheets write semicolons. The head line tells. */
function delimiterOf(content: string): string {
  const head = content.slice(0, content.search(/[\r\n]|$/));
  const count = (sign: string) => head.split(sign).length;
  return [';', '\t', ','].reduce((best, sign) => (count(sign) > count(best) ? sign : best), ',');
}

async function feed(parser: ReturnType<typeof parse>, content: string): Promise<void> {
  for (let at = 0; at < content.length; at += slice) {
    const isTaken = parser.write(content.slice(at, at + slice));
    if (!isTaken) await new Promise<void>((resolve) => void parser.once('drain', resolve));
    await othersFirst();
  }
  parser.end();
}

/** Lets everything else that waits go first. */
export function othersFirst(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}

function unreadable(line: number): FileLine {
  const mistakes = [{ path: '', kind: 'WRONG_TYPE', column: '' }] as const;
  return { line, body: undefined, mistakes, columnOf: () => '' };
}

function unknownHeads(heads: Heads): readonly FileLine[] {
  if (heads.unknown.length === 0) return [];
  const mistakes = heads.unknown.map((n) => {
    const column = heads.names[n] ?? '';
    return { path: column, kind: 'UNKNOWN_FIELD', column } as const;
  });
  return [{ line: 1, body: undefined, mistakes, columnOf: (path) => columnOf(path, heads) }];
}

function lineOf(record: readonly string[], line: number, heads: Heads): FileLine {
  const tooMany = record.length > heads.names.length;
  const mistakes = tooMany
    ? ([{ path: '', kind: 'UNKNOWN_FIELD', column: String(heads.names.length + 1) }] as const)
    : [];
  const body = bodyOfLine(record, heads);
  return { line, body, mistakes, columnOf: (path) => columnOf(path, heads) };
}

/** A JSON array of reports; `line` is the place in the array. */
async function* jsonLines(content: string): AsyncGenerator<FileLine, undefined> {
  const read = readArray(content);
  if (!read) return void (yield unreadable(1));
  for (const [n, body] of read.entries()) {
    yield { line: n + 1, body, mistakes: [], columnOf: (path) => path };
    if (n % 500 === 499) await othersFirst();
  }
}

function readArray(content: string): readonly unknown[] | undefined {
  try {
    const value: unknown = JSON.parse(content);
    return Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
