/** A piece of an excerpt: words that were found, or what stands around them. */
export interface ExcerptPart {
  readonly key: number;
  readonly text: string;
  readonly isFound: boolean;
}

const opens = '\u0002';
const closes = '\u0003';

/** An excerpt as the API gives it, with the found words between U+0002 and U+0003, in pieces. */
export function excerptParts(excerpt: string): readonly ExcerptPart[] {
  const pieces = excerpt.split(opens).flatMap((piece, index) => {
    const [found = '', ...rest] = piece.split(closes);
    if (index === 0 || rest.length === 0) return [{ text: piece, isFound: false }];
    return [
      { text: found, isFound: true },
      { text: rest.join(''), isFound: false },
    ];
  });
  return pieces
    .filter(({ text }) => text !== '')
    .map(({ text, isFound }, key) => ({ key, text, isFound }));
}
