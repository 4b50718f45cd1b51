import { describe, expect, it } from 'vitest';
import {
  keptPreferences,
  preferencesCookie,
  readPreferences,
  usualPreferences,
} from './preferences.ts';
import { colorScheme, themeIn } from './theme.ts';

describe('preferences on this device', () => {
  it('SH17 are read back as they were kept', () => {
    const kept = {
      announce: 'SILENT',
      showsMinutes: false,
      hasLetters: false,
      changed: { action: 'q' },
    } as const;
    expect(readPreferences(JSON.stringify(kept))).toEqual(kept);
  });

  it.each([
    null,
    '',
    '{',
    '3',
    '[]',
    '{"announce":"LOUD","showsMinutes":1,"hasLetters":"no","changed":7}',
  ])('SH17 are as usual when what was kept is %o', (kept) => {
    expect(readPreferences(kept)).toEqual(usualPreferences);
  });

  it('SH17 keep what is right beside what is broken', () => {
    const kept = '{"announce":"ALL","changed":{"action":"q","done":5}}';
    expect(readPreferences(kept)).toEqual({
      announce: 'ALL',
      showsMinutes: true,
      hasLetters: true,
      changed: { action: 'q' },
    });
  });
});

describe('preferences among the cookies', () => {
  const loud = { ...usualPreferences, announce: 'ALL', changed: { action: ';=" é' } } as const;
  const pair = preferencesCookie(loud).split(';')[0] ?? '';

  it('SH166 are found there, whatever an earlier version stored and signing out clears', () => {
    const cookies = `theme=dark; ${pair}; language=nl`;
    expect(readPreferences(keptPreferences(cookies, null))).toEqual(loud);
    expect(readPreferences(keptPreferences(cookies, '{"announce":"SILENT"}'))).toEqual(loud);
    expect(preferencesCookie(loud)).toMatch(/; Path=\/; Max-Age=31536000; SameSite=Lax$/);
  });

  it('SH166 are what was stored before, until they are changed', () => {
    const kept = keptPreferences('theme=dark', '{"announce":"SILENT"}');
    expect(readPreferences(kept).announce).toBe('SILENT');
  });

  it('SH166 are as usual when the cookie is broken', () => {
    const kept = keptPreferences('overlegtafel.preferences=%E0%A4%A', null);
    expect(readPreferences(kept)).toEqual(usualPreferences);
  });
});

describe('the theme', () => {
  it.each([
    ['light', 'light'],
    ['dark', 'dark'],
    ['system', 'light dark'],
    ['"><script>', 'light dark'],
    [undefined, 'light dark'],
  ])(
    'SH20 of the cookie %o makes the page %s, and nothing of it reaches the page',
    (value, scheme) => {
      expect(colorScheme(themeIn(value))).toBe(scheme);
    },
  );
});
