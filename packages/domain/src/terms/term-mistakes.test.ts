import { describe, expect, it } from 'vitest';
import { termMistakes } from './term-mistakes.ts';
import { defaultTermSettings, type TermRule } from './term-settings.ts';

const { terms } = defaultTermSettings;
const withRule = (parts: Partial<TermRule>) => ({
  ...defaultTermSettings,
  terms: { ...terms, INFORM_INVOLVED: { ...terms.INFORM_INVOLVED, ...parts } },
});
const mistake = (path: string, kind = 'OUT_OF_RANGE') => [{ path, kind }];

describe('TM27 terms that a table chose are checked', () => {
  it('the terms as published have no mistake', () => {
    expect(termMistakes(defaultTermSettings)).toEqual([]);
  });
  it.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('a length of %d', (count) => {
    expect(termMistakes(withRule({ length: { unit: 'WEEKS', count } }))).toEqual(
      mistake('terms.INFORM_INVOLVED.length.count'),
    );
    expect(termMistakes(withRule({ extendBy: { unit: 'WEEKS', count } }))).toEqual(
      mistake('terms.INFORM_INVOLVED.extendBy.count'),
    );
  });
  it('a length of one is a length', () => {
    expect(termMistakes(withRule({ length: { unit: 'HOURS', count: 1 } }))).toEqual([]);
  });
  it.each(['', '  '])('a term without a source: %j', (basis) => {
    expect(termMistakes(withRule({ basis }))).toEqual(
      mistake('terms.INFORM_INVOLVED.basis', 'EMPTY'),
    );
  });
  it.each([
    [[], []],
    [[1], []],
    [[0], ['0']],
    [[3, 3], ['1']],
    [[3, 6, 5, 9], ['2']],
    [[1.5, 2], ['0']],
  ])('monitoring after %j months', (monitoringMonths, places) => {
    expect(termMistakes({ ...defaultTermSettings, monitoringMonths })).toEqual(
      places.flatMap((place) => mistake(`monitoringMonths.${place}`)),
    );
  });
});
