/** Letters that are written as one and read as two, or have a mark that does not come off. */
const otherLetters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  ħ: 'h',
  ı: 'i',
  þ: 'th',
  ĳ: 'ij',
};

/** A text without capitals, accents and signs that nobody sees, so that `Öztürk` and `OZTURK` are the same. */
export function folded(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/[\p{M}\p{Cf}]/gu, '')
    .replaceAll(/[ßæœøđðłħıþĳ]/gu, (letter) => otherLetters[letter] ?? letter);
}

/** A reference as it is compared: capitals, blanks and signs that nobody sees make no difference. */
export function plainReference(reference: string): string {
  return folded(reference).replaceAll(/\s/g, '');
}
