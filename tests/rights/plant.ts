import { createAction, createCondition, writeItemRegister } from '@overlegtafel/documents';
import { idFromBytes, localDate, type ItemState } from '@overlegtafel/domain';
import { itemRoom } from '@overlegtafel/protocol';
import type { ApiAnswer } from '@overlegtafel/protocol/api';
import { randomBytes } from 'node:crypto';
import type * as Y from 'yjs';
import type { Participant } from '../meeting/table-client.ts';
import { idOf, later, ownedBy, writeParagraph } from '../meeting/write-case.ts';
import { aliasOf, canary, type CaseOf, type PlantedCase } from './canary-case.ts';
import { table } from './practice-roles.ts';

/** Everybody by their id, signed in. */
export type Seats = (id: string) => Participant;

const directorOf = {
  mijnstad: 'process-director',
  beekdorp: 'process-director',
  grensdorp: 'process-director-gd',
} as const;

/** Where a case is taken in. */
interface Intake {
  readonly meeting: string;
  readonly today: string;
  /** Absent: the practice table. */
  readonly table?: string;
  /** What the case is called; absent: a word of its own. */
  readonly alias?: string;
}

/** Takes a case in for this meeting, with a word of its own in every field. */
export async function takeIn(of: CaseOf, to: Intake, seats: Seats): Promise<PlantedCase> {
  const { meeting, today, table: at = table, alias = aliasOf(of.n) } = to;
  const word = (field: Parameters<typeof canary>[1]) => canary(of.n, field);
  const taken = await seats('vt-worker').must('takeInReport', {
    params: { table: at },
    body: {
      signal: 'REPORT',
      kind: 'FIRST',
      source: 'EDUCATION',
      reporterKind: 'KNOWN',
      receivedAt: new Date(Date.parse(`${today}T00:00:00Z`) - 86_400_000).toISOString(),
      summary: word('report'),
      reporter: { name: word('reporterIdentity'), contact: word('reporterIdentity') },
      opens: {
        alias,
        ...(of.municipality === undefined ? {} : { municipality: of.municipality }),
        household: [
          {
            role: 'MOTHER',
            ageYears: 31,
            isChild: false,
            whereabouts: word('household'),
            confidentialAddress: word('confidentialAddress'),
          },
          { role: 'SON', ageYears: 6, isChild: true },
        ],
      },
      assessment: { level: of.level, assessedOn: later(today, -1), words: word('assessment') },
      meeting,
    },
  });
  if (taken.item === undefined) throw new Error(`case ${of.n} stands on no agenda`);
  return { ...of, item: taken.item, caseId: taken.caseId, report: taken.report };
}

/** Everything that people do and write about a case before the table decides, with canaries in it. */
export async function writeAndSay(of: PlantedCase, today: string, seats: Seats): Promise<void> {
  const { n, item } = of;
  const params = { item };
  const vt = seats('vt-worker');
  await vt.must('propose', {
    params,
    body: { kind: 'CONDITIONS_FOLLOWUP', words: canary(n, 'proposal') },
  });
  for (const person of of.invited) await invite(of, person, seats);
  const { municipality } = of;
  if (isTown(municipality))
    await seats(directorOf[municipality]).must('respond', {
      params,
      body: { kind: 'AGREE', words: canary(n, 'response') },
    });
  await rateBoth(of, seats);
  const { household } = await vt.must('item', { params });
  const child = household.find(({ isChild }) => isChild)?.id ?? '';
  await vt.must('nothingForChild', {
    params,
    body: { child, reason: canary(n, 'nothingForChild') },
  });
  await vt.must('dissent', {
    params,
    body: { words: canary(n, 'dissent'), revisitOn: later(today, 14) },
  });
  const document = await vt.open(itemRoom(idOf('ItemId', item)));
  await document.write((doc) => {
    writeDocument(doc, of, { today, child });
  });
  document.vanish();
}

function isTown(text: string | undefined): text is keyof typeof directorOf {
  return text !== undefined && Object.hasOwn(directorOf, text);
}

async function invite({ n, item }: PlantedCase, person: string, seats: Seats): Promise<void> {
  const words = canary(n, 'invitations');
  await seats('secretary').must('invite', {
    params: { item },
    body: { person, ground: 'WMO_4_1_1', purpose: words, necessity: words },
  });
}

async function rateBoth({ n, item, level }: PlantedCase, seats: Seats): Promise<void> {
  const params = { item };
  const words = [
    ['vt-worker', 'ownRating'],
    ['confidential-doctor', 'ratings'],
  ] as const;
  for (const [person, field] of words)
    await seats(person).must('rate', { params, body: { level, words: canary(n, field) } });
}

