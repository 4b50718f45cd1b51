import type { Mistake } from '@overlegtafel/domain';
import { householdOf } from './household-words.ts';

/** A column of a file of reports: how its head may read, and where its value goes. */
interface Column {
  readonly heads: readonly string[];
  /** The place in the body of a report. */
  readonly path: string;
  /** What people write for the values of a closed list; small letters. */
  readonly words?: Readonly<Record<string, string>>;
  readonly read?: (text: string) => unknown;
}

const columns: readonly Column[] = [
  {
    heads: ['signaal', 'signal'],
    path: 'signal',
    words: {
      melding: 'REPORT',
      politiemelding: 'POLICE_REPORT',
      adviesvraag: 'ADVICE_REQUEST',
      report: 'REPORT',
      'police report': 'POLICE_REPORT',
      'advice request': 'ADVICE_REQUEST',
    },
  },
  {
    heads: ['soort', 'soort melding', 'kind'],
    path: 'kind',
    words: {
      'eerste melding': 'FIRST',
      eerste: 'FIRST',
      hermelding: 'REPEAT',
      vervolgmelding: 'FOLLOW_UP',
      first: 'FIRST',
      repeat: 'REPEAT',
      'follow-up': 'FOLLOW_UP',
    },
  },
  {
    heads: ['bron', 'source'],
    path: 'source',
    words: {
      politie: 'POLICE',
      zorg: 'HEALTH_CARE',
      ggz: 'MENTAL_HEALTH_CARE',
      onderwijs: 'EDUCATION',
      school: 'EDUCATION',
      jeugdhulp: 'YOUTH_CARE',
      jgz: 'CHILD_HEALTH_CARE',
      opvang: 'SHELTER',
      gemeente: 'MUNICIPALITY',
      directbetrokkene: 'INVOLVED_PERSON',
      buurt: 'NEIGHBOURHOOD',
      anders: 'OTHER',
    },
  },
  {
    heads: ['soort melder', 'reporter kind'],
    path: 'reporterKind',
    words: {
      bekend: 'KNOWN',
      anoniem: 'ANONYMOUS',
      'dubbel anoniem': 'UNIDENTIFIED',
      known: 'KNOWN',
      anonymous: 'ANONYMOUS',
      unidentified: 'UNIDENTIFIED',
    },
  },
  { heads: ['ontvangen op', 'ontvangen', 'received at'], path: 'receivedAt' },
  { heads: ['samenvatting', 'summary'], path: 'summary' },
  { heads: ['kenmerk', 'chain reference'], path: 'chainReference' },
  { heads: ['stap meldcode', 'reporting code step'], path: 'reportingCodeStep' },
  { heads: ['naam melder', 'reporter name'], path: 'reporter.name' },
  { heads: ['contact melder', 'reporter contact'], path: 'reporter.contact' },
  { heads: ['casusnummer', 'case id'], path: 'caseId' },
  { heads: ['casus', 'alias', 'case'], path: 'opens.alias' },
  {
    heads: ['gemeente', 'municipality'],
    path: 'opens.municipality',
    read: (text) => text.toLowerCase(),
  },
  { heads: ['huishouden', 'household'], path: 'opens.household', read: householdOf },
  {
    heads: ['niveau', 'level'],
    path: 'assessment.level',
    words: {
      acuut: 'ACUTE',
      'acuut onveilig': 'ACUTE',
      structureel: 'STRUCTURAL',
      'structureel onveilig': 'STRUCTURAL',
      multiproblematisch: 'MULTI_PROBLEM',
      'veilig genoeg': 'SAFE_ENOUGH',
      'nog niet te beoordelen': 'NOT_ASSESSABLE',
    },
  },
  { heads: ['beoordeeld op', 'assessed on'], path: 'assessment.assessedOn' },
  { heads: ['beoordeling', 'assessment'], path: 'assessment.words' },
];

/** The columns of a file by their place. */
export interface Heads {
  readonly columns: readonly (Column | undefined)[];
  readonly names: readonly string[];
  /** Places of heads that nobody knows. */
  readonly unknown: readonly number[];
  /** Places of heads that stood before them already. */
  readonly twice: readonly number[];
}

export function readHeads(names: readonly string[]): Heads {
  const found = names.map((name) => {
    const head = plainHead(name);
    return columns.find(({ heads }) => heads.includes(head));
  });
  const places = names.map((_name, n) => n);
  return {
    columns: found,
    names: names.map((name) => name.replaceAll(/\s+/g, ' ').trim()),
    unknown: places.filter((n) => !found[n] && plainHead(names[n] ?? '') !== ''),
    twice: places.filter((n) => found[n] && found.indexOf(found[n]) < n),
  };
}

/** Capitals, signs that nobody sees, and how many blanks of which kind, make no difference to a head. */
function plainHead(name: string): string {
  return name
    .normalize('NFKC')
    .replaceAll(/\p{Cf}/gu, '')
    .replaceAll(/[\s_]+/g, ' ')
    .trim()
    .replace(/ ?[:*]$/, '')
    .toLowerCase();
}

/** What a line says, as the body of a report, and what is wrong with how it says it. */
export interface LineRead {
  readonly body: Record<string, unknown>;
  readonly mistakes: readonly (Mistake & { readonly column: string })[];
}

/** A line as the body of a report. Fields that are empty are absent. */
export function bodyOfLine(fields: readonly string[], heads: Heads): LineRead {
  const said = new Map<Column, string>();
  const mistakes: LineRead['mistakes'][number][] = [];
  fields.forEach((text, n) => {
    const column = heads.columns[n];
    const words = text.trim();
    if (words === '') return;
    const place = heads.names[n] ?? '';
    if (!column && place === '')
      mistakes.push({ path: '', kind: 'NO_COLUMN', column: String(n + 1) });
    if (!column) return;
    const isOther = said.has(column) && said.get(column) !== words;
    if (isOther) mistakes.push({ path: column.path, kind: 'TWICE', column: place });
    else said.set(column, words);
  });
  return { body: bodyOf(said), mistakes };
}

function bodyOf(said: ReadonlyMap<Column, string>): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  const groups: Record<string, Record<string, unknown>> = {};
  for (const [column, words] of said) {
    const [first = '', second] = column.path.split('.');
    if (second === undefined) body[first] = valueOf(column, words);
    else (groups[first] ??= {})[second] = valueOf(column, words);
  }
  return { ...body, ...groups };
}

function valueOf({ words, read }: Column, text: string): unknown {
  const word = text.replaceAll(/\s+/g, ' ').toLowerCase();
  return read ? read(text) : words && Object.hasOwn(words, word) ? words[word] : text;
}

/** The head of the column in which a mistake stands, as it reads in the file; else what it would be called. */
export function columnOf(path: string, { columns: own, names }: Heads): string {
  const place = own.findIndex((column) => column !== undefined && isAt(path, column.path));
  if (place !== -1) return names[place] ?? '';
  const known = columns.find(
    (column) => isAt(path, column.path) || column.path.startsWith(`${path}.`),
  );
  return known?.heads[0] ?? path;
}

/** What may stand in the column of a mistake: the first word for each value; none where anything may. */
export function choicesOf(path: string): readonly string[] {
  const words = columns.find((column) => column.path === path)?.words ?? {};
  const entries = Object.entries(words);
  return entries
    .filter(([, value], n) => entries.findIndex(([, other]) => other === value) === n)
    .map(([word]) => word);
}

function isAt(path: string, column: string): boolean {
  return path === column || path.startsWith(`${column}.`);
}
