/** Between these two a found word stands. */
const opens = '\u0002';
const closes = '\u0003';
/** How much is shown on either side of the first word that was found. */
const around = 80;

/** The words that are looked for: small letters, without signs, each of at least two characters. */
export function searchWords(text: string): readonly string[] {
  const words = text.toLowerCase().split(/[^\p{L}\p{N}-]+/u);
  return [...new Set(words.filter((word) => word.length > 1))];
}

/**
 * A piece of a text around the first of these words, each of them marked. Words are found where a word begins.
 * Nothing when not all of them stand in it.
 */
export function excerptOf(text: string, words: readonly string[]): string | undefined {
  const found = words.map((word) => [...text.matchAll(beginning(word))]);
  const first = Math.min(...found.map(([match]) => match?.index ?? Infinity));
  if (!Number.isFinite(first) || found.some((matches) => matches.length === 0)) return undefined;
  const start = Math.max(0, first - around);
  const piece = text.slice(start, first + 2 * around);
  const any = new RegExp(`(?<![\\p{L}\\p{N}])(${words.map(escaped).join('|')})`, 'giu');
  const marked = piece.replace(any, `${opens}$1${closes}`);
  return `${start > 0 ? '…' : ''}${marked.replaceAll('\n', ' · ').trim()}`;
}

function beginning(word: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])${escaped(word)}`, 'giu');
}

function escaped(word: string): string {
  return word.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
}