function writeDocument(
  doc: Y.Doc,
  of: PlantedCase,
  { today, child }: { readonly today: string; readonly child: string },
): void {
  const { n, comesTo, owner, actionOwners, tellsReporter = 'vt-worker' } = of;
  doc.getText('scratch').insert(0, canary(n, 'scratch'));
  for (const field of ['facts', 'worries', 'strengths', 'childVoice'] as const)
    writeParagraph(doc, field, canary(n, field));
  writeParagraph(doc, 'decisionText', canary(n, 'decision'));
  writeItemRegister(doc, 'safeNow', 'WITH_CONDITIONS');
  writeItemRegister(doc, 'priority', 'THIS_WEEK');
  writeItemRegister(doc, 'visitThisWeek', false);
  writeItemRegister(doc, 'riskFactors', ['PARENTING_STRESS']);
  writeItemRegister(doc, 'violenceProfile', ['FAMILY_UNDER_STRESS']);
  writeItemRegister(
    doc,
    'decisionKind',
    comesTo === 'CLOSED' ? 'CLOSED_BY_VT' : 'CONDITIONS_FOLLOWUP',
  );
  writeItemRegister(doc, 'owner', ownedBy(owner));
  const alarm = { signal: 'hij belt', caller: 'moeder', callee: canary(n, 'conditions') };
  const words = canary(n, 'conditions');
  createCondition(doc, idFromBytes('ConditionId', randomBytes(17)), { words, alarm });
  const add = (who: string, purpose: 'CARE' | 'FEEDBACK') => {
    createAction(doc, idFromBytes('ActionId', randomBytes(17)), {
      purpose,
      words: canary(n, 'actions'),
      owner: ownedBy(who),
      dueDate: localDate(later(today, 3)),
      phase: 'DIRECT_SAFETY',
      forWhom: { kind: 'PERSONS', persons: [idOf('InvolvedId', child)] },
    });
  };
  for (const who of actionOwners) add(who, 'CARE');
  add(tellsReporter, 'FEEDBACK');
}

/** Brings an item to the table and shows the ratings where that was planned. */
export async function bring(of: PlantedCase, seats: Seats): Promise<void> {
  const params = { item: of.item };
  await seats('chair').must('bringToTable', { params });
  if (!of.isRevealed) return;
  for (const person of otherRaters)
    await seats(person).call('rate', { params, body: { level: of.level, words: '' } });
  await seats('chair').must('reveal', { params });
}

/** Who weighs when they may see the case; who may not is refused, which changes nothing. */
const otherRaters = [
  'behavioural-scientist',
  'process-director',
  'process-director-gd',
  'police',
  'local-team-mijnstad',
  'local-team-beekdorp',
  'local-team-grensdorp',
];

/** Everybody says yes to what was given to them, and the chair confirms. */
export async function sayYes({ item }: PlantedCase, seats: Seats): Promise<void> {
  const params = { item };
  const read = (): Promise<ApiAnswer<'item'>> => seats('chair').must('item', { params });
  const { owner, fields, actions, decision } = await read();
  const given = fields?.owner;
  if (given?.kind !== 'VALUE' || given.value.kind !== 'PERSON') throw new Error('no owner');
  await seats(given.value.person).must('acceptOwner', { params, body: { seen: owner.seen } });
  for (const { id: action, owner: register, seen } of actions) {
    if (register.kind !== 'VALUE' || register.value.kind !== 'PERSON') continue;
    const by = seats(register.value.person);
    await by.must('acceptAction', { params: { item, action }, body: { seen } });
  }
  await seats('chair').must('confirmDecision', { params, body: { seen: decision.seen } });
}

/** Who steps out, and who needs to see it in an emergency. */
export async function stepOut(of: PlantedCase, seats: Seats): Promise<void> {
  const params = { item: of.item };
  const reason = canary(of.n, 'recusal');
  if (of.recused !== undefined)
    await seats(of.recused).must('recuse', { params, body: { reason } });
  if (of.glass !== undefined)
    await seats(of.glass).must('breakGlass', { params, body: { reason } });
}

/** How an item stands once the week is played, by how far it was to come. */
export function statesAfter(cases: readonly PlantedCase[]): ReadonlyMap<number, ItemState> {
  const atTable = cases.filter(({ comesTo }) => comesTo === 'AT_TABLE').at(-1);
  return new Map(
    cases.map(({ n, comesTo }) => [
      n,
      comesTo === 'AT_TABLE' && n !== atTable?.n ? 'DISCUSSED' : comesTo,
    ]),
  );
}
