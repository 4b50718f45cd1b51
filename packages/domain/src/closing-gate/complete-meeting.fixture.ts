import type {
  Acceptance,
  ActionCard,
  ItemCard,
  Owner,
  SafetyConditionCard,
  TableState,
} from '../model/card.ts';
import { type Ids, readId } from '../model/ids.ts';
import { emptyRegister, settled } from '../model/register.ts';
import type { Instant } from '../model/time.ts';
import { instant, localDate } from '../terms/local-date.ts';

/** An id of a readable text; for tests only. */
export function idOf<K extends keyof Ids>(kind: K, text: string): Ids[K] {
  const read = readId(kind, text, kind);
  if (!read.ok) throw new RangeError(`no id: ${text}`);
  return read.value;
}

/** Tuesday 24 November 2026, half past ten in Amsterdam. */
export const now: Instant = instant(Date.UTC(2026, 10, 24, 9, 30));
export const earlier: Instant = instant(now - 3_600_000);
export const later: Instant = instant(now + 1);

/** Some hash; equal texts have equal hashes. */
export function hashOf(text: string): string {
  return [...text]
    .map((character) => (character.codePointAt(0) ?? 0).toString(16).padStart(2, '0'))
    .join('')
    .padEnd(64, '0')
    .slice(0, 64);
}

export const chair = idOf('PersonId', 'chair');
export const vtWorker = idOf('PersonId', 'vt-worker');
export const localTeam = idOf('PersonId', 'local-team');
/** Somebody who is not at the table. */
export const debtAdviser = idOf('PersonId', 'debt-adviser');
export const veiligThuis = idOf('OrganisationId', 'veilig-thuis');
export const youthCare = idOf('OrganisationId', 'youth-care');
export const daughter = idOf('InvolvedId', 'daughter');
export const mother = idOf('InvolvedId', 'mother');

/** The day of the meeting. */
export const today = localDate('2026-11-24');
export const day = localDate('2026-11-27');

export function person(id: typeof chair): Owner {
  return { kind: 'PERSON', person: id };
}

export function accepted(by: typeof chair, seen: string): Acceptance {
  return { kind: 'ACCEPTED', by, at: earlier, seen };
}

/** An action that asks for nothing more. */
export function completeAction(name: string, change: Partial<ActionCard> = {}): ActionCard {
  const seen = hashOf(name);
  return {
    id: idOf('ActionId', name),
    purpose: 'CARE',
    words: settled('Bel de school'),
    owner: settled(person(localTeam)),
    dueDate: settled(day),
    phase: settled('DIRECT_SAFETY'),
    forWhom: settled({ kind: 'PERSONS', persons: [daughter] }),
    withdrawn: emptyRegister,
    seen,
    acceptance: accepted(localTeam, seen),
    ...change,
  };
}

export function completeCondition(change: Partial<SafetyConditionCard> = {}): SafetyConditionCard {
  return {
    id: idOf('ConditionId', 'no-contact'),
    words: settled('Geen contact'),
    alarm: settled({ signal: 'hij belt', caller: 'moeder', callee: '112' }),
    withdrawn: emptyRegister,
    ...change,
  };
}

/** An item of which nothing is open. */
export function completeCard(change: Partial<ItemCard> = {}): ItemCard {
  return {
    id: idOf('ItemId', 'esdoorn'),
    caseId: idOf('CaseId', 'case-esdoorn'),
    alias: 'Casus Esdoorn',
    state: 'DISCUSSED',
    household: [
      { id: mother, role: 'MOTHER', ageYears: 31, isChild: false },
      { id: daughter, role: 'DAUGHTER', ageYears: 3, isChild: true },
    ],
    feedbackOwed: true,
    bringingParty: veiligThuis,
    safeNow: settled('WITH_CONDITIONS'),
    priority: emptyRegister,
    visitThisWeek: emptyRegister,
    riskFactors: emptyRegister,
    violenceProfile: emptyRegister,
    owner: settled(person(vtWorker)),
    decisionKind: settled('CONDITIONS_FOLLOWUP'),
    decisionWords: 'Veilig Thuis houdt de casus.',
    actions: [
      completeAction('call-school'),
      completeAction('feedback', { purpose: 'FEEDBACK', forWhom: settled({ kind: 'CASE' }) }),
    ],
    conditions: [completeCondition()],
    findings: [],
    ownerSeen: hashOf('owner'),
    decisionSeen: hashOf('decision'),
    agreedLevel: { level: 'ACUTE', differed: [], at: earlier },
    ownerAcceptance: accepted(vtWorker, hashOf('owner')),
    confirmation: { kind: 'CONFIRMED', by: chair, at: earlier, seen: hashOf('decision') },
    dissents: [],
    nothingForChildren: [],
    acceptedActions: [idOf('ActionId', 'call-school'), idOf('ActionId', 'feedback')],
    ...change,
  };
}

/** A meeting of which nothing is open. */
export function completeTable(change: Partial<TableState> = {}): TableState {
  const items = change.items ?? [completeCard()];
  return {
    agenda: items.map(({ id }) => id),
    items,
    heldOn: today,
    present: [chair, vtWorker, localTeam],
    memberships: [
      { person: chair, organisation: veiligThuis },
      { person: vtWorker, organisation: veiligThuis },
    ],
    findings: [],
    ...change,
  };
}
