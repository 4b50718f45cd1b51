import { monthNames } from '@overlegtafel/domain';
import type { Language } from './blocker-sentences/sentence.ts';

/** The place of a language in the lists of names. */
export const placeOf: Readonly<Record<Language, number>> = { nl: 0, en: 1 };

/**
 * A day as people read it, with its year: `31 februari 2026`, `31 February 2026`. It need not exist; undefined when no
 * year has its month.
 */
export function dayInWords(day: string, language: Language): string | undefined {
  const [year = '', month = '', date = ''] = day.split('-');
  const name = monthNames[Number(month) - 1]?.[placeOf[language]];
  if (name === undefined) return undefined;
  return `${Number(date)} ${language === 'en' ? capital(name) : name} ${Number(year)}`;
}

export function capital(word: string): string {
  return `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`;
}
