import type { AgreedLevel } from '../model/card.ts';
import type { PersonId } from '../model/ids.ts';
import type { Instant } from '../model/time.ts';
import type { SafetyLevel } from '../model/vocabulary.ts';
import { countingRatings, type RatingRound } from './blind-ratings.ts';

/** The proposal of the chair, and who said "I go along" to it. */
export interface LevelProposal {
  readonly level: SafetyLevel;
  readonly goAlong: readonly PersonId[];
  readonly at: Instant;
}

export type Agreement =
  | { readonly kind: 'AGREED'; readonly level: AgreedLevel }
  | { readonly kind: 'REFUSED'; readonly reason: 'NOT_REVEALED' };

/**
 * The level that the table agrees, with everybody who weighed otherwise and did not say that they go along.
 * Silence is no agreement: whoever says nothing is kept as having differed.
 */
export function agreeLevel(round: RatingRound, proposal: LevelProposal): Agreement {
  if (round.kind !== 'REVEALED') return { kind: 'REFUSED', reason: 'NOT_REVEALED' };
  const { level, goAlong, at } = proposal;
  const differed = countingRatings(round)
    .filter((rating) => rating.level !== level && !goAlong.includes(rating.person))
    .map(({ person, discipline, level: own }) => ({ person, discipline, level: own }));
  return { kind: 'AGREED', level: { level, differed, at } };
}
