import { describe, expect, it } from 'vitest';
import type { ItemId, PersonId } from '../model/ids.ts';
import type { SafetyLevel } from '../model/vocabulary.ts';
import { instant } from '../terms/local-date.ts';
import { agreeLevel } from './agreed-level.ts';
import type { RatingRound } from './blind-ratings.ts';

const at = instant(Date.UTC(2026, 10, 24, 9));
const later = instant(Date.UTC(2026, 10, 24, 10));
const person = (name: string) => name as PersonId;
const rating = (name: string, level: SafetyLevel) => ({
  person: person(name),
  discipline: 'POLICE' as const,
  level,
  words: 'één zin',
  at,
});
const ratings = [
  rating('nh', 'ACUTE'),
  rating('jd', 'STRUCTURAL'),
  rating('rv', 'MULTI_PROBLEM'),
  rating('zz', 'NOT_ASSESSABLE'),
  rating('away', 'SAFE_ENOUGH'),
];
const round: RatingRound = {
  kind: 'REVEALED',
  item: 'meidoorn' as ItemId,
  raters: ratings.map(({ person: rater }) => rater),
  recused: [person('away')],
  ratings,
  by: person('fk'),
  at,
};
const proposal = { level: 'STRUCTURAL', goAlong: [] as PersonId[], at: later } as const;
const differed = (...names: string[]) =>
  ratings
    .filter(({ person: rater }) => names.includes(rater))
    .map(({ person: rater, discipline, level }) => ({ person: rater, discipline, level }));

describe('TR20 a level is agreed after the weighings were shown', () => {
  it('and not before', () => {
    const sealed: RatingRound = { ...round, kind: 'SEALED' };
    expect(agreeLevel(sealed, proposal)).toEqual({ kind: 'REFUSED', reason: 'NOT_REVEALED' });
  });
});

describe('TR21 who differed is kept', () => {
  it('everybody who weighed otherwise and said nothing; not who is recused', () => {
    expect(agreeLevel(round, proposal)).toEqual({
      kind: 'AGREED',
      level: { level: 'STRUCTURAL', differed: differed('nh', 'rv', 'zz'), at: later },
    });
  });
  it('who goes along did not differ', () => {
    const agreement = agreeLevel(round, { ...proposal, goAlong: [person('rv'), person('zz')] });
    expect(agreement).toMatchObject({ level: { differed: differed('nh') } });
  });
  it('who weighed the same did not differ, whatever they said', () => {
    const agreement = agreeLevel(round, { ...proposal, level: 'ACUTE', goAlong: [person('jd')] });
    expect(agreement).toMatchObject({
      level: { level: 'ACUTE', differed: differed('rv', 'zz') },
    });
  });
});
