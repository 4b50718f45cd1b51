import {
  addDays,
  type AgreedLevel,
  riskFactors,
  triagePriorities,
  violenceProfiles,
  type Instant,
  type LocalDate,
  type Owner,
  type SafetyLevel,
} from '@overlegtafel/domain';
import type {
  AssessmentRow,
  CaseRow,
  ItemRecord,
  ItemRow,
  ReportRow,
} from '@overlegtafel/usecases';
import { practicePersonId } from '../practice/seed/practice-stage.ts';
import type { Chance } from './chance.ts';
import { decisions, tasks } from './mixes.ts';
import { sentence } from './synthetic-case.ts';

/** What a table has before it about a case. */
export interface Brought {
  readonly item: ItemRow;
  readonly household: CaseRow;
  readonly report: ReportRow;
  readonly assessment: AssessmentRow;
  readonly at: Instant;
}

type Action = ItemRecord['actions'][number];

const seenLength = 64;
const form = 1;
const workers = ['vt-worker', 'local-team-mijnstad', 'local-team-beekdorp', 'process-director'];

/** The card as it was sealed: what the table wrote and decided. */
export function cardOf(brought: Brought, chance: Chance): ItemRecord {
  const { item, household, report, assessment, at } = brought;
  const { alias, reference, bringingParty, municipality } = household;
  const level: AgreedLevel = { level: assessment.level, differed: [], at };
  const owner = ownedBy(chance.pick(workers));
  const kind = chance.share(decisions);
  return {
    ...{ form, salt: chance.id('ItemId'), item: item.id, caseId: item.caseId },
    ...{ alias, reference, bringingParty, state: 'CLOSED' },
    ...(municipality === undefined ? {} : { municipality }),
    firstOnAgenda: item.firstOnAgenda,
    timesPostponed: item.timesPostponed,
    household: household.household,
    report: { kind: report.kind, signal: report.signal, receivedAt: report.receivedAt },
    assessment,
    agreedLevel: level,
    levelAgreedBy: practicePersonId('chair'),
    ratings: [],
    ...writtenTogether(assessment.level, chance),
    decision: { kind, words: sentence(chance), confirmation: { kind: 'NONE' } },
    owner: { owner, acceptance: acceptedBy(owner, at) },
    actions: actionsOf(brought, chance),
    conditions: conditionsOf(assessment.level, chance),
    ...{ dissents: [], nothingForChildren: [], recused: [], terms: [], carriedOver: [] },
    authors: { facts: [practicePersonId('secretary')] },
    unsettled: [],
  };
}

function writtenTogether(level: SafetyLevel, chance: Chance) {
  return {
    safeNow: level === 'ACUTE' ? 'NO' : chance.pick(['YES', 'WITH_CONDITIONS'] as const),
    priority: level === 'ACUTE' ? 'ACT_NOW' : chance.pick(triagePriorities),
    visitThisWeek: chance.happens(level === 'ACUTE' ? 0.8 : 0.2),
    riskFactors: chance.some(riskFactors, 0.2),
    violenceProfile: [chance.pick(violenceProfiles)],
    texts: {
      facts: sentence(chance),
      worries: sentence(chance),
      strengths: sentence(chance),
      childVoice: sentence(chance),
    },
  } as const;
}

function actionsOf({ item, household, at }: Brought, chance: Chance): readonly Action[] {
  const children = household.household.filter(({ isChild }) => isChild).map(({ id }) => id);
  return Array.from({ length: 2 + chance.below(3) }, (_, n): Action => {
    const owner = ownedBy(chance.pick(workers));
    return {
      id: chance.id('ActionId'),
      purpose: n === 0 ? 'FEEDBACK' : 'CARE',
      words: chance.pick(tasks),
      owner,
      dueDate: dueAfter(item.firstOnAgenda, chance),
      phase: 'DIRECT_SAFETY',
      forWhom: children.length > 0 ? { kind: 'PERSONS', persons: children } : { kind: 'CASE' },
      acceptance: acceptedBy(owner, at),
      isWithdrawn: false,
    };
  });
}

function dueAfter(date: LocalDate, chance: Chance): LocalDate {
  return addDays(date, 1 + chance.below(28));
}

function conditionsOf(level: SafetyLevel, chance: Chance): ItemRecord['conditions'] {
  if (level !== 'ACUTE' && level !== 'STRUCTURAL') return [];
  const alarm = { signal: 'nieuw contact', caller: 'school of moeder', callee: 'politie' };
  const words = 'Niemand is alleen met de kinderen.';
  return [{ id: chance.id('ConditionId'), words, alarm, isWithdrawn: false }];
}

function ownedBy(id: string): Owner {
  return { kind: 'PERSON', person: practicePersonId(id) };
}

/** Nobody reads again what they said yes to: any hash will do. */
function acceptedBy(owner: Owner, at: Instant): Action['acceptance'] {
  const by = owner.kind === 'PERSON' ? owner.person : practicePersonId('chair');
  return { kind: 'ACCEPTED', by, at, seen: '0'.repeat(seenLength) };
}
