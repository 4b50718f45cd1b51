import { describe, expect, it } from 'vitest';
import { excerptParts } from './excerpt-parts.ts';

function told(excerpt: string): readonly string[] {
  return excerptParts(excerpt).map(({ text, isFound }) => (isFound ? `[${text}]` : text));
}

describe('an excerpt of a decision', () => {
  it('FB1 is shown in pieces, with the found words marked and nothing lost', () => {
    expect(told('…bel \u0002school\u0003 en \u0002schoolarts\u0003.')).toEqual([
      '…bel ',
      '[school]',
      ' en ',
      '[schoolarts]',
      '.',
    ]);
    expect(told('\u0002school\u0003')).toEqual(['[school]']);
    expect(told('niets')).toEqual(['niets']);
  });

  it('FB1 stays text where a mark has no end', () => {
    expect(told('bel \u0002school')).toEqual(['bel ', 'school']);
  });
});
