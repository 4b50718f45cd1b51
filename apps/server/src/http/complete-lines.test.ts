// edge: bodies as browsers send them
import { type ApiCallName, apiPaths } from '@overlegtafel/protocol/api-paths';
import { type AccessLine, processingPurposes } from '@overlegtafel/usecases';
import { describe, expect, it } from 'vitest';
import { ApiUnderTest } from './api-under-test.fixture.ts';

const seen = 'a'.repeat(64);
const words = 'Omdat het nodig is';
const day = '2026-12-01';
const moment = '2026-11-24T08:00:00.000Z';
const report = {
  signal: 'REPORT',
  kind: 'FIRST',
  source: 'EDUCATION',
  reporterKind: 'KNOWN',
  receivedAt: '2026-11-24T07:00:00.000Z',
  summary: words,
  opens: {
    alias: 'Meidoorn',
    municipality: 'mijnstad',
    household: [{ role: 'MOTHER', isChild: false }],
  },
};

/** What each call takes that takes something; a new call that writes a line needs its body here. */
const bodies: Partial<Record<ApiCallName, unknown>> = {
  giveMembership: {
    person: { kind: 'NEW', name: 'Wijkteam QQ', initials: 'QQ', subject: 'qq' },
    organisation: 'wijkteam-mijnstad',
    role: 'local-team',
  },
  takeInRequest: { kind: 'ACCESS', caseId: 'casus-esdoorn', receivedAt: moment },
  answerErasure: { kind: 'REFUSED', reason: words },
  placeHold: { reason: words },
  planMeeting: { date: day, startsAt: '2026-12-01T11:00:00.000Z' },
  takeInReport: report,
  takeInReports: { format: 'json', content: JSON.stringify([report]) },
  recordAdvice: { receivedAt: moment },
  search: { words: 'school' },
  adjournMeeting: { reason: words },
  putOnAgenda: { caseId: 'casus-esdoorn' },
  chooseCapacity: { kind: 'DO_ALL', reason: words },
  setMinutes: { minutes: 5 },
  propose: { kind: 'INVESTIGATION', words },
  respond: { kind: 'AGREE', words: '' },
  rate: { level: 'STRUCTURAL', words: '' },
  goAlong: { level: 'STRUCTURAL' },
  agreeLevel: { level: 'STRUCTURAL' },
  confirmDecision: { seen },
  dissent: { words },
  recuse: { reason: words },
  comeBack: { reason: words },
  invite: { person: 'police', ground: 'WMO_4_1_1', purpose: words, necessity: words },
  nothingForChild: { child: 'dochter', reason: words },
  acceptOwner: { seen },
  declineOwner: { seen, reason: words },
  acceptOwnerOnBehalf: { seen },
  holdOwner: { seen },
  acceptAction: { seen },
  declineAction: { seen, reason: words },
  acceptActionOnBehalf: { seen },
  holdAction: { seen },
  actionNotDone: { reason: 'NO_CAPACITY', words },
  askMoreTime: { until: day, words },
  agreeMoreTime: { until: day },
  postponeAction: { until: day, reason: words },
  stopAction: { reason: words },
  answerHandover: { kind: 'RECEIVED', seen },
  breakGlass: { reason: words },
  endBreakGlass: { reason: words },
  withdrawInvitation: { reason: words },
  planMonitoring: { dueOn: day },
  monitoringOutcome: { violenceStopped: 'YES', words },
  correct: { reason: words, words },
  exportAudit: { from: moment, until: '2026-11-25T00:00:00.000Z' },
};

/** What says nothing of a case and nothing of a table: these write no line. */
const lineless: readonly ApiCallName[] = [
  'health',
  'readiness',
  'practicePeople',
  'practiceSignIn',
  'signOut',
  'me',
  'standing',
  'session',
  'outboxKey',
  'openapi',
];
const calls = (Object.keys(apiPaths) as ApiCallName[]).filter((name) => !lineless.includes(name));

