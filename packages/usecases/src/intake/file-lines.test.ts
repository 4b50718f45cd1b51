import { describe, expect, it } from 'vitest';
import { fileLimits } from './file-limits.ts';
import { type FileLine, fileLines } from './file-lines.ts';

function linesOf(content: string, format: 'csv' | 'json' = 'csv'): FileLine[] {
  const lines: FileLine[] = [];
  for (const line of fileLines(format, content)) if (line !== 'PAUSE') lines.push(line);
  return lines;
}

/** Each line as `line+lines KIND` and its mistakes. */
function told(content: string, format: 'csv' | 'json' = 'csv'): string[] {
  const lines = linesOf(content, format);
  return lines.map((line) => {
    const mistakes = 'mistakes' in line ? line.mistakes.map(({ kind }) => ` ${kind}`).join('') : '';
    return `${line.line}+${line.lines} ${line.kind}${mistakes}`;
  });
}

function bodies(content: string): unknown[] {
  return linesOf(content).flatMap((line) => (line.kind === 'REPORT' ? [line.body] : []));
}

const head = 'signaal;soort;bron;samenvatting';
const good = 'melding;eerste;politie;Ruzie';
const body = { signal: 'REPORT', kind: 'FIRST', source: 'POLICE', summary: 'Ruzie' };

describe('a file as a Dutch spreadsheet writes it', () => {
  it('IN190 tells its sign on the first line, and has lines without anything', () => {
    const content = `sep=;\r\n\r\n${head}\r\n${good}\r\n;;;\r\n${good}\r\n`;
    expect(told(content)).toEqual([
      '1+1 EMPTY',
      '2+1 EMPTY',
      '3+1 HEAD',
      '4+1 REPORT',
      '5+1 EMPTY',
      '6+1 REPORT',
    ]);
    expect(bodies(content)).toEqual([body, body]);
    const tabs = content.replaceAll(';', '\t');
    expect(bodies(tabs)).toEqual([body, body]);
    expect(bodies(`\uFEFF${content.replaceAll(';', ',')}`)).toEqual([body, body]);
    expect(bodies(content.replaceAll('\r\n', '\r'))).toEqual([body, body]);
    expect(told(`${head}\n${good}${`\n;;;`.repeat(300)}`)).toHaveLength(302);
  });

  it('IN190 has heads with other blanks, capitals and signs that nobody sees', () => {
    const heads = '\u200bSignaal ;SOORT\u00a0MELDING;bron*;samen\u00advatting:;;';
    expect(bodies(`${heads}\n${good};;`)).toEqual([body]);
  });

  it('IN190 has cells over several lines, and quotes in them', () => {
    const cell = '"Ruzie; ""luid""\r\nkind erbij"';
    const content = `${head}\r\n${good.replace('Ruzie', cell)}\r\n${good}\r\n`;
    expect(told(content)).toEqual(['1+1 HEAD', '2+2 REPORT', '4+1 REPORT']);
    expect(bodies(content)).toEqual([{ ...body, summary: 'Ruzie; "luid"\r\nkind erbij' }, body]);
    expect(bodies(`${head}\n${good} 5" buis`)).toEqual([{ ...body, summary: 'Ruzie 5" buis' }]);
  });
});

describe('what is wrong with a file', () => {
  it.each([
    ['at the end of the file', '"open'],
    ['before a line with one of its own', `"open\n${good.replace('Ruzie', '"Ruzie"')}`],
    ['before a line that seems to close it', `"open\n${good}"\n${good}`],
    ['before lines with two of them', `"open\n${good.replace('Ruzie', '""')}\n${good}`],
  ])('IN191 a quote that nobody closed swallows nothing: %s', (_where, cell) => {
    const content = `${head}\n${good}\n${good.replace('Ruzie', cell)}\n${good}\n${good}`;
    const lines = told(content);
    expect(lines[2]).toBe('3+1 WRONG OPEN_QUOTE');
    expect(lines.slice(3).every((line) => line.endsWith('+1 REPORT'))).toBe(true);
    expect(lines).toHaveLength(content.split('\n').length);
  });

  it('IN192 two columns with the same head are told, and so is a line on which they differ', () => {
    const content = `${head};Samenvatting\n${good};Ruzie\n${good};\n${good};Anders`;
    expect(told(content)).toEqual([
      '1+1 HEAD TWICE',
      '2+1 REPORT',
      '3+1 REPORT',
      '4+1 WRONG TWICE',
    ]);
  });

  it('IN192 a value without a head above it is told; an empty one is not', () => {
    expect(told(`${head};\n${good};\n${good};meer\n${good};;;meer`)).toEqual([
      '1+1 HEAD',
      '2+1 REPORT',
      '3+1 WRONG NO_COLUMN',
      '4+1 WRONG NO_COLUMN',
    ]);
  });

  it('IN192 a file without a head that we know is not read', () => {
    expect(told(`${good}\n${good}\n`)).toEqual(['1+2 UNREAD NO_HEAD']);
    expect(told('')).toEqual([]);
    expect(told('PK\u0003\u0004\u0000'.repeat(10))).toEqual(['1+1 UNREAD NO_HEAD']);
  });

  it('IN192 a JSON file is read report by report, and says where it stops', () => {
    const json = (text: string) => told(text, 'json');
    expect(json('[]')).toEqual([]);
    expect(json(' [ {"a":"]},{"} , [1,2] ] \n')).toEqual(['1+1 REPORT', '2+1 REPORT']);
    expect(json('[{"a":1},{a:1},{"a":2}]')).toEqual([
      '1+1 REPORT',
      '2+1 WRONG WRONG_TYPE',
      '3+1 REPORT',
    ]);
    for (const text of ['{}', '', 'x', '[', '[1', '[1,', '[{]', '[1]]', '["', '[1] x', '[}', '[,'])
      expect(json(text).at(-1)).toMatch(/UNREAD WRONG_TYPE$/);
    expect(json(`[1,"${'x'.repeat(fileLimits.jsonReport)}"]`)).toEqual([
      '1+1 REPORT',
      '2+1 UNREAD TOO_LONG',
    ]);
  });
});

