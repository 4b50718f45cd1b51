import {
  type Blocker,
  emptyRegister,
  type Instant,
  localDateOf,
  type Register,
  settledValue,
  whoHasIt,
} from '@overlegtafel/domain';
import { itemRoom } from '@overlegtafel/protocol';
import type { ApiAnswer } from '@overlegtafel/protocol/api';
import { iso } from '../answers/instants.ts';
import { type Directory, municipalityOf } from '../answers/directory.ts';
import { askItem } from '../scene/item-scene.ts';
import { itemTerms, knownLevel, termView } from '../scene/item-terms.ts';
import type { MeetingItem } from '../scene/meeting-items.ts';
import type { MeetingScene } from '../scene/meeting-scene.ts';

export type ItemSummary = ApiAnswer<'meeting'>['items'][number];

/** What is needed to tell of one item in the list of a meeting. */
export interface Summing {
  readonly scene: MeetingScene;
  readonly directory: Directory;
  readonly blockers: readonly Blocker[];
  readonly now: Instant;
}

/** An item in the list of a meeting. Each field that may not be read stands there as if it were empty. */
export function itemSummary(one: MeetingItem, summing: Summing): ItemSummary {
  const { item, household, report, card } = one;
  const { scene, directory, blockers, now } = summing;
  const mayRead = reading(one, scene);
  const level = mayRead('agreedLevel') ? knownLevel(one.standing, one.assessment) : undefined;
  const { minutes, timesPostponed, firstOnAgenda, state, caseId, id } = item;
  return {
    id,
    caseId,
    alias: household.alias,
    state,
    room: itemRoom(id),
    ...municipalityOf(household, directory),
    ...level,
    priority: shown(card?.priority, mayRead('priority')),
    visitThisWeek: shown(card?.visitThisWeek, mayRead('visitThisWeek')),
    decision: shown(card?.decisionKind, mayRead('decision')),
    ...whoAndWhether(one, scene),
    openBlockers: blockers.filter((blocker) => blocker.item === id).length,
    ...nearestTerm(one, now),
    minutes,
    ...sinceWhen(one),
    reportKind: report?.kind ?? 'FOLLOW_UP',
    timesPostponed,
    firstOnAgenda: firstOnAgenda || localDateOf(now),
    isRecused: scene.actor.recusedFrom.includes(caseId),
  };
}

/** Since when it has been at the table: brought there again counts anew. */
function sinceWhen({ item, deeds }: MeetingItem): Pick<ItemSummary, 'atTableSince'> {
  const brought = deeds.findLast(({ content }) => content.kind === 'BROUGHT_TO_TABLE');
  return item.state === 'AT_TABLE' && brought ? { atTableSince: iso(brought.at) } : {};
}

function reading(one: MeetingItem, { actor }: MeetingScene) {
  return (field: 'agreedLevel' | 'priority' | 'visitThisWeek' | 'decision'): boolean =>
    askItem({ ...one, actor }, 'READ', field).kind === 'ALLOWED';
}

function shown<T>(register: Register<T> | undefined, may: boolean) {
  if (!register || !may) return emptyRegister;
  return register.kind === 'CONFLICT'
    ? { kind: 'CONFLICT' as const, values: [...register.values] }
    : register;
}

function whoAndWhether(
  { card, household }: MeetingItem,
  { attendance }: MeetingScene,
): Pick<ItemSummary, 'custody' | 'ownerAccepted' | 'isConfirmed'> {
  if (!card) {
    const custody = { kind: 'BRINGING_PARTY', organisation: household.bringingParty } as const;
    return { custody, ownerAccepted: false, isConfirmed: false };
  }
  const custody = whoHasIt(card, attendance);
  const { confirmation } = card;
  return {
    custody,
    ownerAccepted: custody.kind === 'OWNER',
    isConfirmed: confirmation.kind === 'CONFIRMED' && confirmation.seen === card.decisionSeen,
  };
}

function nearestTerm(
  { report, assessment, standing, card }: MeetingItem,
  now: Instant,
): Pick<ItemSummary, 'term'> {
  const level = knownLevel(standing, assessment)?.level;
  const kind = card && settledValue(card.decisionKind);
  const { confirmation } = standing;
  const decided =
    kind !== undefined && confirmation.kind === 'CONFIRMED'
      ? { decided: { kind, at: confirmation.at } }
      : {};
  const [term] = itemTerms({ report, assessment, level, ...decided }, now);
  return term ? { term: termView(term) } : {};
}
