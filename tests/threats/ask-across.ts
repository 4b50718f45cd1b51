import { addDays, instant, localDateOf } from '@overlegtafel/domain';
import { apiPaths, type ApiCallName } from '@overlegtafel/protocol/api-paths';
import { randomBytes, randomUUID } from 'node:crypto';
import type { Door } from '../rights/listen.ts';
import type { Region } from './second-region.ts';

/** A call of the contract, with what stands in its path and its body. */
interface Asked {
  readonly name: ApiCallName;
  readonly params: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** What came back: the status and the words, without the number under which the log tells more. */
export interface Heard {
  readonly status: number;
  readonly text: string;
}

export async function askFor({ url, cookie }: Door, asked: Asked): Promise<Heard> {
  const { method, path } = apiPaths[asked.name];
  const address = path.replace(/\{(\w+)\}/g, (_whole, key: string) => asked.params[key] ?? '');
  const body = asked.body === undefined ? '{}' : JSON.stringify(asked.body);
  const response = await fetch(`${url}/api/v1${address}`, {
    method,
    headers: {
      cookie,
      origin: url,
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
    },
    ...(method === 'GET' ? {} : { body }),
  });
  const text = (await response.text()).replace(/"traceId":"[0-9a-f]+"/, '');
  return { status: response.status, text };
}

/** A name of the form that the server gives, of nothing. */
export function nameOfNothing(): string {
  const letters = 'abcdefghijklmnopqrstuvwxyz234567';
  return [...randomBytes(26)].map((byte) => letters.charAt(byte % 32)).join('');
}

/** The names of things of a region as they stand in paths. */
export type Names = Readonly<
  Record<'table' | 'meeting' | 'item' | 'case' | 'record' | 'person', string>
>;

/** What was sealed in a region, and what is still to come. */
export function namesIn({ table, people, sealed, waiting, ...of }: Region): readonly Names[] {
  const person = people['vt-worker'] ?? '';
  const { record, closedMeeting, nextMeeting } = of;
  return [
    { table, record, person, meeting: closedMeeting, item: sealed.item, case: sealed.caseId },
    { table, record, person, meeting: nextMeeting, item: waiting.item, case: waiting.caseId },
  ];
}

export function namesOfNothing(): Names {
  const [table, meeting, item, record, person] = Array.from({ length: 5 }, nameOfNothing);
  if (!table || !meeting || !item || !record || !person) throw new Error('no names');
  return { table, meeting, item, record, person, case: nameOfNothing() };
}

const words = 'Tweeling';
const seen = 'a'.repeat(64);
const answered = { seen };
const declined = { seen, reason: words };
const tomorrow = addDays(localDateOf(instant(Date.now())), 1);
const startsAt = `${tomorrow}T11:00:00.000Z`;

/** Every way to look, by what its path names. */
const looks: readonly ApiCallName[] = [
  'table',
  'tablePeople',
  'accounts',
  'rightsRequests',
  'meetings',
  'waitingCases',
  'alerts',
  'invitations',
  'records',
  'meeting',
  'followUp',
  'item',
  'reporterIdentity',
  'case',
  'holds',
  'record',
  'recordFile',
  'whoSawCase',
];

/** Commands with a body that each takes, so that only who asks stands in the way. */
const commands: readonly (readonly [ApiCallName, unknown?])[] = [
  ['search', { words }],
  ['planMeeting', { date: tomorrow, startsAt }],
  ['openMeeting'],
  ['adjournMeeting', { reason: words }],
  ['resumeMeeting'],
  ['closeMeeting'],
  ['enterMeeting'],
  ['leaveMeeting'],
  ['takeChair'],
  ['bringToTable'],
  ['leaveItem'],
  ['closeItem'],
  ['setMinutes', { minutes: 5 }],
  ['propose', { kind: 'INVESTIGATION', words }],
  ['respond', { kind: 'AGREE', words: '' }],
  ['rate', { level: 'STRUCTURAL', words: '' }],
  ['reveal'],
  ['agreeLevel', { level: 'STRUCTURAL' }],
  ['confirmDecision', answered],
  ['dissent', { words, revisitOn: tomorrow }],
  ['recuse', { reason: words }],
  ['acceptOwner', answered],
  ['declineOwner', declined],
  ['holdOwner', answered],
  ['breakGlass', { reason: words }],
  ['planMonitoring', { dueOn: tomorrow }],
  ['endSessions'],
];

export function everyLook(params: Names): readonly Asked[] {
  return looks.map((name) => ({ name, params }));
}

export function everyCommand(params: Names): readonly Asked[] {
  return commands.map(([name, body]) => ({ name, params, body }));
}

/** Both ways to bring a case to a table: on its agenda, and with a new report. */
export function waysToBring(caseId: string, params: Names): readonly Asked[] {
  const report = {
    signal: 'REPORT',
    kind: 'REPEAT',
    source: 'EDUCATION',
    reporterKind: 'KNOWN',
    receivedAt: new Date(Date.now() - 3_600_000).toISOString(),
    summary: 'Weer ruzie',
  };
  return [
    { name: 'putOnAgenda', params, body: { caseId } },
    { name: 'takeInReport', params, body: { ...report, caseId } },
  ];
}
