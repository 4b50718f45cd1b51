import { describe, expect, it } from 'vitest';
import type { OrganisationId } from '../model/ids.ts';
import { localDate } from '../terms/local-date.ts';
import {
  defaultRetentionSettings,
  endOfLength,
  recordKinds,
  retentionMistakes,
  type RetentionSettings,
  type RetentionTerm,
  termFor,
} from './retention-settings.ts';

const veiligThuis = 'veilig-thuis' as OrganisationId;
const gemeente = 'gemeente' as OrganisationId;
const years = (count: number): RetentionTerm => ({
  length: { unit: 'YEARS', count },
  child: 'IGNORED',
  basis: 'eigen besluit',
});
const withTerms = (terms: Partial<RetentionSettings['terms']>): RetentionSettings => ({
  ...defaultRetentionSettings,
  terms: { ...defaultRetentionSettings.terms, ...terms },
});
const withException = (
  kind: 'VT_FILE' | 'TABLE_COPY' | 'AUDIT_LINE',
  term: RetentionTerm,
): RetentionSettings => ({
  ...defaultRetentionSettings,
  exceptions: [{ organisation: veiligThuis, kind, term }],
});

describe('RN1 every kind of record has a term with its source', () => {
  it('the terms to start from', () => {
    const lengths = recordKinds.map((kind) => {
      const { length, child } = defaultRetentionSettings.terms[kind];
      return `${kind} ${length.count} ${length.unit} ${child}`;
    });
    expect(lengths).toEqual([
      'SCRATCH 30 DAYS IGNORED',
      'ROOM_LOG 30 DAYS IGNORED',
      'TABLE_COPY 10 YEARS IGNORED',
      'VT_FILE 15 YEARS LATER_OF_BOTH',
      'REPORTER_IDENTITY 2 YEARS IGNORED',
      'CONFIDENTIAL_ADDRESS 2 YEARS IGNORED',
      'ADVICE_REQUEST 2 YEARS IGNORED',
      'AUDIT_LINE 5 YEARS IGNORED',
      'RIGHTS_REQUEST 5 YEARS IGNORED',
    ]);
    expect(defaultRetentionSettings.exceptions).toEqual([]);
  });
  it.each(recordKinds)('%s says where it comes from', (kind) => {
    expect(defaultRetentionSettings.terms[kind].basis).toMatch(/\S+ \S+/);
  });
  it('an organisation may have its own term for a kind', () => {
    const settings = withException('VT_FILE', years(20));
    expect(termFor(settings, 'VT_FILE', veiligThuis)).toEqual(years(20));
    expect(termFor(settings, 'VT_FILE', gemeente)).toBe(defaultRetentionSettings.terms.VT_FILE);
    expect(termFor(settings, 'SCRATCH', veiligThuis)).toBe(defaultRetentionSettings.terms.SCRATCH);
  });
  it.each([
    ['DAYS', 30, '2026-12-24'],
    ['MONTHS', 3, '2027-02-24'],
    ['YEARS', 15, '2041-11-24'],
  ] as const)('%s: %i', (unit, count, end) => {
    expect(endOfLength(localDate('2026-11-24'), { unit, count })).toBe(end);
  });
});

describe('RN4 RN5 settings that are refused', () => {
  it('the terms to start from are not', () => {
    expect(retentionMistakes(defaultRetentionSettings)).toEqual([]);
  });
  it.each([10, 9])('RN4 a copy at the table of 10 years beside a file of %i', (count) => {
    expect(retentionMistakes(withTerms({ VT_FILE: years(count) }))).toEqual([
      { kind: 'TABLE_COPY_NOT_EARLIER' },
    ]);
    expect(retentionMistakes(withTerms({ VT_FILE: years(11) }))).toEqual([]);
  });
  it('RN4 also where one organisation differs, and that is named', () => {
    expect(retentionMistakes(withException('TABLE_COPY', years(15)))).toEqual([
      { kind: 'TABLE_COPY_NOT_EARLIER', organisation: veiligThuis },
    ]);
    expect(retentionMistakes(withException('VT_FILE', years(20)))).toEqual([]);
  });
  it('RN5 log lines for less than five years', () => {
    const short: RetentionTerm = { ...years(5), length: { unit: 'MONTHS', count: 59 } };
    expect(retentionMistakes(withTerms({ AUDIT_LINE: short }))).toEqual([
      { kind: 'AUDIT_TOO_SHORT' },
    ]);
    expect(retentionMistakes(withTerms({ AUDIT_LINE: years(6) }))).toEqual([]);
    expect(retentionMistakes(withException('AUDIT_LINE', years(4)))).toEqual([
      { kind: 'AUDIT_TOO_SHORT', organisation: veiligThuis },
    ]);
  });
  it.each([0, -1, 1.5, Number.NaN])('a length of %d', (count) => {
    expect(retentionMistakes(withTerms({ SCRATCH: years(count) }))).toEqual([
      { kind: 'NOT_A_LENGTH' },
    ]);
  });
  it('a kind without a term', () => {
    const missing = { ADVICE_REQUEST: undefined } as unknown as RetentionSettings['terms'];
    expect(retentionMistakes(withTerms(missing))).toEqual([{ kind: 'NOT_A_LENGTH' }]);
  });
  it('two mistakes at once', () => {
    expect(retentionMistakes(withTerms({ AUDIT_LINE: years(1), TABLE_COPY: years(30) }))).toEqual([
      { kind: 'TABLE_COPY_NOT_EARLIER' },
      { kind: 'AUDIT_TOO_SHORT' },
    ]);
  });
});
