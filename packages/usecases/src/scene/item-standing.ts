import type {
  Acceptance,
  ActionId,
  ActionOutcome,
  AgreedLevel,
  Confirmation,
  Dissent,
  DissentId,
  HandoverAnswer,
  Instant,
  MunicipalResponse,
  NothingForChild,
  PersonId,
  ProvisionalHold,
  Rating,
  SafetyLevel,
  VtProposal,
} from '@overlegtafel/domain';
import type { Given, ItemDeed, ItemDeedContent } from '../deeds/deed.ts';

/** How a yes, a no and a hold about one thing stand: the last deed of each kind counts. */
export interface AnswerStanding {
  readonly acceptance: Acceptance;
  readonly hold?: ProvisionalHold;
}

/** How an item stands by what persons did in their own name. */
export interface ItemStanding {
  readonly proposal?: VtProposal;
  readonly response?: MunicipalResponse;
  readonly ratings: readonly Rating[];
  readonly revealed?: {
    readonly by: PersonId;
    readonly at: Instant;
    readonly raters: readonly PersonId[];
  };
  readonly goAlong: ReadonlyMap<PersonId, SafetyLevel>;
  readonly agreedLevel?: AgreedLevel;
  readonly agreedBy?: PersonId;
  readonly confirmation: Confirmation;
  readonly dissents: readonly Dissent[];
  readonly settledDissents: ReadonlyMap<DissentId, Instant>;
  readonly nothingForChildren: readonly NothingForChild[];
  readonly owner: AnswerStanding;
  readonly actions: ReadonlyMap<ActionId, AnswerStanding>;
  /** Actions that somebody ever said yes to. */
  readonly acceptedActions: readonly ActionId[];
  readonly outcomes: ReadonlyMap<ActionId, ActionOutcome>;
  readonly handover: HandoverAnswer;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type Latest = Mutable<
  Pick<
    ItemStanding,
    | 'proposal'
    | 'response'
    | 'revealed'
    | 'agreedLevel'
    | 'agreedBy'
    | 'confirmation'
    | 'handover'
    | 'owner'
  >
>;

/** What is being read; each deed changes some of it. */
interface Folding {
  readonly latest: Latest;
  readonly ratings: Map<PersonId, Rating>;
  readonly goAlong: Map<PersonId, SafetyLevel>;
  readonly dissents: Map<DissentId, Dissent>;
  readonly settledDissents: Map<DissentId, Instant>;
  readonly nothing: Map<string, NothingForChild>;
  readonly actions: Map<ActionId, AnswerStanding>;
  readonly accepted: Set<ActionId>;
  readonly outcomes: Map<ActionId, ActionOutcome>;
}

type ContentOf = { readonly [C in ItemDeedContent as C['kind']]: C };
type DeedKind = keyof ContentOf;
type Who = Pick<ItemDeed, 'by' | 'at'>;
type Fold<K extends DeedKind> = (to: Folding, content: ContentOf[K], who: Who) => void;

const unanswered: AnswerStanding = { acceptance: { kind: 'NONE' } };
const changesNothing = () => undefined;

const folds: { readonly [K in DeedKind]: Fold<K> } = {
  PROPOSED: ({ latest }, { decision: kind, words }, { by, at }) => {
    latest.proposal = { kind, words, by, at };
  },
  RESPONDED: ({ latest }, { response: kind, words }, { by, at }) => {
    latest.response = { kind, words, by, at };
  },
  RATED: ({ latest, ratings }, { discipline, level, words }, { by, at }) => {
    if (!latest.revealed) ratings.set(by, { person: by, at, discipline, level, words });
  },
  REVEALED: ({ latest }, { raters }, { by, at }) => {
    latest.revealed ??= { by, at, raters };
  },
  WENT_ALONG: ({ goAlong }, { level }, { by }) => void goAlong.set(by, level),
  LEVEL_AGREED: ({ latest }, { level }, { by }) => {
    latest.agreedLevel = level;
    latest.agreedBy = by;
  },
  CONFIRMED: ({ latest }, { seen }, { by, at }) => {
    latest.confirmation = { kind: 'CONFIRMED', by, at, seen };
  },
  DISSENTED: ({ dissents }, { dissent: id, words, revisitOn }, { by, at }) => {
    dissents.set(id, { id, by, words, at, ...(revisitOn === undefined ? {} : { revisitOn }) });
  },
  DISSENT_SETTLED: (to, { dissent }, { at }) => void to.settledDissents.set(dissent, at),
  NOTHING_FOR_CHILD: ({ nothing }, { child, reason }, { by }) => {
    nothing.set(child, { child, reason, by });
  },
  ACCEPTED: (to, content, who) => acceptedBy(to, content, who),
  ACCEPTED_ON_BEHALF: (to, content, who) => acceptedBy(to, content, who),
  DECLINED: (to, { of, reason }, { by, at }) => {
    answered(to, of, { acceptance: { kind: 'DECLINED', by, at, reason } });
  },
  HELD: (to, { of, seen }, { by, at }) => {
    answered(to, of, { hold: { holder: by, askedAt: at, seen } });
  },
  REPORTED: ({ outcomes }, { action, outcome }) => void outcomes.set(action, outcome),
  RECEIVED: ({ latest }, _content, { by, at }) => {
    latest.handover = { kind: 'RECEIVED', by, at };
  },
  REFUSED: ({ latest }, { reason }, { by, at }) => {
    latest.handover = { kind: 'REFUSED', by, at, reason };
  },
  // Stepping out is of the case, over all its items: scene/recusals.ts.
  RECUSED: changesNothing,
  CAME_BACK: changesNothing,
  INVITED: changesNothing,
  INVITATION_WITHDRAWN: changesNothing,
  BROKE_GLASS: changesNothing,
  GLASS_ENDED: changesNothing,
  BROUGHT_TO_TABLE: changesNothing,
  LEFT: changesNothing,
  CLOSED: changesNothing,
};

function acceptedBy(
  to: Folding,
  { kind, of, seen }: ContentOf['ACCEPTED'] | ContentOf['ACCEPTED_ON_BEHALF'],
  { by, at }: Who,
): void {
  answered(to, of, { acceptance: { kind, by, at, seen } });
  if (of.kind === 'ACTION') to.accepted.add(of.action);
}

function answered(to: Folding, of: Given, answer: Partial<AnswerStanding>): void {
  if (of.kind === 'CASE') to.latest.owner = { ...to.latest.owner, ...answer };
  else to.actions.set(of.action, { ...(to.actions.get(of.action) ?? unanswered), ...answer });
}

function fold<K extends DeedKind>(to: Folding, kind: K, content: ContentOf[K], who: Who): void {
  folds[kind](to, content, who);
}

/** Reads deeds, in the order in which they were done, into how the item stands. */
export function itemStanding(deeds: readonly ItemDeed[]): ItemStanding {
  const to: Folding = {
    latest: { confirmation: { kind: 'NONE' }, handover: { kind: 'NONE' }, owner: unanswered },
    ratings: new Map(),
    goAlong: new Map(),
    dissents: new Map(),
    settledDissents: new Map(),
    nothing: new Map(),
    actions: new Map(),
    accepted: new Set(),
    outcomes: new Map(),
  };
  for (const { content, by, at } of deeds) foldDeed(to, content, { by, at });
  const { goAlong, settledDissents, actions, outcomes } = to;
  return {
    ...to.latest,
    ratings: [...to.ratings.values()],
    goAlong,
    dissents: [...to.dissents.values()],
    settledDissents,
    nothingForChildren: [...to.nothing.values()],
    actions,
    acceptedActions: [...to.accepted],
    outcomes,
  };
}

function foldDeed(to: Folding, content: ItemDeedContent, who: Who): void {
  fold(to, content.kind, content, who);
}
