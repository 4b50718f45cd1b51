import { fileLimits } from './file-limits.ts';

/** What stands on one line of a file, or on some lines when a cell in quotes goes over several. */
export type CsvRecord = {
  /** Where it begins, from 1. */
  readonly line: number;
  /** How many lines of the file it takes. */
  readonly lines: number;
} & (
  | { readonly kind: 'CELLS'; readonly cells: readonly string[] }
  /** Nothing but signs and blanks, as spreadsheets write rows that were emptied. */
  | { readonly kind: 'EMPTY' }
  | { readonly kind: 'BROKEN'; readonly why: 'OPEN_QUOTE' | 'TOO_MANY_COLUMNS' | 'TOO_LONG' }
);

/** Where reading begins, and with which sign between the cells. */
export interface CsvStart {
  readonly at: number;
  readonly line: number;
  readonly sign: string;
  /** What ends a line: `\n`, with or without `\r` before it, or `\r` alone in a file that has no other. */
  readonly eol: '\n' | '\r';
}

/** What was found of a cell, or of a record, and where what follows begins. */
type Found<T> =
  | { readonly value: T; readonly end: number; readonly lines: number }
  | { readonly why: Extract<CsvRecord, { kind: 'BROKEN' }>['why'] };

const quote = '"';

/**
 * The records of a file as a spreadsheet writes it (RFC 4180, with any sign). Every line of the file stands in exactly
 * one of them: after a line that is broken, reading goes on at the next line, so that a quote which nobody closed
 * swallows nothing. Takes as long as the file, whatever stands in it.
 *
 * @param columnsOf how many columns the head has; 0 while that is not known
 */
export function* csvRecords(
  content: string,
  start: CsvStart,
  columnsOf: () => number,
): Generator<CsvRecord, undefined> {
  const { sign, eol } = start;
  let { at, line } = start;
  while (at < content.length) {
    const found = recordAt({ content, sign, eol, columns: columnsOf() }, at);
    if ('why' in found) {
      yield { kind: 'BROKEN', line, lines: 1, why: found.why };
      at = afterLine(content, at, eol);
      line += 1;
    } else {
      const { value: cells, end, lines } = found;
      if (cells.every((cell) => cell.trim() === '')) yield { kind: 'EMPTY', line, lines };
      else yield { kind: 'CELLS', line, lines, cells };
      at = end;
      line += lines;
    }
  }
}

interface Source extends Pick<CsvStart, 'sign' | 'eol'> {
  readonly content: string;
  readonly columns: number;
}

function recordAt(source: Source, start: number): Found<readonly string[]> {
  const { content, sign } = source;
  const cells: string[] = [];
  let at = start;
  let lines = 1;
  for (;;) {
    const cell = content[at] === quote ? quotedAt(source, at) : plainAt(source, at);
    if ('why' in cell) return cell;
    if (cells.length === fileLimits.columns) return { why: 'TOO_MANY_COLUMNS' };
    cells.push(cell.value);
    lines += cell.lines;
    at = cell.end;
    if (content[at] !== sign) return { value: cells, end: at + lengthOfEnd(source, at), lines };
    at += 1;
  }
}

/** How many signs end the line here; none when something else stands here. At the end of the file one. */
function lengthOfEnd({ content, eol }: Source, at: number): number {
  if (content[at] === eol || at >= content.length) return 1;
  return content[at] === '\r' && content[at + 1] === eol ? 2 : 0;
}

function plainAt(source: Source, start: number): Found<string> {
  const { content, sign } = source;
  let end = start;
  while (content[end] !== sign && lengthOfEnd(source, end) === 0) {
    end += 1;
    if (end - start > fileLimits.cell) return { why: 'TOO_LONG' };
  }
  return { value: content.slice(start, end), end, lines: 0 };
}

/** A cell in quotes: two of them are one, and it may go over several lines. */
function quotedAt(source: Source, start: number): Found<string> {
  const { content, sign, eol } = source;
  let end = start + 1;
  for (;;) {
    end = content.indexOf(quote, end);
    if (end === -1) return { why: 'OPEN_QUOTE' };
    if (end - start > fileLimits.cell) return { why: 'TOO_LONG' };
    if (content[end + 1] !== quote) break;
    end += 2;
  }
  const isClosed = content[end + 1] === sign || lengthOfEnd(source, end + 1) > 0;
  const inside = content.slice(start + 1, end);
  const lines = inside.split(eol);
  if (!isClosed || lines.length > fileLimits.cellLines || hidesRecord(lines, source))
    return { why: 'OPEN_QUOTE' };
  return { value: inside.replaceAll('""', quote), end: end + 1, lines: lines.length - 1 };
}

/** A line within quotes that looks like a whole record: the quote before it was never meant to be open. */
function hidesRecord([, ...others]: readonly string[], { sign, columns }: Source): boolean {
  return columns > 2 && others.some((line) => line.split(sign).length >= columns);
}

/** Where the line after the one at this place begins. */
export function afterLine(content: string, at: number, eol: CsvStart['eol']): number {
  const end = content.indexOf(eol, at);
  return end === -1 ? content.length : end + 1;
}

/** So many lines are counted at once. */
const counted = 1_000;

/** How many lines a file has, some at a time. */
export function* lineCounts(content: string, eol: CsvStart['eol']): Generator<number, undefined> {
  let count = 0;
  for (let at = 0; at < content.length; at = afterLine(content, at, eol)) {
    count += 1;
    if (count < counted) continue;
    yield count;
    count = 0;
  }
  yield count;
}
