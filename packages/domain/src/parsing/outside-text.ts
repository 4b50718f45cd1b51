/** Signs that nobody sees: controls, blanks without width, marks that turn the direction of a line, fillers. */
const unseen = /[\p{Cc}\p{Default_Ignorable_Code_Point}]/gu;
/** Joiners and the choice of a form belong to what stands before them, in writing that is not ours and in pictures. */
const joined = new Set(['\u200c', '\u200d', '\ufe0e', '\ufe0f']);
const letter = /\p{L}/u;
const letterOrNumber = /[\p{L}\p{N}]/u;
/** More marks on one letter than any writing has. */
const piled = /\p{M}{6}/u;

/**
 * A text from outside as it is kept: one form for each letter, line ends of one kind, and nothing that nobody sees. What
 * comes along with mail, spreadsheets and bad intent is taken out; what people wrote stays.
 */
export function cleaned(text: string): string {
  const lines = text.replaceAll(/\r\n?/g, '\n');
  return lines
    .replaceAll(unseen, (sign, at: number) => (stays(sign, lines, at) ? sign : ''))
    .normalize('NFC')
    .trim();
}

function stays(sign: string, text: string, at: number): boolean {
  if (sign === '\n' || sign === '\t') return true;
  return joined.has(sign) && at > 0 && text.charCodeAt(at - 1) > 0x2ff;
}

/** True when a text has a letter or a figure that one can see. */
export function saysSomething(text: string): boolean {
  return letterOrNumber.test(text.replaceAll(unseen, ''));
}

/** True when a text has words: at least one letter. A dot is no reason. */
export function hasWords(text: string): boolean {
  return letter.test(text.replaceAll(unseen, ''));
}

/** True unless marks are piled up on a letter, over the lines above and below. */
export function isLegible(text: string): boolean {
  return text.isWellFormed() && !piled.test(text);
}
