import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ItemId, PersonId } from '../model/ids.ts';
import { type SafetyLevel, safetyLevels } from '../model/vocabulary.ts';
import { instant } from '../terms/local-date.ts';
import {
  countingRaters,
  countingRatings,
  rate,
  type Rating,
  ratingsSeenBy,
  readiness,
  reveal,
  type RevealedRound,
  type SealedRound,
} from './blind-ratings.ts';

const at = instant(Date.UTC(2026, 10, 24, 9));
const person = (name: string) => name as PersonId;
const [nh, sm, rv, chair, outsider] = ['nh', 'sm', 'rv', 'fk', 'xx'].map(person) as [
  PersonId,
  PersonId,
  PersonId,
  PersonId,
  PersonId,
];
const rating = (by: PersonId, level: SafetyLevel, words = ''): Rating => ({
  person: by,
  discipline: 'POLICE',
  level,
  words,
  at,
});
const round = (parts: Partial<SealedRound> = {}): SealedRound => ({
  kind: 'SEALED',
  item: 'meidoorn' as ItemId,
  raters: [nh, sm, rv],
  recused: [],
  ratings: [],
  ...parts,
});
const revealed = (
  ratings: readonly Rating[],
  recused: readonly PersonId[] = [],
): RevealedRound => ({
  ...round({ ratings, recused }),
  kind: 'REVEALED',
  by: chair,
  at,
});

describe('TR1 each person weighs once', () => {
  it('a rating is taken, beside those of others', () => {
    const first = rate(round(), rating(nh, 'ACUTE'));
    expect(first).toEqual({ kind: 'TAKEN', round: round({ ratings: [rating(nh, 'ACUTE')] }) });
    if (first.kind !== 'TAKEN') return expect.unreachable();
    expect(rate(first.round, rating(sm, 'STRUCTURAL'))).toEqual({
      kind: 'TAKEN',
      round: round({ ratings: [rating(nh, 'ACUTE'), rating(sm, 'STRUCTURAL')] }),
    });
  });
  it('a second one of the same person takes the place of the first', () => {
    const ratings = [rating(nh, 'ACUTE'), rating(sm, 'STRUCTURAL')];
    expect(rate(round({ ratings }), rating(nh, 'SAFE_ENOUGH', 'toch niet'))).toEqual({
      kind: 'TAKEN',
      round: round({
        ratings: [rating(sm, 'STRUCTURAL'), rating(nh, 'SAFE_ENOUGH', 'toch niet')],
      }),
    });
  });
  it('somebody who is not asked is refused', () => {
    expect(rate(round(), rating(outsider, 'ACUTE'))).toEqual({
      kind: 'REFUSED',
      reason: 'NOT_A_RATER',
    });
  });
  it('TR5 after the reveal nothing changes', () => {
    const late = rate(revealed([rating(nh, 'ACUTE')]), rating(nh, 'SAFE_ENOUGH'));
    expect(late).toEqual({ kind: 'REFUSED', reason: 'ALREADY_REVEALED' });
  });
  it('of two stored ratings of one person the last counts', () => {
    const ratings = [rating(nh, 'ACUTE'), rating(nh, 'STRUCTURAL')];
    expect(countingRatings(round({ ratings }))).toEqual([rating(nh, 'STRUCTURAL')]);
  });
  it('somebody who is asked twice counts once', () => {
    expect(countingRaters(round({ raters: [nh, sm, nh] }))).toEqual([nh, sm]);
  });
});

describe('TR3 whoever is recused', () => {
  const away = round({ recused: [rv], ratings: [rating(rv, 'ACUTE'), rating(nh, 'STRUCTURAL')] });
  it('does not weigh', () => {
    expect(rate(away, rating(rv, 'ACUTE'))).toEqual({ kind: 'REFUSED', reason: 'RECUSED' });
  });
  it('is not counted, also not with an earlier rating', () => {
    expect(countingRaters(away)).toEqual([nh, sm]);
    expect(countingRatings(away)).toEqual([rating(nh, 'STRUCTURAL')]);
    expect(readiness(away)).toEqual({ kind: 'WAITING', missing: 1 });
  });
  it('sees nothing, before and after the reveal', () => {
    expect(ratingsSeenBy(away, rv)).toEqual({ kind: 'NOTHING' });
    expect(ratingsSeenBy(away, rv, [rv])).toEqual({ kind: 'NOTHING' });
    expect(ratingsSeenBy(revealed(away.ratings, [rv]), rv)).toEqual({ kind: 'NOTHING' });
  });
});

