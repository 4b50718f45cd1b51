import type { ActionCard, ItemCard, LocalDate, Register, TableState } from '@overlegtafel/domain';
import {
  actionSeen,
  decisionSeen,
  id,
  memberships,
  ownerSeen,
  rowOf,
  unreadable,
  valuesAt,
  veiligThuis,
  type World,
  type WorldItem,
} from './world.ts';

/** Joins documents and rows to what the gate looks at, as a server would. Values are kept as text and given their type here. */
export function tableOf(world: World): TableState {
  const loaded = [...world.items.values()].filter(({ unloaded }) => !unloaded);
  return {
    agenda: world.meeting.items,
    items: loaded.map((item) => corrupted(item, cardOf(item))),
    heldOn: dayOfMeeting,
    present: [...world.present],
    memberships,
    findings: [],
  };
}

export function ownerOf(text: string): unknown {
  const [kind, name] = text.split(':');
  return kind === 'p'
    ? { kind: 'PERSON', person: name }
    : { kind: 'ORGANISATION', organisation: name };
}

/** The typed value of a text, by the last word of its path. What it says is checked by nobody here. */
const typed: Readonly<Record<string, (text: string) => unknown>> = {
  owner: ownerOf,
  visitThisWeek: (text) => text === 'true',
  withdrawn: (text) => text === 'true',
  riskFactors: (text) => text.split(','),
  violenceProfile: (text) => text.split(','),
  forWhom: (text) =>
    text === 'CASE' ? { kind: text } : { kind: 'PERSONS', persons: text.split(',') },
  alarm: (text) => {
    const [signal, caller, callee] = text.split('/');
    return { signal, caller, callee };
  },
};

function register<T>(item: WorldItem, path: string): Register<T> {
  const values = valuesAt(item, path);
  if (values.includes(unreadable)) return { kind: 'MALFORMED' };
  const read = typed[path.slice(path.indexOf('.') + 1)] ?? ((text: string): unknown => text);
  const [first] = values;
  if (first === undefined) return { kind: 'EMPTY' };
  if (values.length === 1) return { kind: 'VALUE', value: read(first) as T };
  return { kind: 'CONFLICT', values: values.map((value) => read(value) as T) };
}

function cardOf(item: WorldItem): ItemCard {
  return {
    id: item.id,
    caseId: id('CaseId', 'case'),
    alias: 'Casus',
    state: item.state,
    household: item.household.map((person) => ({
      id: id('InvolvedId', person.id),
      role: person.isChild ? 'DAUGHTER' : 'MOTHER',
      isChild: person.isChild,
    })),
    feedbackOwed: item.feedbackOwed,
    bringingParty: veiligThuis,
    safeNow: register(item, 'safeNow'),
    priority: register(item, 'priority'),
    visitThisWeek: register(item, 'visitThisWeek'),
    riskFactors: register(item, 'riskFactors'),
    violenceProfile: register(item, 'violenceProfile'),
    owner: register(item, 'owner'),
    decisionKind: register(item, 'decisionKind'),
    decisionWords: item.decisionWords,
    actions: [...item.actions.keys()].map((action) => actionOf(item, action)),
    conditions: [...item.conditions].map((condition) => ({
      id: id('ConditionId', condition),
      words: register(item, `${condition}.words`),
      alarm: register(item, `${condition}.alarm`),
      withdrawn: register(item, `${condition}.withdrawn`),
    })),
    findings: [...item.findings].map((path) => ({ path })),
    ownerSeen: ownerSeen(item),
    decisionSeen: decisionSeen(item),
    ...(item.level ? { agreedLevel: item.level } : {}),
    ownerAcceptance: item.ownerAcceptance,
    ...(item.ownerHold ? { ownerHold: item.ownerHold } : {}),
    confirmation: item.confirmation,
    dissents: [...item.dissents].map(([dissent, { by, revisitOn }]) => ({
      id: id('DissentId', dissent),
      by,
      words: 'liever onderzoek',
      at: item.confirmation.kind === 'CONFIRMED' ? item.confirmation.at : longAgo,
      ...(revisitOn === undefined ? {} : { revisitOn: revisitOn as never }),
    })),
    nothingForChildren: [...item.reasons].map(([child, reason]) => ({
      child: id('InvolvedId', child),
      reason,
      by: id('PersonId', 'chair'),
    })),
    acceptedActions: [...item.accepted].map((action) => id('ActionId', action)),
  };
}

/** Tuesday on which every world here begins, and its meeting is opened. */
export const dayOfMeeting = '2026-11-24' as LocalDate;
const longAgo = Date.UTC(2026, 10, 24) as never;

function actionOf(item: WorldItem, action: string): ActionCard {
  const { acceptance, hold } = rowOf(item, action);
  return {
    id: id('ActionId', action),
    purpose: item.actions.get(action) ?? 'CARE',
    words: register(item, `${action}.words`),
    owner: register(item, `${action}.owner`),
    dueDate: register(item, `${action}.dueDate`),
    phase: register(item, `${action}.phase`),
    forWhom: register(item, `${action}.forWhom`),
    withdrawn: register(item, `${action}.withdrawn`),
    seen: actionSeen(item, action),
    acceptance,
    ...(hold ? { hold } : {}),
  };
}

/** A row that is broken in the way that was chosen; TypeScript would not let it through. */
function corrupted(item: WorldItem, card: ItemCard): ItemCard {
  if (item.corruption === undefined) return card;
  switch (item.corruption) {
    case 'STATE':
      return { ...card, state: 'FINISHED' as never };
    case 'TWICE':
      return { ...card, household: [...card.household, ...card.household.slice(0, 1)] };
    case 'FUTURE_YES':
      return {
        ...card,
        confirmation: { ...card.confirmation, kind: 'CONFIRMED', at: 4e12 as never } as never,
      };
    case 'NO_MOMENT':
      return { ...card, ownerHold: { holder: id('PersonId', 'chair'), askedAt: NaN as never } };
    case 'PURPOSE':
      return {
        ...card,
        actions: card.actions.map((action) => ({ ...action, purpose: 'x' as never })),
      };
  }
}
