import { describe, expect, it } from 'vitest';
import { dateWords } from './date-words.ts';

describe('a day as people read it', () => {
  it.each([
    ['2026-11-25', 'short', 'wo 25 nov'],
    ['2027-01-05', 'short', 'di 5 jan 2027'],
    ['2025-12-31', 'short', 'wo 31 dec 2025'],
    ['2027-01-05', 'weekday', 'dinsdag 5 januari 2027'],
    ['2026-11-25', 'weekday', 'woensdag 25 november'],
    ['2026-11-25', 'dated', 'wo 25 nov 2026'],
    ['2027-01-05', 'dated', 'di 5 jan 2027'],
  ] as const)('SH323 %s, %s: %s', (day, form, words) => {
    expect(dateWords(day, 'nl', form, '2026-11-24')).toBe(words);
  });

  it('SH323 says the year in English too', () => {
    expect(dateWords('2027-01-05', 'en', 'short', '2026-11-24')).toBe('Tue 5 Jan 2027');
  });
});
