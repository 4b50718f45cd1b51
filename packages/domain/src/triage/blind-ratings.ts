import type { ItemId, PersonId } from '../model/ids.ts';
import type { Instant } from '../model/time.ts';
import type { Discipline, SafetyLevel } from '../model/vocabulary.ts';

/** How safe one person, from one discipline, weighs it to be; given alone and in their own name. */
export interface Rating {
  readonly person: PersonId;
  readonly discipline: Discipline;
  readonly level: SafetyLevel;
  /** One sentence of why; may be empty. */
  readonly words: string;
  readonly at: Instant;
}

/** The weighing of one item. SEALED: nobody sees another's rating. REVEALED: all do, and nothing changes any more. */
export type RatingRound = SealedRound | RevealedRound;

interface Round {
  readonly item: ItemId;
  /** Who is asked to weigh. */
  readonly raters: readonly PersonId[];
  /** Who knows the family and stepped out; may also stand among the raters and then does not count. */
  readonly recused: readonly PersonId[];
  readonly ratings: readonly Rating[];
}

export interface SealedRound extends Round {
  readonly kind: 'SEALED';
}

export interface RevealedRound extends Round {
  readonly kind: 'REVEALED';
  readonly by: PersonId;
  readonly at: Instant;
}

/** Why a rating or a reveal was refused. */
export type RoundRefusal = 'RECUSED' | 'NOT_A_RATER' | 'ALREADY_REVEALED' | 'NOT_READY';

export type RoundOutcome<R extends RatingRound> =
  | { readonly kind: 'TAKEN'; readonly round: R }
  | { readonly kind: 'REFUSED'; readonly reason: RoundRefusal };

/** The persons whose rating counts: asked and not recused, each once. */
export function countingRaters(round: RatingRound): readonly PersonId[] {
  return [...new Set(round.raters)].filter((person) => !round.recused.includes(person));
}

/** The ratings that count: one for each counting rater who gave one; of several the last. */
export function countingRatings(round: RatingRound): readonly Rating[] {
  return countingRaters(round).flatMap(
    (person) => round.ratings.findLast((rating) => rating.person === person) ?? [],
  );
}

/** Takes a rating, or puts it in the place of the same person's earlier one. */
export function rate(round: RatingRound, rating: Rating): RoundOutcome<SealedRound> {
  if (round.kind === 'REVEALED') return { kind: 'REFUSED', reason: 'ALREADY_REVEALED' };
  if (round.recused.includes(rating.person)) return { kind: 'REFUSED', reason: 'RECUSED' };
  if (!round.raters.includes(rating.person)) return { kind: 'REFUSED', reason: 'NOT_A_RATER' };
  const others = round.ratings.filter(({ person }) => person !== rating.person);
  return { kind: 'TAKEN', round: { ...round, ratings: [...others, rating] } };
}

/** Whether the ratings can be shown. It says how many are missing and never who. */
export type Readiness =
  | { readonly kind: 'READY' }
  | { readonly kind: 'WAITING'; readonly missing: number }
  | { readonly kind: 'NOBODY_RATES' };

export function readiness(round: RatingRound): Readiness {
  const asked = countingRaters(round).length;
  if (asked === 0) return { kind: 'NOBODY_RATES' };
  const missing = asked - countingRatings(round).length;
  return missing === 0 ? { kind: 'READY' } : { kind: 'WAITING', missing };
}

/** Shows all ratings at once. Whether this person may do so is a matter of rights, not of this function. */
export function reveal(round: RatingRound, by: PersonId, at: Instant): RoundOutcome<RevealedRound> {
  if (round.kind === 'REVEALED') return { kind: 'REFUSED', reason: 'ALREADY_REVEALED' };
  if (readiness(round).kind !== 'READY') return { kind: 'REFUSED', reason: 'NOT_READY' };
  return { kind: 'TAKEN', round: { ...round, kind: 'REVEALED', by, at } };
}

/** What one person may see of the weighing. Before the reveal it depends on nobody else's level or words. */
export type RatingsView =
  /** Recused, or never part of it. */
  | { readonly kind: 'NOTHING' }
  | {
      readonly kind: 'SEALED';
      readonly own: OwnRating;
      readonly rated: number;
      readonly asked: number;
    }
  | { readonly kind: 'REVEALED'; readonly ratings: readonly Rating[]; readonly at: Instant };

export type OwnRating =
  { readonly kind: 'NOT_RATED' } | { readonly kind: 'RATED'; readonly rating: Rating };

/**
 * What `viewer` sees. The chair and others who do not weigh but are at the table see the counts; pass them in
 * `onlookers`. Anybody else sees nothing.
 */
export function ratingsSeenBy(
  round: RatingRound,
  viewer: PersonId,
  onlookers: readonly PersonId[] = [],
): RatingsView {
  if (round.recused.includes(viewer)) return { kind: 'NOTHING' };
  if (!round.raters.includes(viewer) && !onlookers.includes(viewer)) return { kind: 'NOTHING' };
  const ratings = countingRatings(round);
  if (round.kind === 'REVEALED') return { kind: 'REVEALED', ratings, at: round.at };
  const own = ratings.find(({ person }) => person === viewer);
  return {
    kind: 'SEALED',
    own: own ? { kind: 'RATED', rating: own } : { kind: 'NOT_RATED' },
    rated: ratings.length,
    asked: countingRaters(round).length,
  };
}
