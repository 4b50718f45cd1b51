// edge: message files, which the build of the pages reads as well
import { readFileSync } from 'node:fs';

export type Language = 'nl' | 'en';
type Messages = Readonly<Record<string, unknown>>;

const messages: Readonly<Record<Language, Messages>> = { nl: read('nl'), en: read('en') };

function read(language: Language): Messages {
  const file = new URL(`../../../apps/web/messages/${language}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as Messages;
}

/** The text of a message without anything filled in. */
export function wordsOf(name: string, language: Language): string {
  const text = messages[language][name];
  if (typeof text !== 'string') throw new Error(`no message ${name}`);
  return text;
}

/** Every text of a message: a message with plurals has several. */
function textsOf(message: unknown): readonly string[] {
  if (typeof message === 'string') return [message];
  if (typeof message !== 'object' || message === null) return [];
  return Object.values('match' in message ? (message.match as object) : message).flatMap(textsOf);
}

const placeholder = /\{[^}]*\}/g;

/** What a message looks like on a screen, with whatever is filled in. */
function patternOf(text: string): RegExp {
  const escaped = text
    .trim()
    .split(placeholder)
    .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(`^${escaped.join('.+')}$`, 'u');
}

/**
 * Whether a message is known by its words: one with something filled in has more than a single word of its own, or the
 * name of a case would be a message too.
 */
function isKnownByWords(text: string): boolean {
  const words = text.replaceAll(placeholder, ' ').match(/\p{L}{2,}/gu) ?? [];
  return words.length > (text.includes('{') ? 2 : 0);
}

function patternsOf(language: Language, isIt: (name: string) => boolean): readonly RegExp[] {
  return Object.keys(messages[language])
    .filter(isIt)
    .flatMap((name) => textsOf(messages[language][name]))
    .filter(isKnownByWords)
    .map(patternOf);
}

/** Translated, and not the switch to the other language, which is in that language. */
function isTranslated(name: string): boolean {
  const isSame = JSON.stringify(messages.nl[name]) === JSON.stringify(messages.en[name]);
  return !isSame && !name.startsWith('switch_language');
}

const dutchOnly = patternsOf('nl', isTranslated);
const inEnglish = patternsOf('en', () => true);

/** Texts on an English screen that are a Dutch message, and no English one. */
export function dutchMessagesIn(texts: readonly string[]): readonly string[] {
  return texts.filter(
    (text) =>
      dutchOnly.some((pattern) => pattern.test(text)) &&
      !inEnglish.some((pattern) => pattern.test(text)),
  );
}
