import {
  type Acceptance,
  type ActionCard,
  answersFor,
  type Attendance,
  type Field,
  type Owner,
  type ProvisionalHold,
  type Register,
  type Seen,
  settledValue,
  whoHasAction,
  whoHasIt,
} from '@overlegtafel/domain';
import { plainText } from '@overlegtafel/documents';
import type { ApiAnswer } from '@overlegtafel/protocol/api';
import { iso } from '../answers/instants.ts';
import type { ReadOnly } from '../answers/outgoing.ts';
import { acceptanceView, holdView, outcomeView } from '../answers/thing-views.ts';
import type { ItemScene } from '../scene/item-scene.ts';

export type ItemView = ApiAnswer<'item'>;
/** A part of an answer in the form in which it is made: registers and lists of the domain cannot be written to. */
type Part<K extends keyof ItemView> = ReadOnly<ItemView[K]>;
export type ItemParts = { readonly [K in keyof ItemView]: ReadOnly<ItemView[K]> };

/** The fields that the reader may read. */
export type Readable = ReadonlySet<Field>;

const empty = { kind: 'EMPTY' } as const;

/** What people wrote together; what may not be read stands empty. Nothing when there is none that may be read. */
export function fieldsView(
  { reading, hasDocument }: Pick<ItemScene, 'reading' | 'hasDocument'>,
  may: Readable,
): Part<'fields'> {
  const { registers, richText } = reading;
  if (!hasDocument || !(may.has('safeNow') || may.has('facts'))) return undefined;
  const ifMay = <T>(field: Field, value: T) => (may.has(field) ? value : empty);
  const words = (field: 'facts' | 'worries' | 'strengths' | 'childVoice') =>
    may.has(field) ? plainText(richText[field]) : '';
  return {
    safeNow: ifMay('safeNow', registers.safeNow),
    priority: ifMay('priority', registers.priority),
    visitThisWeek: ifMay('visitThisWeek', registers.visitThisWeek),
    riskFactors: ifMay('riskFactors', registers.riskFactors),
    violenceProfile: ifMay('violenceProfile', registers.violenceProfile),
    owner: ifMay('owner', registers.owner),
    decisionKind: ifMay('decision', registers.decisionKind),
    facts: words('facts'),
    worries: words('worries'),
    strengths: words('strengths'),
    childVoice: words('childVoice'),
    decisionWords: may.has('decision') ? reading.decisionWords : '',
    conditions: may.has('conditions') ? reading.conditions : [],
  };
}

/** Who has the case and how they answered. */
export function ownerView({ card, attendance }: ItemScene, may: Readable): Part<'owner'> {
  const { bringingParty: organisation, ownerSeen: seen, ownerHold } = card;
  if (!may.has('owner'))
    return {
      seen: '',
      acceptance: { kind: 'NONE' },
      custody: { kind: 'BRINGING_PARTY', organisation },
    };
  const custody = whoHasIt(card, attendance);
  const acceptance = ofWhoIsNamed(card.ownerAcceptance, card.owner, attendance);
  return { seen, ...answerView(acceptance, ownerHold, seen), custody };
}

export function decisionView({ card }: ItemScene, may: Readable): Part<'decision'> {
  const { confirmation, decisionSeen: seen } = card;
  if (!may.has('decision')) return { seen: '', confirmation: { kind: 'NONE' } };
  if (confirmation.kind === 'NONE') return { seen, confirmation };
  const { kind, by, at } = confirmation;
  return { seen, confirmation: { kind, by, at: iso(at), stands: confirmation.seen === seen } };
}

export function actionViews(scene: ItemScene, may: Readable): Part<'actions'> {
  return may.has('actions') ? scene.card.actions.map((action) => actionView(action, scene)) : [];
}

function actionView(
  action: ActionCard,
  { card, attendance, standing, openThings }: ItemScene,
): Part<'actions'>[number] {
  const { acceptance, hold, ...written } = action;
  const row = openThings.find(({ key }) => key === `ACTION:${action.id}`);
  const told = row?.thing.kind === 'ACTION' ? row.thing.outcome : standing.outcomes.get(action.id);
  return {
    ...written,
    ...answerView(ofWhoIsNamed(acceptance, action.owner, attendance), hold, action.seen),
    custody: whoHasAction(action, card, attendance),
    outcome: outcomeView(told ?? { kind: 'NONE' }),
  };
}

/** UC57: once somebody else is named, the answer of who was named before is none. */
function ofWhoIsNamed(
  acceptance: Acceptance,
  register: Register<Owner>,
  attendance: Attendance,
): Acceptance {
  const owner = settledValue(register);
  const isOwn = acceptance.kind === 'ACCEPTED' || acceptance.kind === 'DECLINED';
  if (!isOwn || owner === undefined || answersFor(owner, acceptance.by, attendance))
    return acceptance;
  return { kind: 'NONE' };
}

function answerView(acceptance: Acceptance, hold: ProvisionalHold | undefined, seen: Seen) {
  return {
    acceptance: acceptanceView(acceptance, seen),
    ...(hold ? { hold: holdView(hold, seen) } : {}),
  };
}
