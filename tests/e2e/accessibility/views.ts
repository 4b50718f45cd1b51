import type { BrowserContextOptions } from 'playwright-core';
import type { Language } from './messages.ts';

/** How somebody looks at a screen. */
export interface View {
  readonly colours: 'light' | 'dark' | 'forced';
  readonly language: Language;
  readonly widthPx: number;
}

const allColours = ['light', 'dark', 'forced'] as const;
const allLanguages = ['nl', 'en'] as const;
const allWidthsPx = [320, 768, 1440] as const;

/** So high that nothing lies under the bar at the bottom of a narrow screen. */
const heightPx = 20_000;

/** Every colour with every language and every width. */
export const everyView: readonly View[] = allColours.flatMap((colours) =>
  allLanguages.flatMap((language) =>
    allWidthsPx.map((widthPx) => ({ colours, language, widthPx })),
  ),
);

/**
 * Nine views in three turns of three. A turn has every colour, every width and both languages; the nine together
 * have every pair of two values.
 */
const turns: readonly (readonly View[])[] = [
  [
    { colours: 'light', language: 'nl', widthPx: 320 },
    { colours: 'dark', language: 'en', widthPx: 768 },
    { colours: 'forced', language: 'nl', widthPx: 1440 },
  ],
  [
    { colours: 'light', language: 'en', widthPx: 1440 },
    { colours: 'dark', language: 'nl', widthPx: 320 },
    { colours: 'forced', language: 'en', widthPx: 768 },
  ],
  [
    { colours: 'light', language: 'nl', widthPx: 768 },
    { colours: 'dark', language: 'nl', widthPx: 1440 },
    { colours: 'forced', language: 'en', widthPx: 320 },
  ],
];

/** The three views in which the nth screen is looked at. */
export function viewsOfTurn(nth: number): readonly View[] {
  return turns[nth % turns.length] ?? [];
}

export function nameOfView({ colours, language, widthPx }: View): string {
  return `${colours}, ${language}, ${widthPx} px`;
}

/** A browser profile for a view. */
export function profileOf({ colours, language, widthPx }: View): BrowserContextOptions {
  return {
    locale: language === 'nl' ? 'nl-NL' : 'en-GB',
    viewport: { width: widthPx, height: heightPx },
    colorScheme: colours === 'dark' ? 'dark' : 'light',
    forcedColors: colours === 'forced' ? 'active' : 'none',
    reducedMotion: 'reduce',
  };
}
