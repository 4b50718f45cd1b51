import { describe, expect, it } from 'vitest';
import { householdOf } from './household-words.ts';

describe('a household in one field', () => {
  it.each([
    ['moeder 31', [{ role: 'MOTHER', ageYears: 31, isChild: false }]],
    ['moeder (31)', [{ role: 'MOTHER', ageYears: 31, isChild: false }]],
    ['Vader: 35 jaar', [{ role: 'FATHER', ageYears: 35, isChild: false }]],
    ['stiefvader', [{ role: 'PARTNER', isChild: false }]],
    ['zoon 8 mnd.', [{ role: 'SON', ageYears: 0, isChild: true }]],
    ['dochter (14 maanden)', [{ role: 'DAUGHTER', ageYears: 1, isChild: true }]],
    ['zoon 6 weken', [{ role: 'SON', ageYears: 0, isChild: true }]],
    ['dochter\u00a0 19', [{ role: 'DAUGHTER', ageYears: 19, isChild: false }]],
    ['zoontje', [{ role: 'SON', isChild: true }]],
    ['baby', [{ role: 'OTHER', ageYears: 0, isChild: true }]],
    ['kind 7', [{ role: 'OTHER', ageYears: 7, isChild: true }]],
    ['ongeboren kind', [{ role: 'UNBORN_CHILD', isChild: true }]],
  ])('IN192 %s is understood', (field, people) => {
    expect(householdOf(field)).toEqual(people);
  });

  it('IN192 several people stand behind each other', () => {
    const people = householdOf('moeder 31, stiefvader; zoon 8 mnd en baby\noma (67)');
    expect(people).toMatchObject([
      { role: 'MOTHER' },
      { role: 'PARTNER' },
      { role: 'SON' },
      { role: 'OTHER' },
      { role: 'GRANDPARENT', ageYears: 67 },
    ]);
  });

  it.each(['(31)', '8 mnd', 'jan', 'moeder 31 of 32', 'zoon vier', 'constructor', 'moeder 31)x'])(
    'IN192 %s is told',
    (field) => {
      expect(householdOf(field)).toEqual([{ role: field, isChild: false }]);
    },
  );

  it('IN195 what is very long is no household', () => {
    expect(householdOf(`a${' '.repeat(60_000)}!`)).toHaveLength(1);
    expect(householdOf('moeder,'.repeat(10_000))).toHaveLength(1);
  });
});
