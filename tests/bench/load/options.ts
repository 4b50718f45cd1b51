/** What one run of the generator is asked to do. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { protocols, type Address } from './protocols.ts';

export interface LoadOptions extends Address {
  readonly label: string;
  readonly scenario: string;
  /** The main process of the server; its threads and children count. */
  readonly pid: number | undefined;
  /** Rooms that exist at this server, one a table. Without it rooms are `table-0`, `table-1`, … */
  readonly rooms: readonly string[] | undefined;
  /** Meetings that are open at this server, one a table; absent for a server that knows none. */
  readonly meetings: readonly string[] | undefined;
  /** Signed-in people, `peoplePerTable` of them for each table, by seat. */
  readonly cookies: readonly string[];
  readonly peoplePerTable: number;
  /** Whether somebody has the agenda open at each table. */
  readonly agenda: boolean;
  /** How many at each table follow the meeting; everybody when there are more than sit there. */
  readonly followers: number;

  readonly tables: number;
  readonly participants: number;
  readonly typists: number;
  readonly keysPerSecond: number;
  readonly choicesPerSecond: number;
  readonly presencePerSecond: number;
  readonly secs: number;
  readonly warmupSecs: number;

  readonly step: number;
  readonly stepSecs: number;
  readonly maxTables: number;
  readonly limitP99Ms: number;

  readonly clients: number;
  readonly joins: number;
  /** Reconnect holding the document already, instead of with nothing. */
  readonly holdsDocument: boolean;
  /** The rooms come from storage: nobody is connected and nothing is seeded. */
  readonly cold: boolean;
  readonly lingerSecs: number;
  readonly history: { readonly state: Buffer; readonly stateVector: Buffer } | undefined;
  /** Signal at which the server collects its garbage. */
  readonly gcSignal: NodeJS.Signals | undefined;
}

const text = (value: string) => ({ type: 'string', default: value }) as const;

const flags = {
  label: text('server'),
  scenario: text('warm'),
  protocol: text('y-websocket'),
  url: text(''),
  header: { type: 'string', multiple: true, default: [] as string[] },
  pid: text(''),
  'rooms-file': text(''),
  'meetings-file': text(''),
  'cookies-file': text(''),
  'people-per-table': text('0'),
  'no-agenda': { type: 'boolean', default: false },
  followers: text('1000'),
  tables: text('10'),
  participants: text('12'),
  typists: text('1'),
  keys: text('5'),
  choices: text('0.5'),
  presence: text('2'),
  secs: text('15'),
  warmup: text('4'),
  step: text('10'),
  'step-secs': text('5'),
  'max-tables': text('200'),
  'limit-p99': text('100'),
  clients: text('500'),
  joins: text('20'),
  'holds-document': { type: 'boolean', default: false },
  cold: { type: 'boolean', default: false },
  linger: text('0'),
  history: text(''),
  'gc-signal': text(''),
} as const;

export function readOptions(args: readonly string[]): LoadOptions {
  const { values } = parseArgs({ args: [...args], options: flags });
  const protocol = protocols.find((known) => known === values.protocol);
  if (protocol === undefined) throw new Error(`--protocol is one of ${protocols.join(', ')}`);
  if (values.url === '') throw new Error('--url is required');
  const cookies = names(values['cookies-file']) ?? [];
  return {
    ...amounts(values),
    label: values.label,
    scenario: values.scenario,
    protocol,
    url: values.url,
    headers: Object.fromEntries(values.header.map(headerOf)),
    rooms: names(values['rooms-file']),
    cookies,
    meetings: names(values['meetings-file']),
    agenda: !values['no-agenda'],
    holdsDocument: values['holds-document'],
    cold: values.cold,
    history: historyIn(values.history),
    pid: values.pid === '' ? undefined : Number(values.pid),
    gcSignal: values['gc-signal'] === '' ? undefined : (values['gc-signal'] as NodeJS.Signals),
  };
}

function amounts(values: Readonly<Record<string, unknown>>) {
  const amount = (flag: keyof typeof flags) => Number(values[flag]);
  return {
    tables: amount('tables'),
    participants: amount('participants'),
    typists: amount('typists'),
    keysPerSecond: amount('keys'),
    choicesPerSecond: amount('choices'),
    presencePerSecond: amount('presence'),
    secs: amount('secs'),
    warmupSecs: amount('warmup'),
    step: amount('step'),
    stepSecs: amount('step-secs'),
    maxTables: amount('max-tables'),
    limitP99Ms: amount('limit-p99'),
    clients: amount('clients'),
    joins: amount('joins'),
    lingerSecs: amount('linger'),
    peoplePerTable: amount('people-per-table'),
    followers: amount('followers'),
  };
}

function headerOf(line: string): [string, string] {
  const colon = line.indexOf(':');
  return [line.slice(0, colon), line.slice(colon + 1).trim()];
}

function names(file: string): string[] | undefined {
  return file === '' ? undefined : (JSON.parse(readFileSync(file, 'utf8')) as string[]);
}

function historyIn(folder: string): LoadOptions['history'] {
  if (folder === '') return undefined;
  return {
    state: readFileSync(`${folder}/state.bin`),
    stateVector: readFileSync(`${folder}/state-vector.bin`),
  };
}

/** The room of a table, and who sits in its chairs. */
export function roomOf(options: LoadOptions, table: number): string {
  const { rooms } = options;
  return rooms?.[table % rooms.length] ?? `table-${table}`;
}

export function meetingOf({ meetings }: LoadOptions, table: number): string | undefined {
  return meetings?.[table % meetings.length];
}

/** The document in which the order of the cases stands. */
export function agendaOf(options: LoadOptions, table: number): string {
  const meeting = meetingOf(options, table);
  return meeting === undefined ? `agenda-${table}` : `meeting:${meeting}`;
}

export function cookieOf(options: LoadOptions, table: number, chair: number): string | undefined {
  const { cookies, peoplePerTable } = options;
  if (cookies.length === 0) return undefined;
  const people = peoplePerTable === 0 ? cookies.length : peoplePerTable;
  return cookies[(table * people + (chair % people)) % cookies.length];
}
