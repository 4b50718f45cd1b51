import { type AnnounceLevel, announceLevels } from '#lib/announce/announcer.ts';
import type { KeyPreferences } from '#lib/keyboard/key-map.ts';

/** How this reader wants the screens to behave, on this device. Nothing of a case. */
export interface Preferences extends KeyPreferences {
  readonly announce: AnnounceLevel;
  /** Whether the screens at the table count down the minutes of a case. */
  readonly showsMinutes: boolean;
}

export const usualPreferences: Preferences = {
  announce: 'IMPORTANT',
  showsMinutes: true,
  hasLetters: true,
  changed: {},
};

const place = 'overlegtafel.preferences';
const oneYearSeconds = 365 * 24 * 60 * 60;

/**
 * The text that was kept, among the cookies of the page. SH166: a cookie, as the language and the theme have: signing out
 * clears what a browser stores for a site, and cookies of ours stay. What an earlier version stored counts until then.
 */
export function keptPreferences(cookies: string, stored: string | null): string | null {
  const [, kept] = new RegExp(`(?:^|; )${place}=([^;]*)`).exec(cookies) ?? [];
  return kept === undefined ? stored : unescaped(kept);
}

/** Where an earlier version stored them. */
export const storedPlace = place;

/** The cookie that keeps them on this device. */
export function preferencesCookie(preferences: Preferences): string {
  const text = encodeURIComponent(JSON.stringify(preferences));
  return `${place}=${text}; Path=/; Max-Age=${oneYearSeconds}; SameSite=Lax`;
}

function unescaped(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

/** The preferences in a text that was kept. What is broken or unknown is as usual. */
export function readPreferences(kept: string | null): Preferences {
  const value = parsed(kept);
  if (typeof value !== 'object' || value === null) return usualPreferences;
  const { announce, showsMinutes, hasLetters, changed } = { ...usualPreferences, ...value };
  return {
    announce: announceLevels.find((level) => level === announce) ?? usualPreferences.announce,
    showsMinutes: typeof showsMinutes === 'boolean' ? showsMinutes : usualPreferences.showsMinutes,
    hasLetters: typeof hasLetters === 'boolean' ? hasLetters : usualPreferences.hasLetters,
    changed: textsOf(changed),
  };
}

function parsed(kept: string | null): unknown {
  try {
    return JSON.parse(kept ?? 'null');
  } catch {
    return null;
  }
}

function textsOf(value: unknown): Record<string, string> {
  if (typeof value !== 'object' || value === null) return {};
  const texts = Object.entries(value).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return Object.fromEntries(texts);
}
