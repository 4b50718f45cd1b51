/** Light or dark because the reader chose so, or as the system is. */
export const themes = ['light', 'dark', 'system'] as const;
export type Theme = (typeof themes)[number];

/** The cookie that holds the choice. It says nothing about the person. */
export const themeCookie = 'theme';

/** The theme that somebody sent or a cookie holds; anything else is as the system is. */
export function themeIn(value: unknown): Theme {
  return themes.find((theme) => theme === value) ?? 'system';
}

const schemes: Readonly<Record<Theme, string>> = {
  light: 'light',
  dark: 'dark',
  system: 'light dark',
};

/** The colour schemes of a page in this theme, best first, as the browser wants to know them. */
export function colorScheme(theme: Theme): string {
  return schemes[theme];
}
