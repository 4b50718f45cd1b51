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
  VtProposal,
} from '@overlegtafel/domain';
import type { Given, ItemDeed } from '../deeds/deed.ts';

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
  readonly goAlong: ReadonlyMap<PersonId, { readonly level: string }>;
  readonly agreedLevel?: AgreedLevel;
  readonly agreedBy?: PersonId;
  readonly confirmation: Confirmation;
  readonly dissents: readonly Dissent[];
  readonly settledDissents: ReadonlyMap<DissentId, Instant>;
  readonly recused: readonly PersonId[];
  readonly nothingForChildren: readonly NothingForChild[];
  readonly owner: AnswerStanding;
  readonly actions: ReadonlyMap<ActionId, AnswerStanding>;
  /** Actions that somebody ever said yes to. */
  readonly acceptedActions: readonly ActionId[];
  readonly outcomes: ReadonlyMap<ActionId, ActionOutcome>;
  readonly handover: HandoverAnswer;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Reads deeds, in the order in which they were done, into how the item stands. */
export function itemStanding(deeds: readonly ItemDeed[]): ItemStanding {
  const ratings = new Map<PersonId, Rating>();
  const goAlong = new Map<PersonId, { level: string }>();
  const dissents = new Map<DissentId, Dissent>();
  const settledDissents = new Map<DissentId, Instant>();
  const recused = new Set<PersonId>();
  const nothing = new Map<string, NothingForChild>();
  const actions = new Map<ActionId, Mutable<AnswerStanding>>();
  const accepted = new Set<ActionId>();
  const outcomes = new Map<ActionId, ActionOutcome>();
  const owner: Mutable<AnswerStanding> = { acceptance: { kind: 'NONE' } };
  const rest: Mutable<
    Pick<
      ItemStanding,
      | 'proposal'
      | 'response'
      | 'revealed'
      | 'agreedLevel'
      | 'agreedBy'
      | 'confirmation'
      | 'handover'
    >
  > = { confirmation: { kind: 'NONE' }, handover: { kind: 'NONE' } };
  const answerOf = (of: Given): Mutable<AnswerStanding> => {
    if (of.kind === 'CASE') return owner;
    const known = actions.get(of.action);
    if (known) return known;
    const made: Mutable<AnswerStanding> = { acceptance: { kind: 'NONE' } };
    actions.set(of.action, made);
    return made;
  };
  for (const { content, by, at } of deeds) {
    switch (content.kind) {
      case 'PROPOSED':
        rest.proposal = { kind: content.decision, words: content.words, by, at };
        break;
      case 'RESPONDED':
        rest.response = { kind: content.response, words: content.words, by, at };
        break;
      case 'RATED':
        if (!rest.revealed) ratings.set(by, { person: by, at, ...ratingOf(content) });
        break;
      case 'REVEALED':
        rest.revealed ??= { by, at, raters: content.raters };
        break;
      case 'WENT_ALONG':
        goAlong.set(by, { level: content.level });
        break;
      case 'LEVEL_AGREED':
        rest.agreedLevel = content.level;
        rest.agreedBy = by;
        break;
      case 'CONFIRMED':
        rest.confirmation = { kind: 'CONFIRMED', by, at, seen: content.seen };
        break;
      case 'DISSENTED': {
        const { dissent: id, words, revisitOn } = content;
        dissents.set(id, { id, by, words, at, ...(revisitOn === undefined ? {} : { revisitOn }) });
        break;
      }
      case 'DISSENT_SETTLED':
        settledDissents.set(content.dissent, at);
        break;
      case 'RECUSED':
        recused.add(by);
        break;
      case 'NOTHING_FOR_CHILD':
        nothing.set(content.child, { child: content.child, reason: content.reason, by });
        break;
      case 'ACCEPTED':
      case 'ACCEPTED_ON_BEHALF':
        answerOf(content.of).acceptance = { kind: content.kind, by, at, seen: content.seen };
        if (content.of.kind === 'ACTION') accepted.add(content.of.action);
        break;
      case 'DECLINED':
        answerOf(content.of).acceptance = { kind: 'DECLINED', by, at, reason: content.reason };
        break;
      case 'HELD':
        answerOf(content.of).hold = { holder: by, askedAt: at, seen: content.seen };
        break;
      case 'REPORTED':
        outcomes.set(content.action, content.outcome);
        break;
      case 'RECEIVED':
        rest.handover = { kind: 'RECEIVED', by, at };
        break;
      case 'REFUSED':
        rest.handover = { kind: 'REFUSED', by, at, reason: content.reason };
        break;
      default:
    }
  }
  return {
    ...rest,
    ratings: [...ratings.values()],
    goAlong,
    dissents: [...dissents.values()],
    settledDissents,
    recused: [...recused],
    nothingForChildren: [...nothing.values()],
    owner,
    actions,
    acceptedActions: [...accepted],
    outcomes,
  };
}

function ratingOf({
  discipline,
  level,
  words,
}: Extract<ItemDeed['content'], { kind: 'RATED' }>): Pick<
  Rating,
  'discipline' | 'level' | 'words'
> {
  return { discipline, level, words };
}
