import type {
  ActionCard,
  ItemCard,
  PersonId,
  Register,
  SafetyConditionCard,
} from '@overlegtafel/domain';
import { type ItemReading, plainText } from '@overlegtafel/documents';
import type { AssessmentRow, CaseRow, ItemRow, ReportRow } from '../ports/rows.ts';
import type { ItemStanding } from '../scene/item-standing.ts';
import type { ItemTerm } from '../scene/item-terms.ts';
import {
  type ActionRecord,
  type ConditionRecord,
  type ItemRecord,
  recordForm,
} from './record-shape.ts';

/** Everything that is read about one item when it is sealed. */
export interface ItemToSeal {
  readonly item: ItemRow;
  readonly household: CaseRow;
  readonly report: ReportRow | undefined;
  readonly assessment: AssessmentRow | undefined;
  readonly reading: ItemReading;
  readonly standing: ItemStanding;
  /** Who stands outside the case. */
  readonly recused: readonly PersonId[];
  readonly card: ItemCard;
  readonly terms: readonly ItemTerm[];
  /** Keys of the open things that go on after this meeting. */
  readonly carriedOver: readonly string[];
  /** Who wrote in each root of the document. */
  readonly authors: ReadonlyMap<string, readonly PersonId[]>;
}

/** The roots whose authors are told: not the scratch text, which is destroyed. */
const untold = 'scratch';

/**
 * The card of an item as it stands, in words only. Every field is named here one by one: what a row may hold besides,
 * such as who reported, where somebody hides or what stands in the scratch text, cannot come along.
 */
export function itemRecord(sealed: ItemToSeal, salt: string): ItemRecord {
  const { card, reading } = sealed;
  const unsettled: string[] = [];
  const settled = settle(unsettled);
  const { facts, worries, strengths, childVoice } = reading.richText;
  return {
    form: recordForm,
    salt,
    ...identity(sealed),
    ...history(sealed),
    ...safety(sealed),
    safeNow: settled('safeNow', card.safeNow),
    priority: settled('priority', card.priority),
    visitThisWeek: settled('visitThisWeek', card.visitThisWeek),
    riskFactors: settled('riskFactors', card.riskFactors),
    violenceProfile: settled('violenceProfile', card.violenceProfile),
    texts: {
      facts: plainText(facts),
      worries: plainText(worries),
      strengths: plainText(strengths),
      childVoice: plainText(childVoice),
    },
    ...(card.vtProposal ? { proposal: card.vtProposal } : {}),
    ...(card.municipalResponse ? { response: card.municipalResponse } : {}),
    decision: {
      kind: settled('decisionKind', card.decisionKind),
      words: card.decisionWords,
      confirmation: card.confirmation,
    },
    owner: {
      owner: settled('owner', card.owner),
      acceptance: card.ownerAcceptance,
      ...(card.ownerHold ? { hold: card.ownerHold } : {}),
    },
    actions: card.actions.map((action) => actionRecord(action, settled)),
    conditions: card.conditions.map((condition) => conditionRecord(condition, settled)),
    dissents: card.dissents,
    nothingForChildren: card.nothingForChildren,
    recused: sealed.recused,
    terms: sealed.terms.map(({ term, deadline }) => ({ term, deadline })),
    carriedOver: sealed.carriedOver,
    authors: Object.fromEntries([...sealed.authors].filter(([root]) => root !== untold)),
    unsettled,
  };
}

/** The words of an item that can be searched: what was decided and agreed, not what was told. */
export function searchableWords(record: ItemRecord): string {
  const { alias, reference, decision, actions, conditions, dissents } = record;
  return [
    alias,
    reference,
    decision.words,
    ...actions.filter(({ isWithdrawn }) => !isWithdrawn).map(({ words }) => words),
    ...conditions.filter(({ isWithdrawn }) => !isWithdrawn).map(({ words }) => words),
    ...dissents.map(({ words }) => words),
  ]
    .filter((words) => words !== null && words !== '')
    .join('\n');
}

function identity({ item, household }: ItemToSeal) {
  const { alias, reference, municipality, bringingParty } = household;
  return {
    item: item.id,
    caseId: item.caseId,
    alias,
    reference,
    ...(municipality === undefined ? {} : { municipality }),
    bringingParty,
    household: household.household.map(({ id, role, ageYears, isChild }) => ({
      id,
      role,
      isChild,
      ...(ageYears === undefined ? {} : { ageYears }),
    })),
  };
}

function history({ item, report }: ItemToSeal) {
  const { state, firstOnAgenda, timesPostponed, follows } = item;
  return {
    state,
    firstOnAgenda,
    timesPostponed,
    ...(follows === undefined ? {} : { follows }),
    ...(report
      ? { report: { kind: report.kind, signal: report.signal, receivedAt: report.receivedAt } }
      : {}),
  };
}

function safety({ assessment, standing }: ItemToSeal) {
  const { agreedLevel, agreedBy, revealed, ratings } = standing;
  const shown = revealed ? ratings : [];
  return {
    ...(assessment ? { assessment: assessmentRecord(assessment) } : {}),
    ...(agreedLevel ? { agreedLevel } : {}),
    ...(agreedBy === undefined ? {} : { levelAgreedBy: agreedBy }),
    ratings: shown.map(({ person, discipline, level, words, at }) => ({
      person,
      discipline,
      level,
      words,
      at,
    })),
  };
}

function assessmentRecord({ level, assessedOn, assessedBy, words }: AssessmentRow) {
  return { level, assessedOn, assessedBy, words };
}

type Settle = <T>(path: string, register: Register<T>) => T | null;

/** One value is the value; two, or something unreadable, are none, and their place is remembered. */
function settle(unsettled: string[]): Settle {
  return (path, register) => {
    if (register.kind === 'VALUE') return register.value;
    if (register.kind !== 'EMPTY') unsettled.push(path);
    return null;
  };
}

function actionRecord(action: ActionCard, settled: Settle): ActionRecord {
  const { id, purpose, acceptance, hold } = action;
  const at = (field: string) => `actions.${id}.${field}`;
  return {
    id,
    purpose,
    words: settled(at('words'), action.words),
    owner: settled(at('owner'), action.owner),
    dueDate: settled(at('dueDate'), action.dueDate),
    phase: settled(at('phase'), action.phase),
    forWhom: settled(at('forWhom'), action.forWhom),
    acceptance,
    ...(hold ? { hold } : {}),
    isWithdrawn: settled(at('withdrawn'), action.withdrawn) ?? false,
  };
}

function conditionRecord(condition: SafetyConditionCard, settled: Settle): ConditionRecord {
  const { id } = condition;
  const at = (field: string) => `conditions.${id}.${field}`;
  return {
    id,
    words: settled(at('words'), condition.words),
    alarm: settled(at('alarm'), condition.alarm),
    isWithdrawn: settled(at('withdrawn'), condition.withdrawn) ?? false,
  };
}
