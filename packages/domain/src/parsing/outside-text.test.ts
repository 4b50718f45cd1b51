import { describe, expect, it } from 'vitest';
import { folded, plainReference } from './folded.ts';
import { cleaned, hasWords, isLegible, saysSomething } from './outside-text.ts';

describe('a text from outside', () => {
  it.each([
    ['a\u0000b', 'ab'],
    ['\u202eab\u202c', 'ab'],
    ['a\u200bb\ufeff', 'ab'],
    ['a\u00adb', 'ab'],
    ['\u2066ab\u2069\u200e', 'ab'],
    ['\u{e0041}a', 'a'],
    [' a\r\nb\rc\t ', 'a\nb\nc'],
    ['e\u0301', 'é'],
    ['👩‍👧 ❤️', '👩‍👧 ❤️'],
    ['نامه‌ای', 'نامه‌ای'],
    ['a\u200db', 'ab'],
  ])('IN196 %j is kept as %j', (text, kept) => {
    expect(cleaned(text)).toBe(kept);
  });

  it.each(['', ' ', '\u200b', '\u202e', '\u0000', '\u3164', '\u2800', '...', '👍', '—'])(
    'IN196 %j says nothing',
    (text) => {
      expect([saysSomething(text), hasWords(text)]).toEqual([false, false]);
    },
  );

  it('IN196 a number says something, and is no words', () => {
    expect([saysSomething('112'), hasWords('112'), hasWords('bel 112'), hasWords('好')]).toEqual([
      true,
      false,
      true,
      true,
    ]);
  });

  it('IN196 marks that are piled up are not legible', () => {
    expect(isLegible(`e${'\u0301'.repeat(6)}`)).toBe(false);
    expect(['é', 'e\u0323\u0302\u0301', 'กี่', 'שָׁ'].every(isLegible)).toBe(true);
    expect(isLegible('\ud800')).toBe(false);
  });

  it('MC21 letters with and without accents are the same', () => {
    for (const text of ['Öztürk', 'OZTURK', 'O\u0308ztu\u0308rk', 'Oz\u200bturk'])
      expect(folded(text)).toBe('ozturk');
    expect(['Yılmaz', 'IJsvogel', 'Ĳsvogel', 'Łukasz', 'Groß'].map(folded)).toEqual([
      'yilmaz',
      'ijsvogel',
      'ijsvogel',
      'lukasz',
      'gross',
    ]);
    expect(plainReference(' VT 2026\u00a01 ')).toBe('vt20261');
  });
});
