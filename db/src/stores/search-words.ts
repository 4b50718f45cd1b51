import { plainReference } from '@overlegtafel/domain';
import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';

/** From how many letters on the beginning of a word finds it. */
const shortestBeginning = 3;
/** What comes after so many letters makes no difference. */
const longestWord = 32;

/** Turns words into what the search index holds: numbers that say nothing without the key of the installation. */
export class SearchWords {
  readonly #key: KeyObject;

  constructor(key: Buffer) {
    this.#key = createSecretKey(key);
  }

  /** What a text is found by at this table: its words, and their beginnings. */
  ofText(table: string, text: string): number[] {
    const all = new Set(wordsIn(text).flatMap(withBeginnings));
    return [...new Set([...all].map((word) => this.#number(table, word)))];
  }

  /** What to look for; each of them has to be there. The longest word, which is the rarest, comes first. */
  ofQuery(table: string, words: readonly string[]): number[] {
    const all = new Set(words.flatMap(wordsIn));
    const rarestFirst = [...all].toSorted((a, b) => b.length - a.length);
    return rarestFirst.map((word) => this.#number(table, word));
  }

  /** By what a report of this table is known: a keyed hash of its reference. */
  ofReference(table: string, reference: string): string {
    const mac = createHmac('sha256', this.#key);
    return mac.update(`reference\0${table}\0${plainReference(reference)}`).digest('base64url');
  }

  /** 48 bits of a keyed hash: two tables never share a number for the same word. */
  #number(table: string, word: string): number {
    const mac = createHmac('sha256', this.#key).update(`${table}\0${word}`).digest();
    return mac.readUIntBE(0, 6);
  }
}

/** The words of a text: without capitals, accents and signs. */
function wordsIn(text: string): string[] {
  const plain = text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
  const found = plain.match(/[\p{L}\p{N}]+/gu) ?? [];
  return found.map((word) => [...word].slice(0, longestWord).join(''));
}

function withBeginnings(word: string): string[] {
  const letters = [...word];
  const beginnings = letters.map((_, i) => letters.slice(0, i + 1).join(''));
  return [...beginnings.slice(shortestBeginning - 1), word];
}
