import { describe, expect, it } from 'vitest';
import { dateOfInstant, dateWords, timeWords } from './date-words.ts';
import { fingerprintGroups } from './fingerprint-groups.ts';

describe('days and times in words', () => {
  it.each([
    ['nl', 'short', 'wo 25 nov'],
    ['nl', 'long', 'woensdag 25 november 2026'],
    ['nl', 'month', '25 november'],
    ['en', 'short', 'Wed 25 Nov'],
    ['en', 'long', 'Wednesday 25 November 2026'],
  ] as const)('in %s, %s: %s', (language, form, words) => {
    expect(dateWords('2026-11-25', language, form)).toBe(words);
  });

  it('say the time of the table, wherever the machine stands', () => {
    expect(timeWords('2026-11-24T08:24:00Z', 'nl')).toBe('09:24');
    expect(timeWords('2026-07-24T07:24:00Z', 'en')).toBe('09:24');
    expect(dateOfInstant('2026-11-24T23:30:00Z')).toBe('2026-11-25');
  });
});

describe('a fingerprint', () => {
  it('is written in capitals, in groups of four', () => {
    expect(fingerprintGroups('7f3a92c10b6ed458ff', 16)).toEqual(['7F3A', '92C1', '0B6E', 'D458']);
    expect(fingerprintGroups('7f3a92')).toEqual(['7F3A', '92']);
    expect(fingerprintGroups('')).toEqual([]);
  });
});
