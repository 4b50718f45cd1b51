/** Files of reports of every shape. */
const mebibyte = 1024 * 1024;

const head = 'signaal;soort;bron;soort melder;ontvangen;samenvatting;casus;huishouden';
const good = 'melding;eerste;politie;bekend;2026-11-21 23:40;Ruzie.;Casus Iep;moeder 31, zoon 4';
const wrong = 'meldin;eerst;televisie;bekent;31-02-2026;;Jansen;moeder veel, hond 4';

export interface FileShape {
  readonly name: string;
  readonly format?: 'csv' | 'json';
  readonly content: (reports: number) => string;
  /** What the answer must hold. */
  readonly told: RegExp;
}

function lines(count: number, line: string): string {
  return `${head}\n${`${line}\n`.repeat(count)}`;
}

const household = (cell: string) => lines(50, good.replace('moeder 31, zoon 4', cell));

export const fileShapes: readonly FileShape[] = [
  { name: 'all lines right', content: (n) => lines(n, good), told: /"taken":[1-9]/ },
  { name: 'all lines wrong', content: (n) => lines(n, wrong), told: /"taken":0.*"wrong":[1-9]/ },
  {
    name: 'a million lines x',
    content: () => 'x\n'.repeat(mebibyte),
    told: /"kind":"NO_HEAD"/,
  },
  {
    name: 'a head and a million lines x',
    content: (n) => `${head}\n${'x\n'.repeat(Math.min(n * 10, mebibyte))}`,
    told: /"taken":0/,
  },
  {
    name: 'JSON of empty things',
    format: 'json',
    content: (n) => `[${'{},'.repeat(Math.min(n * 50, 5_000_000))}{}]`,
    told: /"taken":0/,
  },
  {
    name: 'a head of 200,000 columns',
    content: () => `${'signaal;'.repeat(200_000)}\n${good}`,
    told: /"kind":"TOO_MANY_COLUMNS"/,
  },
  {
    name: 'households of 60,000 blanks',
    content: () => household(`a${' '.repeat(60_000)}!`),
    told: /"kind":"TOO_LONG"/,
  },
  {
    name: 'households of 19,000 blanks',
    content: () => household(`a${' '.repeat(19_000)}!`),
    told: /"taken":0/,
  },
  {
    name: 'a hundred wide cells on each line',
    content: () => lines(7, `${`${'a '.repeat(9_000)};`.repeat(90)}`),
    told: /"taken":0/,
  },
  {
    name: 'quotes that nobody closed',
    content: (n) => `${head}\n${`a;"b""\n`.repeat(n)}`,
    told: /"kind":"OPEN_QUOTE"/,
  },
];