describe('TR4 when the weighings can be shown', () => {
  const all = [rating(nh, 'ACUTE'), rating(sm, 'NOT_ASSESSABLE'), rating(rv, 'STRUCTURAL')];
  it('not before everybody did', () => {
    expect(readiness(round())).toEqual({ kind: 'WAITING', missing: 3 });
    expect(readiness(round({ ratings: all.slice(1) }))).toEqual({ kind: 'WAITING', missing: 1 });
    expect(reveal(round({ ratings: all.slice(1) }), chair, at)).toEqual({
      kind: 'REFUSED',
      reason: 'NOT_READY',
    });
  });
  it('when everybody did', () => {
    expect(readiness(round({ ratings: all }))).toEqual({ kind: 'READY' });
    expect(reveal(round({ ratings: all }), chair, at)).toEqual({
      kind: 'TAKEN',
      round: revealed(all),
    });
  });
  it('not when nobody weighs', () => {
    const nobody = round({ raters: [rv], recused: [rv] });
    expect(readiness(nobody)).toEqual({ kind: 'NOBODY_RATES' });
    expect(reveal(nobody, chair, at)).toEqual({ kind: 'REFUSED', reason: 'NOT_READY' });
  });
  it('a rating of somebody who is not asked does not help', () => {
    const ratings = [...all.slice(1), rating(outsider, 'ACUTE')];
    expect(readiness(round({ ratings }))).toEqual({ kind: 'WAITING', missing: 1 });
  });
  it('not twice', () => {
    expect(reveal(revealed(all), chair, at)).toEqual({
      kind: 'REFUSED',
      reason: 'ALREADY_REVEALED',
    });
  });
});

describe('TR2 what somebody sees before the reveal', () => {
  it('their own weighing and how many there are', () => {
    const ratings = [rating(sm, 'STRUCTURAL', 'vader drinkt weer'), rating(nh, 'ACUTE')];
    expect(ratingsSeenBy(round({ ratings }), sm)).toEqual({
      kind: 'SEALED',
      own: { kind: 'RATED', rating: ratings[0] },
      rated: 2,
      asked: 3,
    });
    expect(ratingsSeenBy(round({ ratings }), rv)).toEqual({
      kind: 'SEALED',
      own: { kind: 'NOT_RATED' },
      rated: 2,
      asked: 3,
    });
  });
  it('who is at the table without weighing sees the count; others see nothing', () => {
    expect(ratingsSeenBy(round(), chair, [chair])).toEqual({
      kind: 'SEALED',
      own: { kind: 'NOT_RATED' },
      rated: 0,
      asked: 3,
    });
    expect(ratingsSeenBy(round(), outsider, [chair])).toEqual({ kind: 'NOTHING' });
    expect(ratingsSeenBy(revealed([]), outsider)).toEqual({ kind: 'NOTHING' });
  });

  const level = fc.constantFrom(...safetyLevels);
  const weighing = fc.record({ level, words: fc.string() });
  it('does not depend on what others weighed', () => {
    fc.assert(
      fc.property(
        weighing,
        fc.tuple(weighing, weighing),
        fc.tuple(weighing, weighing),
        (own, some, others) => {
          const seen = ([one, two]: [typeof own, typeof own]) =>
            ratingsSeenBy(
              round({
                ratings: [
                  rating(nh, one.level, one.words),
                  rating(sm, own.level, own.words),
                  rating(rv, two.level, two.words),
                ],
              }),
              sm,
            );
          expect(JSON.stringify(seen(some))).toBe(JSON.stringify(seen(others)));
        },
      ),
    );
  });
});

describe('TR5 after the reveal', () => {
  it('everybody who weighs, and who is at the table, sees the same weighings', () => {
    const ratings = [rating(nh, 'ACUTE'), rating(sm, 'STRUCTURAL'), rating(outsider, 'ACUTE')];
    const view = { kind: 'REVEALED', ratings: ratings.slice(0, 2), at };
    expect(ratingsSeenBy(revealed(ratings), rv)).toEqual(view);
    expect(ratingsSeenBy(revealed(ratings), chair, [chair])).toEqual(view);
  });
});