describe('a file that is too much', () => {
  it('IN194 is told at the place where it is, and read no further', () => {
    const many = (count: number) => `${head}\n${`${good}\n`.repeat(count)}`;
    const full = told(many(fileLimits.reports + 2));
    expect(full.at(-1)).toBe(`${fileLimits.reports + 2}+2 UNREAD TOO_MANY_LINES`);
    expect(full).toHaveLength(fileLimits.reports + 2);
    const rows = told(`${head}\n${'\n'.repeat(fileLimits.lines)}${good}`);
    expect(rows.at(-1)).toMatch(/UNREAD TOO_MANY_LINES$/);
    expect(told(`a;${'signaal;'.repeat(200_000)}\n${good}`)).toEqual([
      '1+2 UNREAD TOO_MANY_COLUMNS',
    ]);
    const wide = told(`${head}\n${';'.repeat(1_000_000)}\n${good}`);
    expect(wide).toEqual(['1+1 HEAD', '2+1 WRONG TOO_MANY_COLUMNS', '3+1 REPORT']);
    const long = told(`${head}\n${good}${'x'.repeat(1_000_000)}\n${good}`);
    expect(long).toEqual(['1+1 HEAD', '2+1 WRONG TOO_LONG', '3+1 REPORT']);
    expect(told(`[${'{},'.repeat(fileLimits.reports + 1)}{}]`, 'json').at(-1)).toMatch(
      /UNREAD TOO_MANY_LINES$/,
    );
  });
});

/** The same numbers for the same seed. */
function chanceOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What a person does to a sheet before Excel saves it. */
function excelFile(chance: () => number) {
  const one = <T>(...of: readonly T[]): T => of[Math.floor(chance() * of.length)] as T;
  const sign = one(';', ';', ';', '\t', ',');
  const eol = one('\r\n', '\r\n', '\n');
  const quoted = (cell: string) =>
    /["\r\n]/.test(cell) || cell.includes(sign) ? `"${cell.replaceAll('"', '""')}"` : cell;
  const words = () =>
    one(
      'Ruzie',
      'Ruzie; luid',
      'Hij zei "weg"',
      `Ruzie${eol}kind erbij`,
      'a, b',
      '',
      '5" buis',
      ' ',
    );
  const rows: { readonly text: string; readonly lines: number; readonly is: string }[] = [];
  const add = (cells: readonly string[], is: string) => {
    const text = cells.map(quoted).join(sign);
    rows.push({ text, lines: text.split(eol).length, is });
  };
  if (chance() < 0.2) rows.push({ text: `sep=${sign}`, lines: 1, is: 'EMPTY' });
  if (chance() < 0.2) add(['', '', '', ''], 'EMPTY');
  add(['signaal', 'soort', 'bron', 'samenvatting'], 'HEAD');
  for (let n = Math.floor(chance() * 12); n > 0; n -= 1) {
    const kind = chance();
    if (kind < 0.7) add(['melding', one('eerste', 'Eerste'), 'politie', words()], 'REPORT');
    else if (kind < 0.85) add(['', '', '', ''], 'EMPTY');
    else
      rows.push({ text: `melding${sign}eerste${sign}politie${sign}"open`, lines: 1, is: 'WRONG' });
  }
  const content = rows.map(({ text }) => text).join(eol) + (chance() < 0.7 ? eol : '');
  return { content: chance() < 0.3 ? `\uFEFF${content}` : content, rows };
}

describe('IN190 IN191 ten thousand files as Excel writes them', () => {
  it('every line is accounted for, and what nobody broke is read', () => {
    for (let seed = 1; seed <= 10_000; seed += 1) {
      const { content, rows } = excelFile(chanceOf(seed));
      const lines = linesOf(content);
      let at = 1;
      for (const line of lines) {
        if (line.line !== at) expect([seed, line.line]).toEqual([seed, at]);
        at += line.lines;
      }
      const physical = rows.reduce((sum, { lines: count }) => sum + count, 0);
      const kinds = lines.map(({ kind }) => kind);
      const isBroken = rows.some(({ is }) => is === 'WRONG');
      if (at !== physical + 1) expect([seed, at]).toEqual([seed, physical + 1]);
      if (isBroken) expect(kinds).toContain('WRONG');
      else expect([seed, kinds]).toEqual([seed, rows.map(({ is }) => is)]);
    }
  }, 60_000);
});
