import type { Blocker } from '@overlegtafel/domain';
import { dutch, dutchFallbacks } from './dutch.ts';
import { english, englishFallbacks } from './english.ts';
import { type Language, type Names, type Sentence, tell, wordsOf } from './sentence.ts';

const spoken = {
  nl: { sentences: dutch, fallbacks: dutchFallbacks },
  en: { sentences: english, fallbacks: englishFallbacks },
} as const;

/** What is open and what to do about it, apart, for a screen that shows them apart. Shows no id. */
export function blockerWords(blocker: Blocker, language: Language, names: Names): Sentence {
  const { sentences, fallbacks } = spoken[language];
  return tell(sentences, blocker, wordsOf(names, fallbacks));
}

/** What is open and what to do about it as one text, as the API says it. Shows no id. */
export function blockerSentence(blocker: Blocker, language: Language, names: Names): string {
  const { open, todo } = blockerWords(blocker, language, names);
  return `${open} ${todo}`;
}

/** A blocker as the API tells it: in words, whole and apart. */
export function toldBlocker(blocker: Blocker, language: Language, names: Names) {
  const { open, todo } = blockerWords(blocker, language, names);
  return { ...blocker, message: `${open} ${todo}`, open, todo };
}
