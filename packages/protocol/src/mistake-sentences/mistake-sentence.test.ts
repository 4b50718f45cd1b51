import type { MistakeKind } from '@overlegtafel/domain';
import { describe, expect, it } from 'vitest';
import { languages } from '../blocker-sentences/sentence.ts';
import { mistakeSentence } from './mistake-sentence.ts';

const everyKind: Readonly<Record<MistakeKind, true>> = {
  MISSING: true,
  WRONG_TYPE: true,
  UNKNOWN_VALUE: true,
  UNKNOWN_FIELD: true,
  TOO_LONG: true,
  EMPTY: true,
  OUT_OF_RANGE: true,
  NOT_ALLOWED: true,
};
const kinds = Object.keys(everyKind) as MistakeKind[];

describe('mistakes in words', () => {
  it.each(kinds)('CG72 name the field and what to do: %s', (kind) => {
    for (const language of languages) {
      const texts = ['words', 'household.2.role', 'xyz', '', 'constructor'].map((path) =>
        mistakeSentence({ path, kind }, language),
      );
      for (const text of texts) expect(text).toMatch(/^\p{Lu}.*\. .*\.$/u);
      expect(texts.join()).not.toMatch(/undefined|xyz|function/);
    }
    expect(mistakeSentence({ path: 'x', kind }, 'nl')).not.toBe(
      mistakeSentence({ path: 'x', kind }, 'en'),
    );
  });

  it('CG72 know the field by the last word of the path that people know', () => {
    const kind = 'MISSING';
    expect(mistakeSentence({ path: 'household.2.role', kind }, 'nl')).toBe(
      'Rol is nog niet ingevuld. Vul het in.',
    );
    expect(mistakeSentence({ path: 'owner.person', kind }, 'en')).toBe(
      'Owner is not filled in yet. Fill it in.',
    );
  });

  it('CG72 say that a request for advice is no case', () => {
    const mistake = { path: 'report.signal', kind: 'NOT_ALLOWED' } as const;
    expect(mistakeSentence(mistake, 'nl')).toContain('adviesvraag');
    expect(mistakeSentence(mistake, 'en')).toContain('advice');
  });
});
