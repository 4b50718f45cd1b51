import { describe, expect, it } from 'vitest';
import { readPreferences, usualPreferences } from './preferences.ts';
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