/** People of every kind, each with the case about which they ask. */
const asking = [
  { as: 'chair', item: 'item-esdoorn', caseId: 'casus-esdoorn' },
  { as: 'vt-worker', item: 'item-esdoorn', caseId: 'casus-esdoorn' },
  { as: 'mental-health', item: 'item-esdoorn', caseId: 'casus-esdoorn' },
  { as: 'police', item: 'item-linde', caseId: 'casus-linde' },
  { as: 'privacy-officer', item: 'item-linde', caseId: 'casus-linde' },
] as const;

/** A table at which GGZ was invited to one item and the police took emergency access to the other. */
async function start(): Promise<ApiUnderTest> {
  const api = await ApiUnderTest.start();
  const invited = { ...(bodies.invite as object), person: 'mental-health' };
  await api.ask('/v1/items/item-esdoorn/invitations', { as: 'secretary', body: invited });
  await api.ask('/v1/items/item-linde/break-glass', { as: 'police', body: { reason: words } });
  return api;
}

async function askAll(api: ApiUnderTest, name: ApiCallName): Promise<void> {
  const { method, path } = apiPaths[name];
  for (const { as, item, caseId } of asking) {
    const named: Readonly<Record<string, string>> = {
      table: 'oefentafel',
      meeting: ApiUnderTest.meetingId,
      item,
      case: caseId,
      person: 'police',
      action: 'call-school',
      dissent: 'geen-dissent',
      moment: 'geen-moment',
      record: 'geen-verslag',
      membership: 'geen-plaats',
      request: 'geen-verzoek',
      hold: 'geen-stop',
    };
    const address = path.replaceAll(/\{(\w+)\}/g, (_all, part: string) => named[part] ?? part);
    const body = method === 'GET' ? {} : { body: bodies[name] ?? {} };
    const headers = { 'idempotency-key': `${name}-${as}-0123456789` };
    await api.ask(`/v1${address}`, { method, as, headers, ...body });
  }
}

const always = [
  'id',
  'at',
  'action',
  'event',
  'result',
  'person',
  'personName',
  'role',
  'organisation',
  'organisationName',
  'purpose',
  'objectKind',
  'object',
  'origin',
  'session',
  'traceId',
] as const satisfies readonly (keyof AccessLine)[];

/** What a line lacks. */
function lacks(line: AccessLine): readonly string[] {
  const empty = always.filter((field) => line[field] === undefined || line[field] === '');
  const why = line.result === 'ALLOWED' ? line.ground : line.reason;
  return [
    ...empty,
    ...(why === undefined ? ['ground or reason'] : []),
    ...(line.role === 'none' ? ['a role'] : []),
    ...(line.purpose && processingPurposes.includes(line.purpose) ? [] : ['a purpose of the list']),
  ].map((what) => `${line.event} by ${line.person ?? 'nobody'} (${line.result}): ${what}`);
}

describe('AU102 every call that writes a line', () => {
  const kinds = new Set<string>();

  it.each(calls)('AU100, AU101 %s writes complete ones, whatever came of it', async (name) => {
    const api = await start();
    const before = api.table.ledger.lines.length;
    await askAll(api, name);
    await api.stop();
    const lines = api.table.ledger.lines.slice(before);
    expect(api.failures).toEqual([]);
    expect(new Set(lines.map(({ person }) => person)).size).toBeGreaterThan(1);
    expect(lines.flatMap(lacks)).toEqual([]);
    for (const { result, ground } of lines)
      kinds.add(result === 'ALLOWED' ? (ground?.split(' ')[0] ?? '') : result);
  });

  it('AU102 among them are all kinds: by role, invited, in an emergency, refused and failed', () => {
    expect([...kinds].toSorted()).toEqual([
      'BREAK_GLASS',
      'FAILED',
      'INVITATION',
      'REFUSED',
      'ROLE',
    ]);
  });
});
