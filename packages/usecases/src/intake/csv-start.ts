import { afterLine, type CsvStart } from './csv-records.ts';

/** The signs between cells that spreadsheets write; Dutch ones write semicolons. */
const signs = [';', '\t', ',', '|'];
const signLine = /^"?sep=([^\r\n])["\s;,]*$/i;
/** So much of the head is looked at to find its sign. */
const headStart = 10_000;
/** More lines than anybody leaves empty above a head. */
const mostAbove = 100;
const byteOrderMark = '\uFEFF';

/**
 * Where the head of a file begins: below the line `sep=;` that tells Excel which sign there is, and below empty lines.
 * Without such a line the head tells its sign itself.
 */
export function startOf(content: string): CsvStart {
  const eol = content.includes('\n') ? '\n' : '\r';
  const start = { at: content.startsWith(byteOrderMark) ? 1 : 0, line: 1, eol } as const;
  const above = linesAbove(content, start);
  const told = above.signs[0];
  const { at, line } = above;
  const head = content.slice(at, Math.min(afterLine(content, at, eol), at + headStart));
  return { at, line, eol, sign: told ?? signOf(head) };
}

/** Behind the lines that come before the head, and the signs that they tell. */
function linesAbove(content: string, { at: from, line: first, eol }: Omit<CsvStart, 'sign'>) {
  const signs: string[] = [];
  let [at, line] = [from, first];
  while (at < content.length && line < mostAbove) {
    const end = afterLine(content, at, eol);
    const text = content.slice(at, Math.min(end, at + headStart));
    const sign = signLine.exec(text)?.[1];
    if (sign === undefined && /[^;,|\s"]/.test(text)) break;
    if (sign !== undefined) signs.push(sign);
    at = end;
    line += 1;
  }
  return { at, line, signs };
}

function signOf(head: string): string {
  const outside = head.split('"').filter((_part, n) => n % 2 === 0);
  const count = (sign: string) => outside.reduce((sum, part) => sum + part.split(sign).length, 0);
  return signs.reduce((best, sign) => (count(sign) > count(best) ? sign : best), ';');
}
