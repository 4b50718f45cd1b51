import { richTextSchema } from '@overlegtafel/documents';
import { describe, expect, it } from 'vitest';
import { arrivedIn } from './just-arrived.ts';

const { nodes } = richTextSchema;

function text(...lines: readonly string[]) {
  return nodes.doc.create(
    null,
    lines.map((line) => nodes.paragraph.create(null, line === '' ? [] : richTextSchema.text(line))),
  );
}

function arrived(before: readonly string[], after: readonly string[]): string | undefined {
  const [old, now] = [text(...before), text(...after)];
  const range = arrivedIn(old, now);
  return range && now.textBetween(range.from, range.to, '|');
}

describe('what others just wrote', () => {
  it('CS34 is what stands there now and did not before', () => {
    expect(arrived(['Moeder ziet niemand.'], ['Moeder ziet bijna niemand.'])).toBe('bijna ');
    expect(arrived(['een'], ['een', 'twee'])).toContain('twee');
    expect(arrived(['aaa'], ['aaaa'])).toBe('a');
  });

  it('CS34 is nothing when somebody took words away, or when the text is only now loaded', () => {
    expect(arrived(['een twee'], ['een'])).toBeUndefined();
    expect(arrived([''], ['een'])).toBeUndefined();
    expect(arrived(['een'], ['een'])).toBeUndefined();
  });
});
